"""WhatDoTheyKnow's list of authorities (``/body/all-authorities.csv``) against the registry."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from collection.error import FoiError
from crawlers.force import Force, force_named, forces


class AuthoritiesError(FoiError):
    """A file that is no list of authorities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the list says of a force that the registry says otherwise.

    Attributes:
        ours: ``wdtk_slug`` of the registry.
        theirs: Its name in the site's addresses by the list; ``None`` where the list has no such
            force.
        disclosure_log: Where the list has the force's log, if the registry knows no such host.
    """

    force: str
    ours: str | None
    theirs: str | None
    disclosure_log: str | None = None


def differences(text: str) -> Iterator[Difference]:
    """Compare a list with the registry, in order of slugs; what agrees is left out.

    A force is found by its slug of today, else by its name, else by its site.

    Raises:
        AuthoritiesError: It has no columns "Name" and "URL name".
    """
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows or not {"Name", "URL name"} <= rows[0].keys():
        found = ", ".join(rows[0]) if rows else "no rows"
        raise AuthoritiesError(
            "expected a list of authorities with the columns Name and URL name, found"
            f" {found[:200]}. It is to be had at whatdotheyknow.com/body/all-authorities.csv."
        )
    by_slug = {row["URL name"]: row for row in rows}
    by_name: dict[str, Mapping[str, str]] = {}
    for row in rows:
        force = force_named(row["Name"])
        if force is not None:
            by_name.setdefault(force.slug, row)
    for force in forces().values():
        found_row = by_slug.get(force.wdtk_slug or "") or by_name.get(force.slug)
        found_row = found_row or _by_site(force, rows)
        theirs = found_row["URL name"] if found_row else None
        log = _unknown_log(force, (found_row or {}).get("Disclosure log") or "")
        if theirs != force.wdtk_slug or log:
            yield Difference(
                force=force.slug, ours=force.wdtk_slug, theirs=theirs, disclosure_log=log
            )


def refresh(text: str, folder: Path) -> list[str]:
    """Write ``wdtk_slug`` anew where the list has another; the slugs of the forces changed.

    A force that the list does not have keeps what it had: that may be the list's gap.

    Args:
        text: The list.
        folder: The TOML files of the registry.
    """
    changed = []
    for difference in differences(text):
        if difference.theirs in (None, difference.ours):
            continue
        if not re.fullmatch(r"[\w-]+", str(difference.theirs)):
            continue
        path = folder / f"{difference.force}.toml"
        toml = path.read_text(encoding="utf-8")
        line = f'wdtk_slug = "{difference.theirs}"'
        if difference.ours is None:
            toml = re.sub(r"(?m)^(?=domains = )", f"{line}\n", toml, count=1)
        else:
            toml = re.sub(r"(?m)^wdtk_slug = .*$", line, toml, count=1)
        path.write_text(toml, encoding="utf-8")
        changed.append(difference.force)
    return changed


def _by_site(force: Force, rows: list[dict[str, str]]) -> Mapping[str, str] | None:
    hosts = {host.removeprefix("www.") for host in force.domains}
    found = [row for row in rows if _host(row.get("Home page") or "") in hosts]
    # A commissioner or a museum may live on the force's site.
    return found[0] if len(found) == 1 else None


def _unknown_log(force: Force, log: str) -> str | None:
    return log if log and _host(log) not in {_bare(h) for h in force.allowed_hosts} else None


def _host(address: str) -> str:
    try:
        return _bare(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def _bare(host: str) -> str:
    return host.removeprefix("www.")
