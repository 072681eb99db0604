"""Law as data for cities: decide, assess and compare encoded law, with the paragraph behind every answer."""

__version__ = "0.1.0"
