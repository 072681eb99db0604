"""The desk at the counter: a web application on one machine, started by `sanctuary serve`. It needs the extra `desk`."""
