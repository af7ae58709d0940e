"""A Library to the pages of the site. Pure but for `mkdocs_engine`, `plugin` and `serve`, which alone import MkDocs."""
