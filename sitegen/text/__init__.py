"""The text of one article: normalized, cut into sentences, its quotes and names found, annotated."""
