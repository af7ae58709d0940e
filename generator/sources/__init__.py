"""Text to strict located YAML to one checked Library."""
