"""Publishers' sites to captures: one TOML a force, one module a platform, one spider."""
