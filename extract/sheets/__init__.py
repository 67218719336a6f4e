"""Spreadsheets: cells as shown, and what a sheet does not show."""
