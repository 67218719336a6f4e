"""Bytes of a capture to a document: text, pages, tables, and what a reader cannot see."""
