"""The sample sites as data: which letters stand where, under which address and reference."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

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
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    letter: str
    folder: str
    form: Form
    before: str | None = None

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
    """The disclosure log of one force.

    Attributes:
        segment: The force's own part of an address, which is not its slug.
        welsh: The same in Welsh, where every entry has a Welsh twin with an English body.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    force: str
    host: str
    segment: str
    markup: Markup
    entries: tuple[Entry, ...]
    welsh: str | None = None

    def path(self, entry: Entry) -> str:
        """Where the entry stands on the site."""
        return f"/foi-ai/{self.segment}/{entry.folder}/{entry.letter}/"

    def welsh_path(self, entry: Entry) -> str:
        """Where its Welsh twin stands."""
        return f"/cy-GB/foi-ai/{self.welsh}/{entry.folder}/{entry.letter}/"

    def file_path(self, entry: Entry) -> str:
        """Where its file stands."""
        return f"/SysSiteAssets/foi-media/{self.force}/{entry.folder}/{entry.file}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sites:
    __pydantic_config__ = ConfigDict(extra="forbid")

    sites: tuple[Site, ...]
    titles: Mapping[str, str]


@cache
def _data() -> _Sites:
    text = (FOLDER / "sites.toml").read_text(encoding="utf-8")
    return TypeAdapter(_Sites).validate_python(tomllib.loads(text))


def sites() -> dict[str, Site]:
    """The sample sites by host."""
    return {site.host: site for site in _data().sites}


def title(entry: Entry) -> str:
    """What the site calls the entry."""
    kind = next(key for key in _data().titles if entry.letter.startswith(key))
    return _data().titles[kind]


def archived() -> dict[str, Path]:
    """The addresses of pages that once said something else, each with its web archive."""
    return {
        f"https://{site.host}{site.path(entry)}": FOLDER / "files" / f"{entry.before}.warc.gz"
        for site in sites().values()
        for entry in site.entries
        if entry.before
    }


@cache
def letter(name: str) -> str:
    """The text of a letter."""
    return (FOLDER / "letters" / f"{name}.txt").read_text(encoding="utf-8")


def letters_without_a_site() -> list[Path]:
    """The letters of forces that have no sample site: they come in as files."""
    entries = [entry for site in sites().values() for entry in site.entries]
    shown = {name for entry in entries for name in (entry.letter, entry.before)}
    return [path for path in sorted((FOLDER / "letters").glob("*.txt")) if path.stem not in shown]
