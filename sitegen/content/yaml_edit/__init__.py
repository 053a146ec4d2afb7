"""YAML text with one value put in, changed or taken out; all else stays as it is written."""
