"""Changes of the tables behind the counter."""
