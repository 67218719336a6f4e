"""The front door: the `foi` command, the notebook API and the pipeline runner."""

from foi.notebook import FoiCollection, open_collection
from mosaic.drawing import draw

__all__ = ["FoiCollection", "draw", "open_collection"]
