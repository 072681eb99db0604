"""The public record: entries that nobody can change quietly, sealed, published and verified."""
