"""The Wayback Machine: a force's past pages, for where its own site refuses us.

Its index (``/cdx/search/cdx``) lists, as JSON rows under a row of names, every snapshot of the
addresses below a prefix; a snapshot as it was served stands at ``/web/<moment>id_/<address>``.
One small question gives the months of which there is anything, and one question a month its
snapshots; each content of an address is asked for once. What is kept bears the original address
and the day of the snapshot.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawlers.address import joined
from crawlers.force import Force, Source

HOST = "web.archive.org"
PLACE = "archive"
"""The name of the place, behind the ``@`` of its ledger."""
PREFIX = "archive:"
"""Before the name of the platform as which snapshots are read."""
_INDEX = f"https://{HOST}/cdx/search/cdx"
_FILES = "SysSiteAssets"
"""The folder of files on most forces' platform."""
_SNAPSHOT = re.compile(
    rf"^https://{re.escape(HOST)}/web/(\d{{4,14}})(?:[a-z]{{2}}_)?/(https?://.+)$"
)


def in_the_archive(force: Force) -> Force | None:
    """A force as the archive has it; ``None`` for one that publishes nothing."""
    sources = tuple(
        replace(
            source,
            platform=f"{PREFIX}{source.platform}",
            addresses=tuple(_index(prefix) for prefix in _prefixes(force, source)),
            otherwise=(),
            expect=0,
            unverified=False,
        )
        for source in force.sources
        # What many share is told apart by the words of its list, of which the archive has none.
        if source.platform != "gov-uk" and not source.words
    )
    return replace(force, sources=sources, domains=(), hosts=(HOST,)) if sources else None


def _prefixes(force: Force, source: Source) -> Iterator[str]:
    """Below what a source's entries stand: the first folder of its addresses and its shapes."""
    hosts = {urlsplit(address).netloc for address in (*source.addresses, *source.otherwise)}
    places = [*source.addresses, *source.otherwise]
    places += [shape for shape in force.address_shapes if urlsplit(shape).netloc in hosts]
    found = set()
    for place in places:
        parts = urlsplit(place)
        first = parts.path.lstrip("/").partition("/")[0]
        if first == _FILES:
            first = parts.path.partition("{")[0].strip("/")
        whole = "{" in first or first in ("disclosure-log", "api", "search")
        found.add(f"{parts.netloc}/" if whole else f"{parts.netloc}/{first}")
    found = {one for one in found if not any(one != two and one.startswith(two) for two in found)}
    # A file alone says nothing of the answer that it belongs to, unless the log has files alone.
    bare = source.platform == "npcc" or len(found) == 1
    yield from sorted(one for one in found if bare or f"/{_FILES}" not in one)


def _index(prefix: str, **more: str) -> str:
    """The question for the snapshots below a prefix; by itself, for the months that have any."""
    query = {
        "url": prefix,
        "matchType": "prefix",
        "output": "json",
        "filter": "statuscode:200",
        **(more or {"fl": "timestamp", "collapse": "timestamp:6"}),
    }
    return f"{_INDEX}?{urlencode(query)}"


def months(url: str, body: bytes) -> list[str]:
    """The questions, month by month, that an answer to the first question leads to.

    Raises:
        ValueError: It is no answer of the index.
    """
    query = dict(parse_qsl(urlsplit(url).query))
    if "from" in query:
        return []
    found = sorted({str(row.get("timestamp", ""))[:6] for row in _rows(body)} - {""})
    return [
        _index(
            query["url"],
            fl="timestamp,original,mimetype,digest",
            collapse="digest",
            **{"from": month, "to": month},
        )
        for month in found
    ]


def snapshots(url: str, body: bytes) -> list[tuple[str, str, str]]:
    """The snapshots of a month, oldest first: address of the snapshot, original, digest.

    Raises:
        ValueError: It is no answer of the index.
    """
    if "from" not in dict(parse_qsl(urlsplit(url).query)):
        return []
    found = []
    for row in sorted(_rows(body), key=lambda row: str(row.get("timestamp"))):
        moment = str(row.get("timestamp") or "")
        original = joined(str(row.get("original") or ""), str(row.get("original") or ""))
        if original and re.fullmatch(r"\d{14}", moment):
            found.append((snapshot_of(moment, original), original, str(row.get("digest"))))
    return found


def _rows(body: bytes) -> list[dict[str, str]]:
    """The rows of an answer; none for the empty one that stands for nothing found."""
    if not body.strip():
        return []
    answer = json.loads(body)
    if not isinstance(answer, list) or not all(isinstance(row, list) for row in answer):
        raise ValueError("expected a list of rows")
    return [dict(zip(answer[0], row, strict=False)) for row in answer[1:]]


def snapshot_of(moment: str, original: str) -> str:
    """Where an address stands as it was served at a moment.

    >>> snapshot_of("20230401120000", "https://a.example/foi/")
    'https://web.archive.org/web/20230401120000id_/https://a.example/foi/'
    """
    return f"https://{HOST}/web/{moment}id_/{original}"


def original_of(url: str) -> tuple[str, str] | None:
    """The original address of a snapshot and its moment, in ISO 8601; ``None`` for others.

    >>> original_of("https://web.archive.org/web/20230401120000id_/https://a.example/foi/")
    ('https://a.example/foi/', '2023-04-01T12:00:00Z')
    """
    match = _SNAPSHOT.match(url)
    if match is None:
        return None
    moment = match[1].ljust(14, "0")
    days, clock = moment[:8], moment[8:]
    iso = f"{days[:4]}-{days[4:6]}-{days[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"
    return match[2], iso
