"""The static site: what the commands tell of places, definitions and law, as pages that any web server serves."""
