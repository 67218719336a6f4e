"""Responses to search: one query language, two engines."""
