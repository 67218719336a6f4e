"""The sample sites as data: which letters stand where, under which address and reference."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

from pydantic import ConfigDict, TypeAdapter

Form = Literal["html", "pdf", "docx", "xlsx"]
Markup = Literal["article", "divisions", "table"]

FOLDER = Path(str(files("foi.sample")))
LISTER = "/foi-ai/af/accessing-information/published-items/"
PAGE_SIZE = 1
"""Entries on one page of a list: small, so that every site with two has a second page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One published letter.

    Attributes:
        letter: Stem of a file in ``letters/``.
        folder: Between the site's segment and the entry's own part of the address.
        form: Where the letter's words are: in the page, or in a file that hangs from it.
        before: Stem of the letter that stood there once; a web archive has it.
        slug: The entry's own part of the address, if that is not the letter's name.
        once: Stem of the letter that stood there at the first of the demo's two crawls.
        once_at: The entry's own part of the address at that crawl.
        gone: It was there at that crawl alone.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    letter: str
    folder: str
    form: Form
    before: str | None = None
    slug: str | None = None
    once: str | None = None
    once_at: str | None = None
    gone: bool = False

    @property
    def text(self) -> str:
        """The letter."""
        return letter(self.letter)

    @property
    def file(self) -> str | None:
        """Name of the file that hangs from the page."""
        return None if self.form == "html" else f"{self.letter}.{self.form}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The disclosure log of one force, at addresses of its platform's kind.

    Attributes:
        segment: The force's own part of an address, which is not its slug.
        welsh: The same in Welsh, where every entry has a Welsh twin with an English body.
        lister: Where the list stands.
        shape: Where an entry stands, by ``segment``, ``folder`` and ``slug``.
        file_shape: Where its file stands, by ``force`` and ``file`` as well; with a host of its
            own if it begins with ``https:``.
        levels: How many folders of an entry are lists of their own, below the list.
        bare: The list leads to the files; entries have no pages.
        organisation: What GOV.UK's search calls the publisher.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    force: str
    host: str
    markup: Markup
    entries: tuple[Entry, ...]
    segment: str = ""
    welsh: str | None = None
    lister: str = LISTER
    shape: str = "/foi-ai/{segment}/{folder}/{slug}/"
    file_shape: str = "/SysSiteAssets/foi-media/{force}/{folder}/{file}"
    levels: int = 0
    bare: bool = False
    organisation: str | None = None

    def path(self, entry: Entry) -> str:
        """Where the entry stands on the site."""
        return self._address(entry, self.file_shape if self.bare else self.shape)

    def welsh_path(self, entry: Entry) -> str:
        """Where its Welsh twin stands."""
        return f"/cy-GB/foi-ai/{self.welsh}/{entry.folder}/{entry.letter}/"

    def file_path(self, entry: Entry) -> str:
        """Where its file stands, as the page links to it."""
        return self._address(entry, self.file_shape)

    def url(self, path: str) -> str:
        """The whole address of what stands at a path."""
        return urljoin(f"https://{self.host}/", path)

    def _address(self, entry: Entry, shape: str) -> str:
        return shape.format(
            force=self.force,
            segment=self.segment,
            folder=entry.folder,
            slug=entry.slug or entry.letter,
            file=entry.file,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A decision notice of the Information Commissioner; none of a force's letters.

    Attributes:
        case: Its number.
        decisions: Section by section, as the list of notices prints them.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    case: str
    day: date
    authority: str
    sector: str
    decisions: str
    summary: str

    @property
    def file(self) -> str:
        """Name of the file that is the notice."""
        return f"notice-{self.case.lower()}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sites:
    __pydantic_config__ = ConfigDict(extra="forbid")

    sites: tuple[Site, ...]
    notices: tuple[Notice, ...]
    titles: Mapping[str, str]


@cache
def _data() -> _Sites:
    text = (FOLDER / "sites.toml").read_text(encoding="utf-8")
    return TypeAdapter(_Sites).validate_python(tomllib.loads(text))


@cache
def sites(*, once: bool = False) -> dict[str, Site]:
    """The sample sites by the forces whose they are.

    Args:
        once: As they were at the first of the demo's two crawls.
    """
    return {
        site.force: replace(
            site,
            entries=tuple(
                _as_it_was(e) if once else e for e in site.entries if once or not e.gone
            ),
        )
        for site in _data().sites
    }


def _as_it_was(entry: Entry) -> Entry:
    slug = entry.once_at or entry.slug or entry.letter
    return replace(entry, letter=entry.once or entry.letter, slug=slug)


def changed() -> list[str]:
    """The forces whose sites change between the demo's two crawls."""
    return [site.force for site in _data().sites if any(map(_changes, site.entries))]


def _changes(entry: Entry) -> bool:
    return entry.gone or entry.once is not None or entry.once_at is not None


def letter_at(url: str) -> str:
    """The letter that stands at an address, or in a file that was brought in from there."""
    return _addresses().get(url) or Path(urlsplit(url).path).stem


@cache
def _addresses() -> dict[str, str]:
    return {
        site.url(path): entry.letter
        for once in (True, False)
        for site in sites(once=once).values()
        for entry in site.entries
        for path in (site.path(entry), site.file_path(entry))
    }


def notices() -> tuple[Notice, ...]:
    """The regulator's notices."""
    return _data().notices


def title(entry: Entry) -> str:
    """What the site calls the entry."""
    kind = next(key for key in _data().titles if entry.letter.startswith(key))
    return _data().titles[kind]


def archived() -> dict[str, Path]:
    """The addresses of pages that once said something else, each with its web archive."""
    return {
        site.url(site.path(entry)): FOLDER / "files" / f"{entry.before}.warc.gz"
        for site in sites().values()
        for entry in site.entries
        if entry.before
    }


@cache
def letter(name: str) -> str:
    """The text of a letter."""
    return (FOLDER / "letters" / f"{name}.txt").read_text(encoding="utf-8")
