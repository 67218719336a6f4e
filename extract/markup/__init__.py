"""HTML as a reader sees it: which part of a page is its content, and its lines."""
