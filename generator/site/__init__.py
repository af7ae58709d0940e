"""A Library to the pages of the site. Pure but for `plugin` and `serve`, which alone import MkDocs."""
