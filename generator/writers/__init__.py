"""A Document to bytes, one format a file. Pure."""
