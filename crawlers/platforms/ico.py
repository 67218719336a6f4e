"""The Information Commissioner's decision notices about a force.

A notice stands at ``/action-weve-taken/decision-notices/<year>/<month>/<case>/`` with its date,
the authority, the sector and what was decided, section by section ("FOI 31: Upheld"), and a file.
"Upheld" speaks of the complaint: the force lost. How the list is searched and paged was not seen,
so every row that may be about the force is judged by its page, which must name it. The Welsh pages
stand on a host of their own, which is not asked.
"""

import re
from dataclasses import replace

from crawlers.address import path_of
from crawlers.decision import LABEL, decided
from crawlers.force import Source, force_named
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.printed import printed_date
from crawlers.reading import Shape, read_detail, read_list

KIND = "decision"
"""The kind of what is captured here: never a response."""


def _case(url: str) -> str | None:
    """The number of a case in an address.

    >>> _case("https://ico.org.uk/action-weve-taken/decision-notices/2023/06/ic-238174-k3z5/")
    'IC-238174-K3Z5'
    """
    match = re.search(r"/(ic-\d+-\w{4}|f[a-z]{1,2}\d{8})\b", path_of(url), re.IGNORECASE)
    return match[1].upper() if match else None


SHAPE = Shape(
    entry=re.compile(
        r"^/action-weve-taken/decision-notices/(?:19|20)\d\d/\d\d/[^/?]+/?(?:\?|$)", re.IGNORECASE
    ),
    reference=_case,
)
_BODY = re.compile(
    r"\b(?:police|constabulary|council|trust|nhs|department|ministry|office|university|college"
    r"|school|agency|authority|commission|commissioner|bbc|service|board|surgery|hospital)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:crime commissioners?|crime panels?|police authority|police federation"
    r"|mayor's office|independent office)\b",
    re.IGNORECASE,
)


def listing(source: Source, page: Page) -> Listing:
    """Read a page of notices: the rows that name the force, and those that name nobody."""

    def keep(row: str) -> bool:
        return _names(source, row) or not _BODY.search(row)

    found = read_list(page, SHAPE, keep=keep)
    return replace(
        found, entries=tuple(replace(entry, doubtful=True) for entry in found.entries), beside=()
    )


def detail(source: Source, page: Page) -> Detail:
    """Read a notice; ``answers`` says whether it is about the force."""
    found = read_detail(page, SHAPE)
    said = _said(page)
    authority = said.get("Authority")
    about = _is(source, authority) if authority else _names(source, page.text)
    labels = dict(said)
    if sections := decided(page.text):
        labels[LABEL] = sections
    return replace(
        found,
        published=printed_date(said.get("Date", "")) or found.published,
        reference=_case(page.url) or found.reference,
        category=None,
        labels=labels,
        answers=about,
    )


_SAID = re.compile(r"(?P<name>Authority|Sector|Date)(?:\s*:\s*|\s+)?(?P<value>.*)")


def _said(page: Page) -> dict[str, str]:
    """What stands behind, or in the line under, the labels of a notice."""
    found: dict[str, str] = {}
    waiting = ""
    for line, heading in page.lines:
        match = _SAID.fullmatch(line.rstrip(": "))
        if waiting and not match and not heading and len(line) <= 200:
            found.setdefault(waiting, line)
        waiting = ""
        if match and match["value"]:
            found.setdefault(match["name"], match["value"])
        elif match:
            waiting = match["name"]
    return found


def _is(source: Source, authority: str) -> bool:
    name = re.sub(
        r"^(?:the )?(?:chief constable|commissioner)(?: of)? ", "", authority, flags=re.I
    )
    force = force_named(name)
    if force is not None:
        return force.name in source.words
    return _names(source, authority)


def _names(source: Source, text: str) -> bool:
    """Whether a text names the force, and not only the body that oversees it."""
    cut = re.sub(r"\s+", " ", text)
    places = (
        match
        for word in source.words
        for match in re.finditer(rf"\b{re.escape(word)}\b", cut, re.IGNORECASE)
    )
    # "Essex Police and Crime Commissioner", "Commissioner for Essex Police".
    return any(
        not _OTHER.search(cut[max(0, place.start() - 40) : place.end() + 25]) for place in places
    )
