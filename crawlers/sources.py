"""``docs/sources.md``: where each force publishes, and how that is known."""

from crawlers.force import Force, Source, forces

_HEAD = """# Sources

Where each force publishes its answers and how that is known. `foi forces --markdown` writes this
page from `crawlers/forces/`; what a crawl last found there, `foi status` tells.

A word of proof stands before each piece of evidence: *seen* (a page that was looked at),
*registry* (a public list of authorities, with its month), *cited* (an address that somebody
else's page names), *from knowledge* (believed, not proved).

| force | platform | address | state | evidence |
| --- | --- | --- | --- | --- |
"""


def table() -> str:
    """The page, in Markdown: a row for each source, and one for an authority without any."""
    rows = [row for force in forces().values() for row in _rows(force)]
    return _HEAD + "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in rows)


def _rows(force: Force) -> list[tuple[str, ...]]:
    evidence = "<br>".join(map(_linked, force.evidence))
    if not force.sources:
        state = f"never crawled: {force.regime_note or 'it publishes no log'}"
        return [(force.name, "none", "", state, evidence)]
    return [
        (
            force.name if number == 0 else "",
            source.platform,
            "<br>".join(f"<{address}>" for address in (*source.addresses, *source.otherwise)),
            state_of(force, source),
            evidence if number == 0 else "",
        )
        for number, source in enumerate(force.sources)
    ]


def state_of(force: Force, source: Source) -> str:
    """What is known of a source: whether anybody has seen a log there, and whether it goes on."""
    if force.ended:
        return f"ended on {force.ended.isoformat()}"
    if source.unverified:
        return "unverified: nobody has seen a log there"
    words = {
        line.partition(":")[0]
        for line in force.evidence
        for address in source.addresses
        if line.partition(": ")[2].startswith(address.partition("?")[0].rstrip("/"))
    }
    return f"known by: {', '.join(sorted(words))}" if words else "known by its platform"


def _linked(evidence: str) -> str:
    word, _, rest = evidence.partition(": ")
    address, space, remark = rest.partition(" ")
    if not address.startswith("https://") or any(mark in address for mark in "{}"):
        return f"*{word}*: {rest}"
    return f"*{word}*: <{address}>{space}{remark}"


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")
