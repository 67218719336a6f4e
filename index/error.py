"""The errors of search."""

from collection.error import FoiError


class SearchError(FoiError):
    """Something that search cannot do.

    - ``QueryError``: a query that cannot be read;
    - ``EngineError``: an engine that is unknown, absent, or does not answer;
      - ``IndexMissingError``: nothing was indexed yet, or by another version;
      - ``IndexLockedError``: another process is writing.
    """


class QueryError(SearchError):
    """A query that cannot be read; the message ends with the query and a caret under the place.

    Attributes:
        query: As typed.
        at: Offset in it, in code points; its length for the end.
        reason: One sentence.
    """

    def __init__(self, query: str, at: int, reason: str) -> None:
        self.query = query
        self.at = at
        self.reason = reason
        # One column a character: a tab or a line break would move the caret away.
        line = "".join(c if c.isprintable() else " " for c in query)
        super().__init__(f"the query cannot be read: {reason}\n  {line}\n  {' ' * at}^")


class EngineError(SearchError):
    """An engine that is unknown, absent, or does not answer; the message says what to do."""


class IndexMissingError(EngineError):
    """There is no index that this version can read."""


class IndexLockedError(EngineError):
    """Another process is writing to the index."""
