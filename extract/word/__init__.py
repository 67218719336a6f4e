"""Word processors' XML as a reader sees it."""
