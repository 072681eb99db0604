"""What people at a counter do and say when somebody asks for a person, a file or a door: conduct first, then law."""
