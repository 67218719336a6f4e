"""What can keep a file from being read: one error for the room, told apart by its code."""

from collection.error import FoiError

CODES = {
    "missing": "there is no such file, or it may not be opened",
    "empty": "there is nothing in it that can be read",
    "not-a-document": "its content is not of a kind that holds text",
    "unsupported": "a document of a kind that is not read here",
    "locked": "it needs a password",
    "damaged": "it breaks the rules of its own format",
    "too-large": "it is over a limit of size, pages, children or compression",
    "too-deep": "it lies too many files deep inside another file",
    "timeout": "it took longer than the time limit",
    "out-of-memory": "it needed more than the memory limit",
    "crashed": "the worker process that read it died",
    "no-program": "a system program that it needs is not installed",
    "fault": "this program failed on it",
}
"""Every code of ``Document.error``, and what it means."""


class ExtractError(FoiError):
    """A file, or the rest of one, that cannot be read.

    Attributes:
        code: One of :data:`CODES`.
    """

    def __init__(self, code: str, message: str) -> None:
        assert code in CODES
        super().__init__(message)
        self.code = code
