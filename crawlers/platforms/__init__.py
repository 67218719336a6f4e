"""The platforms on which forces publish, one module each, found by name."""
