"""The Wayback Machine as far as the sample has any of it: its index, snapshots of each page."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from foi.sample.page import entry_page
from foi.sample.site import sites

HOST = "web.archive.org"
BEFORE = "2022-07-04T10:00:00Z"
"""When the pages that changed since were archived."""
_NAMES = ("timestamp", "original", "mimetype", "digest")
_SNAPSHOT = re.compile(r"/web/(\d{4,14})(?:id_)?/(https?://.+)")

Fixed = Mapping[str, tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An address as it was served at a moment (fourteen digits)."""

    moment: str
    url: str
    kind: str
    body: bytes


def answer(path: str, query: Mapping[str, str], fixed: Fixed) -> tuple[str, bytes] | str | None:
    """What the archive answers: the index, a snapshot, or the address of the nearest one.

    Args:
        path: Of the address asked for.
        query: Of the same.
        fixed: What the sites show today, by address.
    """
    if path == "/cdx/search/cdx":
        return "application/json", json.dumps(_index(query, fixed)).encode()
    match = _SNAPSHOT.fullmatch(path)
    if match is None:
        return None
    held = [one for one in snapshots(fixed) if one.url == match[2]]
    for one in held:
        if one.moment == match[1]:
            return one.kind, one.body
    if not held:
        return None
    near = min(held, key=lambda one: abs(int(one.moment) - int(match[1].ljust(14, "0"))))
    return f"https://{HOST}/web/{near.moment}id_/{near.url}"


def snapshots(fixed: Fixed) -> Iterator[Snapshot]:
    """All that is archived: each page once, and those that changed as they were as well."""
    for site in sites().values():
        for entry in site.entries:
            later = f"{int(entry.letter[-4:]) + 1}0115120000"
            for path in dict.fromkeys((site.path(entry), site.file_path(entry))):
                if held := fixed.get(url := site.url(path)):
                    yield Snapshot(moment=later, url=url, kind=held[0], body=held[1])
            if entry.before:
                page = entry_page(site, replace(entry, letter=entry.before))
                yield Snapshot(
                    moment=re.sub(r"\D", "", BEFORE),
                    url=site.url(site.path(entry)),
                    kind="text/html; charset=utf-8",
                    body=page.encode(),
                )


def _index(query: Mapping[str, str], fixed: Fixed) -> list[list[str]]:
    prefix, month = query.get("url", ""), query.get("from", "")
    held = [
        one
        for one in snapshots(fixed)
        if one.url.partition("//")[2].startswith(prefix) and one.moment.startswith(month)
    ]
    if not held:
        return []
    if "from" not in query:
        return [["timestamp"], *([moment] for moment in sorted({one.moment for one in held}))]
    rows = ([o.moment, o.url, o.kind.partition(";")[0], _digest(o.body)] for o in held)
    return [list(_NAMES), *rows]


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32].upper()
