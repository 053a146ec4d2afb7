"""The author's files: YAML read and edited, schemas, the loader, media, and which records readers see."""
