"""Lists of projects from elsewhere, as tables whose cells know their place."""
