"""The commands: each reads its words, asks a study and prints the answer as text or JSON."""

STDIN = "<standard input>"
"""What a lone `-` becomes before the words are parsed: the parser would take it for an option."""
