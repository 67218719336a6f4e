"""What a platform is: how its lists and entries are read, with no network in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import Literal, Protocol, cast

from collection.error import FoiError
from crawlers.archive import PREFIX
from crawlers.force import ForceError, Source
from crawlers.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a log, as its list shows it.

    Attributes:
        published: ISO date; ``None`` where the list prints none.
        updated: ISO date of the last change, where the list gives that instead.
        labels: What the list states about the entry by labels of its own.
        twin: What the two languages of one entry have in common; ``None`` where a platform has
            no twins.
        second: This is the Welsh twin, to be left alone where the English entry is known.
        once: Another address with the same ``twin`` has the same bytes: one of them is enough.
        doubtful: It stands outside the list proper; its page has to show that it is an entry.
    """

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    reference: str | None = None
    category: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    twin: str | None = None
    second: bool = False
    doubtful: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one page of a list holds.

    Attributes:
        entries: In the page's order, each address once.
        more: Addresses of further list pages, the next one first.
        left_out: How many links look like entries and are none: schemes, notices, forms.
        total: How many entries the whole list says that it has.
        pages: How many pages it says that it has.
        beside: Addresses of files outside the list: the site's own, whatever page shows them.
    """

    entries: tuple[Entry, ...]
    more: tuple[str, ...] = ()
    left_out: int = 0
    total: int | None = None
    pages: int | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What the page of one entry says about itself.

    Attributes:
        published: ISO date of publication or answer, never of the request.
        attachments: Addresses of the files that hang from it, each once.
        same_as: Addresses of the same page in another language.
        derived: The reference stands in the address alone: one that the list prints is surer.
        answers: It speaks of a request, as an answer does.
        digest: Of what a reader sees: a page that differs only in its machinery has the same.
    """

    title: str | None = None
    published: str | None = None
    reference: str | None = None
    category: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    derived: bool = False
    answers: bool = True
    digest: str = ""


class PageError(FoiError):
    """A page that is not what a platform expects.

    Attributes:
        code: ``challenge``, ``login``, ``apology``, ``empty-list``, ``no-body``, ``chain``, …
        url: Of the page.
    """

    def __init__(self, url: str, *, expected: str, found: str, code: str) -> None:
        super().__init__(f"{url}: expected {expected}, found {found}. {_WAYS[code in _REFUSED]}")
        self.url, self.code = url, code


_REFUSED = frozenset(("challenge", "login"))
_WAYS = {
    False: "If the site was redesigned, save the new page under tests/golden/crawlers/ and adapt"
    " the platform module; if this force alone differs, change its crawlers/forces/*.toml.",
    True: "The site is left alone: crawl it again another day, or bring its answers in with"
    " `foi import` (files, folders, mail, WARC).",
}


class ReadList(Protocol):
    """Reads one page of a list.

    Raises:
        PageError: There is no entry and no way on.
    """

    def __call__(self, source: Source, page: Page, /) -> Listing: ...


class ReadDetail(Protocol):
    """Reads the page of an entry.

    Raises:
        PageError: It has neither a body nor an attachment.
    """

    def __call__(self, source: Source, page: Page, /) -> Detail: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """The functions of one module of ``crawlers/platforms/``.

    Attributes:
        listing: Reads a list page.
        detail: Reads the page of an entry.
        instead: Another address of the same entry, asked where the first is not there.
        kept: What is stored of a page or a list in place of the whole, where that would name
            people who only asked. It must read as the whole does, and be kept as it is.
        kind: Of the captures of entries and their files, if they are no force's answers.
    """

    listing: ReadList
    detail: ReadDetail
    instead: Callable[[str], str | None]
    kept: Callable[[Source, Page, str], bytes] | None = None
    kind: Literal["decision"] | None = None


def platform_of(source: Source) -> Platform:
    """The platform of a source, found by its name.

    Raises:
        ForceError: There is no such module.
    """
    if source.platform.startswith(PREFIX):
        return _in_the_archive(source)
    return _named(source.platform)


@cache
def _named(platform: str) -> Platform:
    name = platform.replace("-", "_")
    try:
        module = import_module(f"crawlers.platforms.{name}")
    except ModuleNotFoundError as error:
        raise ForceError(
            f"platform {platform!r}: expected a module crawlers/platforms/{name}.py, found"
            " none. Write it, or mend the force's TOML."
        ) from error
    return Platform(
        listing=cast("ReadList", module.listing),
        detail=cast("ReadDetail", module.detail),
        instead=getattr(module, "instead", lambda url: None),
        kept=getattr(module, "kept", None),
        kind=getattr(module, "KIND", None),
    )


def _in_the_archive(source: Source) -> Platform:
    """A platform whose pages are snapshots."""
    from crawlers.platforms import archive

    name = source.platform.removeprefix(PREFIX)
    own = platform_of(replace(source, platform=name))
    module = import_module(f"crawlers.platforms.{name.replace('-', '_')}")
    shape = module.SHAPE if hasattr(module, "SHAPE") else module.shape_of(source)
    return Platform(
        listing=lambda source, page: archive.read_listing(source, page, shape),
        detail=lambda source, page: archive.read_snapshot(source, page, own.detail),
        instead=lambda url: None,
    )
