"""Lists of projects in foreign files, read into tables whose cells know their place."""
