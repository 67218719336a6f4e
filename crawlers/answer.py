"""An answer of a site, and what its headers say about the next time it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from crawlers.page import Page, is_html
from crawlers.trouble import is_challenge

REFUSALS = frozenset((401, 403, 407, 451))
"""Statuses of what a site will not give."""
_KEPT = frozenset(
    (
        "content-type",
        "content-length",
        "content-disposition",
        "date",
        "etag",
        "last-modified",
        "link",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: headers by their names in lower case, the body decompressed.

    Attributes:
        record: The id of the record of it in the archive that is being written.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    record: str | None = None

    def media_type(self) -> str | None:
        """As served, without parameters."""
        served = self.headers.get("content-type", "")
        return served.partition(";")[0].strip().casefold() or None

    def kept_headers(self) -> dict[str, str]:
        """The headers that say something about the bytes; no cookies."""
        return {name: value for name, value in self.headers.items() if name in _KEPT}


class Validators(Protocol):
    """What a site once said by which it can tell whether something changed."""

    @property
    def etag(self) -> str | None: ...
    @property
    def last_modified(self) -> str | None: ...


def challenged(answer: Answer) -> bool:
    """Whether an answer is a challenge page."""
    content_type = answer.headers.get("content-type")
    if not is_html(answer.body, content_type):
        return False
    return is_challenge(Page(answer.body, answer.url, content_type), answer.headers)


def conditions(known: Validators) -> dict[str, str]:
    """The headers that ask for the bytes only if they are others."""
    found = {}
    if known.etag:
        found["if-none-match"] = known.etag
    if known.last_modified:
        found["if-modified-since"] = known.last_modified
    return found


def validators(known: Validators, answer: Answer) -> dict[str, str | None]:
    """The validators to keep after an answer; a 304 may leave out what still holds."""
    if answer.status == 304:
        return {
            "etag": answer.headers.get("etag") or known.etag,
            "last_modified": answer.headers.get("last-modified") or known.last_modified,
        }
    return {
        "etag": answer.headers.get("etag"),
        "last_modified": answer.headers.get("last-modified"),
    }
