"""The commands: each reads its words, asks a study and prints the answer as text or JSON."""
