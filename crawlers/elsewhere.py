"""Places other than a force's own site where its answers stand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from crawlers.archive import PLACE, in_the_archive
from crawlers.force import Force, Source


def _whatdotheyknow(force: Force) -> Force | None:
    if force.wdtk_slug is None or not force.sources:
        return None
    body = f"https://www.whatdotheyknow.com/body/{force.wdtk_slug}"
    source = Source(
        platform="whatdotheyknow",
        addresses=(f"{body}/successful", f"{body}/unsuccessful"),
        expect=0,
    )
    return replace(force, sources=(source,), domains=("whatdotheyknow.com",), hosts=())


def _ico(force: Force) -> Force | None:
    if force.kind == "national-body" or force.regime != "foia" or not force.sources:
        return None
    # How the list is searched was not seen: whatever it shows, only this force's are kept.
    query = urlencode({"q": force.name})
    source = Source(
        platform="ico",
        addresses=(f"https://ico.org.uk/action-weve-taken/decision-notices/?{query}",),
        expect=0,
        unverified=True,
        words=(force.name, *(name for name in force.aliases if " " in name)),
    )
    return replace(force, sources=(source,), domains=("ico.org.uk",), hosts=())


ELSEWHERE: Mapping[str, Callable[[Force], Force | None]] = {
    "whatdotheyknow": _whatdotheyknow,
    "ico": _ico,
    PLACE: in_the_archive,
}
"""By the name of the place: the force as it publishes there; ``None`` for one that does not."""


def ledger(force: Force, place: str | None) -> str:
    """The name under which what is fetched of a force is accounted for, place by place."""
    return f"{force.slug}@{place}" if place else force.slug
