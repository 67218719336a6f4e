"""Search engines; each module is one and has a function connect."""
