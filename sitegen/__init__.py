"""A static-site generator for annotated article archives."""
