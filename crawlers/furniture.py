"""Files that are the site's own: those that stand on the page of every entry."""

from collections import Counter
from collections.abc import Collection

from crawlers.frontier import Frontier
from crawlers.order import ALIKE


class Furniture:
    """Compares the files of the entries' pages of one crawl.

    Files that stand on list pages, outside the list, are known before: see
    :attr:`crawlers.platform.Listing.beside`.
    """

    def __init__(self, frontier: Frontier) -> None:
        self.frontier = frontier
        self.pages = 0
        self.shown: Counter[str] = Counter()
        self.often: set[str] = set()

    def compare(self, files: Collection[str], *, source: int) -> None:
        """Take in the files of one more page.

        What nearly every page shows is set aside. What turns out to stand on less than half of
        them is an entry's after all, and is asked for.
        """
        self.pages += 1
        self.shown.update(set(files))
        self.often.update(url for url in files if self.shown[url] >= ALIKE)
        share = {url: self.shown[url] / self.pages for url in self.often}
        self.frontier.add_furniture((url for url in share if share[url] >= 0.8), source=source)
        self.frontier.no_furniture(url for url in share if share[url] < 0.5)
