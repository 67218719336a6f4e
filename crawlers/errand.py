"""An errand: the crawl of one force, and what all its parts work with."""

from dataclasses import dataclass

from collection.collection import Collection
from crawlers.capture import Captures
from crawlers.force import Force
from crawlers.frontier import Frontier
from crawlers.storing import Store
from crawlers.visit import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What one crawl of one force works with.

    Attributes:
        store: Shared by the errands of one process.
    """

    collection: Collection
    force: Force
    frontier: Frontier
    visitor: Visitor
    store: Store

    @property
    def captures(self) -> Captures:
        """The captures of the collection."""
        return Captures(self.collection.db)
