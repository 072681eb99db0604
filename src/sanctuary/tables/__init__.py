"""Tables from files and databases, a batch of rows at a time; their errors are told in our own words."""
