"""Paired Learning: YAML in, one checked library, a site and playbooks out."""

__version__ = "0.1.0"
