"""What a Word file is made of: the package, its styles and lists, and blocks as WordprocessingML."""
