"""PDF pages as a reader sees them: glyphs, lines, columns, tables, and what is covered."""
