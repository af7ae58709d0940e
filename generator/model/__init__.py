"""The nouns: pydantic models, one file a noun, and diagnostics."""
