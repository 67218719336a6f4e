"""The notebooks run on the gold letters' truth too."""

from tests.mosaic.conftest import everything

__all__ = ["everything"]
