"""Changes of the table of letters."""
