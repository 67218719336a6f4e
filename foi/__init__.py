"""The front door: the `foi` command, the notebook API and the pipeline runner."""

from foi.notebook import FoiCollection, open_collection

__all__ = ["FoiCollection", "open_collection"]
