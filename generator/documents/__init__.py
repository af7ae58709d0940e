"""A Playbook to a Document, the intermediate form that all writers share. Pure."""
