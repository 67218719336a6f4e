"""Responses side by side: positions, round robins, changes."""
