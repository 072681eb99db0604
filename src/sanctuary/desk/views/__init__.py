"""Pages of the desk: each view reads a request, asks the rooms below and fills a template."""
