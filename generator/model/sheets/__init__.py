"""Columns of the sheets of a scheme's workbook, which writers write and readers read."""
