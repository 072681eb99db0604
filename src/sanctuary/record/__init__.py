"""The public record: entries that nobody can change quietly, sealed, kept and published."""
