"""A Library to the pages of the site. Pure but for `plugin`, which alone imports MkDocs."""
