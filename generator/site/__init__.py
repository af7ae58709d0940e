"""A Library to the pages of the site. Only what `mkdocs_engine` calls, the plugin and the preview import MkDocs."""
