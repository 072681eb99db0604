"""What the name of a column or a field tells of the people behind it."""
