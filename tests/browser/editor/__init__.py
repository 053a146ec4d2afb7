"""The editor of the preview, by its scripts alone."""
