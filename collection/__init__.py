"""The cellar: a collection on disk, bytes by SHA-256 and a catalogue in SQLite."""
