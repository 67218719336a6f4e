"""The front door: the `foi` command, the notebook API and the pipeline runner."""
