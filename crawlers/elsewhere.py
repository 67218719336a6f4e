"""Places other than a force's own site where its answers stand."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from crawlers.force import Force, Source


def _whatdotheyknow(force: Force) -> Force | None:
    if force.wdtk_slug is None:
        return None
    body = f"https://www.whatdotheyknow.com/body/{force.wdtk_slug}"
    source = Source(
        platform="whatdotheyknow",
        addresses=(f"{body}/successful", f"{body}/unsuccessful"),
        expect=0,
    )
    return replace(force, sources=(source,), domains=("whatdotheyknow.com",), hosts=())


ELSEWHERE: Mapping[str, Callable[[Force], Force | None]] = {"whatdotheyknow": _whatdotheyknow}
"""By the name of the place: the force as it publishes there; ``None`` for one that does not."""


def ledger(force: Force, place: str | None) -> str:
    """The name under which what is fetched of a force is accounted for, place by place."""
    return f"{force.slug}@{place}" if place else force.slug
