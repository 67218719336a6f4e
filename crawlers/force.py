"""The registry of forces: one TOML file each, read once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal
from urllib.parse import urlsplit

from pydantic import ConfigDict, TypeAdapter, ValidationError

from collection.error import FoiError


class ForceError(FoiError):
    """A force's file that cannot be used, or a name that no force has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place where a force publishes its responses.

    Attributes:
        platform: Stem of a module in ``crawlers/platforms/``.
        addresses: Where the crawl starts; each is walked to its end.
        otherwise: Tried in turn where no address listed anything: an older or unproved place.
        expect: The least number of entries that is believable; fewer is an error of the crawl.
        unverified: Nobody has seen a log at these addresses.
        entry: A pattern for the path of an entry, where the platform leaves that open.
        lists: A pattern for the path of further list pages (topics, years).
        words: Words of which an entry's title or description holds one, where a log is shared.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    platform: str
    addresses: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    expect: int = 1
    unverified: bool = False
    entry: str | None = None
    lists: str | None = None
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for address in (*self.addresses, *self.otherwise):
            if not address.startswith("https://"):
                raise ValueError(f"expected an https address, found {address!r}")
        for pattern in (self.entry, self.lists):
            if pattern is not None:
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise ValueError(f"expected a pattern, found {pattern!r} ({error})") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """One authority: 48 forces, NPCC and ACRO; the NCA only so that its name is known.

    Attributes:
        slug: Stem of its file.
        aliases: Other names that mean this force and no other.
        doubtful: Names that it shares with another force: proof of nothing alone.
        regime: ``foia`` or ``foisa``: the law under which it usually answers; ``None`` where none
            applies. Environmental answers have regimes of their own.
        regime_note: What else is known about the regime.
        ons_code: Of the police force area; ``None`` for forces without one.
        domains: Its sites, the present one first.
        hosts: What may be asked beside the domains and their ``www.``: older sites, asset hosts.
        wdtk_slug: Its name in the addresses of WhatDoTheyKnow.
        reference_formats: References as it has printed them.
        joint_with: Slugs of forces with which it answers, numbers or runs its log.
        joint_ended: Slugs of forces with which it did so once.
        tile: Row and column in the tile map; ``None`` for forces without a territory.
        address_shapes: Addresses of single entries and files, with ``{…}`` for what varies.
        evidence: How each fact is known: a word of proof (``seen``, ``registry 2024-02``,
            ``cited``, ``from knowledge``, ``note``), then the address or the remark.
        sources: Where it publishes; none for an authority that is never crawled.
        ended: The day on which it stopped publishing; its file stays.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    kind: Literal["territorial", "special", "national-body"]
    nation: Literal["England", "Wales", "Scotland", "Northern Ireland", "UK-wide"]
    region: str
    regime: Literal["foia", "foisa"] | None = None
    regime_note: str | None = None
    ons_code: str | None = None
    domains: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    wdtk_slug: str | None = None
    reference_formats: tuple[str, ...] = ()
    joint_with: tuple[str, ...] = ()
    joint_ended: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None
    address_shapes: tuple[str, ...] = ()
    evidence: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    ended: date | None = None

    @property
    def platform(self) -> str:
        """The platforms of its sources joined with ``|``; ``none`` where it is never crawled."""
        return "|".join(dict.fromkeys(source.platform for source in self.sources)) or "none"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where crawls of it start."""
        return tuple(address for source in self.sources for address in source.addresses)

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Every host that a crawl of this force may ask."""
        return frozenset(
            (*self.domains, *(f"www.{domain}" for domain in self.domains), *self.hosts)
        )


_READER = TypeAdapter(Force)


def read_force(file: Traversable) -> Force:
    """Read one force's file; its stem is the slug.

    Raises:
        ForceError: It is not TOML, a key is unknown or missing, or a value is of the wrong kind.
    """
    where = f"crawlers/forces/{file.name}"
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        return _READER.validate_python({"slug": file.name.removesuffix(".toml"), **values})
    except tomllib.TOMLDecodeError as error:
        raise ForceError(f"{where}: expected TOML, found: {error}. Mend the file.") from error
    except ValidationError as error:
        found = "; ".join(
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
        )
        known = ", ".join(name for name in Force.__dataclass_fields__ if name != "slug")
        raise ForceError(
            f"{where}: {found}. Keys of a force are: {known}; of [[sources]]:"
            f" {', '.join(Source.__dataclass_fields__)}."
        ) from error


@cache
def forces() -> Mapping[str, Force]:
    """Every authority by its slug, in order of slugs."""
    folder = files("crawlers") / "forces"
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return {force.slug: force for force in map(read_force, found)}


def publishers() -> Iterator[Force]:
    """The authorities that are crawled: those with a source."""
    return (force for force in forces().values() if force.sources)


def force_named(text: str) -> Force | None:
    """The force with this slug, name or alias, however spaced and capitalised.

    ``None`` for a name that no force has or that two share. A leading "the" and the office
    ("Chief Constable of") count for nothing.

    >>> force_named("the met").slug
    'metropolitan'
    >>> force_named("Chief Constable of  MERSEYSIDE Police").slug
    'merseyside'
    """
    slug = _names().get(_folded(text))
    return forces()[slug] if slug else None


def force_of_host(host: str) -> Force | None:
    """The one force whose site this host is; ``None`` where it is nobody's or shared."""
    host = host.casefold().removeprefix("www.")
    found = [
        force
        for force in forces().values()
        if host in {name.removeprefix("www.") for name in force.allowed_hosts}
    ]
    return found[0] if len(found) == 1 else None


def host_of(address: str) -> str:
    """The host of an address without its ``www.``: what counts as one site."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


_OFFICE = re.compile(r"^(?:the )?(?:chief constable (?:of )?)?(?:the )?")


def _folded(text: str) -> str:
    words = re.sub(r"[\s_.,-]+", " ", text.casefold().replace("&", " and ").replace("’", "'"))
    return _OFFICE.sub("", words.replace("'", "").strip())


@cache
def _names() -> Mapping[str, str]:
    held: dict[str, set[str]] = {}
    for slug, force in forces().items():
        for name in (slug, force.name, *force.aliases):
            held.setdefault(_folded(name), set()).add(slug)
    return {name: next(iter(slugs)) for name, slugs in held.items() if len(slugs) == 1}
