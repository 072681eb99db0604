"""The log of tests/record, for accounts of it."""

from record.conftest import clock, log, quick_keys, store_address

__all__ = ["clock", "log", "quick_keys", "store_address"]
