"""What an Excel file is made of: sheets with tables, and the reader's own sheets."""
