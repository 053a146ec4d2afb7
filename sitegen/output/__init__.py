"""From page records to files: templates, exports, the search index, link checks, and publishing."""
