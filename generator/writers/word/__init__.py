"""What a Word file is made of: its styles and lists, its sections, and blocks as WordprocessingML."""
