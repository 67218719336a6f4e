"""Electronic mail as a reader sees it, with what hangs on it."""
