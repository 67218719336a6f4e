"""Whether two pages show one entry: by what each says itself, whatever the site puts around it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from crawlers import address
from crawlers.page import Page
from crawlers.platform import Detail

ENOUGH = 40
"""Characters of its own that a page without a file must have, to be known again by them."""
_CRUMB = re.compile(r"(?:you are (?:here|in)|home|back to|share|print|menu|skip)\b", re.IGNORECASE)
_TELLING = re.compile(r"\d|[%£]|\bsection\b|exempt|\bh[eo]ld\b|refus|withh", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the page of an entry says.

    Attributes:
        folders: The words of its address but for the entry's own part.
        lines: Of its main content, in order, without title and links.
        files: The keys of the files that hang from it.
    """

    title: str
    reference: str
    folders: frozenset[str]
    lines: tuple[str, ...]
    files: frozenset[str]


def folded(reference: str | None) -> str:
    """A reference without what is noise in it; "" for none."""
    return re.sub(r"[^A-Z0-9]", "", (reference or "").upper())


def content_of(page: Page, detail: Detail, furniture: Collection[str] = ()) -> Content:
    """What a page says.

    Args:
        page: The page.
        detail: As its platform reads it.
        furniture: Addresses of files that are the site's own.
    """
    linked = {link.text for link in page.main_links if link.element.tag == "a" and link.text}
    title = _plain(detail.title or "")
    held = (line for line, _ in page.lines if _own(line, linked) and _plain(line) != title)
    *folders, _ = address.path_of(page.url).strip("/").split("/")
    return Content(
        title=title,
        reference=folded(detail.reference),
        folders=frozenset(_words("/".join(folders))),
        lines=tuple(map(_plain, held)),
        files=frozenset(address.key(url) for url in detail.attachments if url not in furniture),
    )


def same(one: Content, other: Content, others: Collection[Content], around: Iterable[str]) -> bool:
    """Whether two pages show one entry.

    Title, reference and files must be the same, and so must the body, but for words before or
    after it that are the site's: those of a way through its folders, and those that stand on its
    lists or on the pages of two other entries as well. Where that cannot be told they are two.

    Args:
        one: A page.
        other: Another.
        others: Pages of other entries of the same site.
        around: Lines of the site's lists that are no entry's.
    """
    if not may_be(one, other):
        return False
    body = _shared(one.lines, other.lines)
    if body is None or (not one.files and sum(map(len, body)) < ENOUGH):
        return False
    counted = Counter(
        line for held in others if held.reference != one.reference for line in set(held.lines)
    )
    known = {line for line, times in counted.items() if times > 1} | set(map(_plain, around))
    return all(
        _is_chrome(line, held.folders, known)
        for held in (one, other)
        for line in _beside(held.lines, body)
    )


def may_be(one: Content, other: Content) -> bool:
    """Whether two pages have the same title, reference and files."""
    heads = ((held.title, held.reference, held.files) for held in (one, other))
    return bool(one.reference) and len(set(heads)) == 1


def lines_around(page: Page, rows: Collection[str]) -> set[str]:
    """The short lines of a list page that are no part of a row.

    Args:
        page: A list page.
        rows: The titles of its entries.
    """
    titles = set(map(_plain, rows))
    found = map(_plain, page.all_lines)
    return {line for line in found if len(line) <= 80 and line not in titles}


def _shared(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...] | None:
    """The lines from the first to the last that both have; ``None`` if these are not the same."""
    spans = []
    for held, against in ((one, set(other)), (other, set(one))):
        places = [at for at, line in enumerate(held) if line in against]
        spans.append(tuple(held[places[0] : places[-1] + 1]) if places else ())
    return spans[0] if spans[0] == spans[1] else None


def _beside(held: Sequence[str], body: Sequence[str]) -> list[str]:
    if not body:
        return list(held)
    start = next(at for at in range(len(held)) if tuple(held[at : at + len(body)]) == tuple(body))
    return [*held[:start], *held[start + len(body) :]]


def _is_chrome(line: str, folders: frozenset[str], known: Collection[str]) -> bool:
    said = _words(line)
    if said <= folders or (_CRUMB.match(line) and len(said) <= 12):
        return True
    return len(said) > 1 and line in known and not _TELLING.search(line)


def _own(line: str, linked: Collection[str]) -> bool:
    """Whether a line says more than the links in it."""
    if line in linked:
        return False
    for text in linked:
        if text in line and len(text) > 2:
            line = line.replace(text, " ")
    return bool(re.search(r"\w", line))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
