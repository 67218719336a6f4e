"""Where the provisions that a letter cites disagree with its own words or with its date.

These are doubts for a person to look at, one sentence each; they change no reading.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from nlp.days import days
from nlp.naming import Mention
from nlp.phrases import phrase
from nlp.provision import is_condition, is_ncnd, law, printed, section_of, within
from nlp.response import Exemption, Section

_ARGUED = ("pit-for", "pit-against", "balance")
_CONFIRMING = re.compile(
    r"\bconfirm|\bden(?:y|ie|ying|ial)|\bNCND\b|(?<!\d)1\s?\(1\)\s?\(a\)|\bwhether\b[^.]{0,60}\b(?:held|exists?)\b",
    re.IGNORECASE,
)
_DISCLOSING = re.compile(r"\b(?:disclos|releas|publish|publication)\w*", re.IGNORECASE)


def doubts(
    text: str,
    found: Sequence[Mention],
    exemptions: Sequence[Exemption],
    sections: Sequence[Section],
) -> Iterator[str]:
    """What does not agree, in the order: limbs, balances, numbers."""
    engaged = [item for item in exemptions if item.engaged]
    yield from _limbs(text, found, engaged)
    yield from _balances(text, engaged, sections)
    yield from _numbers(text, found)


def _limbs(text: str, found: Sequence[Mention], engaged: Sequence[Exemption]) -> Iterator[str]:
    """A limb that removes the duty to confirm, cited to withhold, and the other way round."""
    for item in engaged:
        own = [
            one
            for one in found
            if one.id == item.id and one.voice == "authority" and one.stance in ("relied", "named")
        ]
        removes = is_ncnd(item.id)
        said = next((one.sentence for one in own if one.ncnd is False), "")
        if removes and (
            (said and not any(one.ncnd for one in own))
            or (own and not phrase("ncnd").search(text))
        ):
            yield (
                f"{printed(item.id)} removes the duty to confirm or deny, but it is cited to"
                f" withhold: {_quoted(said or own[0].sentence)}"
            )
        elif item.ncnd and not removes and (right := _remover(item.id, engaged)):
            said = next((one.sentence for one in own if one.ncnd), "")
            yield (
                f"{printed(item.id)} is cited to neither confirm nor deny, but the duty is"
                f" removed by {right}, which is not cited: {_quoted(said)}"
            )


def _remover(id_: str, engaged: Sequence[Exemption]) -> str:
    """What would remove the duty in this section, where nothing cited does."""
    row = law()[id_]
    if row.regime in ("foisa", "eisr") or len(row.path) < 2 or is_condition(id_):
        return ""
    section = section_of(id_)
    if any(is_ncnd(item.id) and section_of(item.id) == section for item in engaged):
        return ""
    ended = _ended()["successors"]
    removers = [
        other.id
        for other in law().values()
        if other.is_ncnd
        and len(other.path) == 2
        and section_of(other.id) == section
        and other.id not in ended
    ]
    return " or ".join(printed(other) for other in removers)


def _balances(
    text: str, engaged: Sequence[Exemption], sections: Sequence[Section]
) -> Iterator[str]:
    """A balance of a refusal to confirm that weighs disclosure and nothing else."""
    for section in sections:
        if section.kind not in _ARGUED or not section.spans:
            continue
        about = [
            item
            for item in engaged
            if section.exemption is None
            or within(item.id, section.exemption)
            or section_of(item.id) == section.exemption
        ]
        if not about or not all(item.ncnd for item in about):
            continue
        passage = text[slice(*section.spans[0])]
        if _DISCLOSING.search(passage) and not _CONFIRMING.search(passage):
            names = ", ".join(dict.fromkeys(printed(item.id) for item in about))
            yield (
                f"{names}: neither confirmed nor denied, but the public interest is weighed in"
                f" disclosure: {_quoted(' '.join(passage.split()))}"
            )


def _numbers(text: str, found: Sequence[Mention]) -> Iterator[str]:
    """A number that had ended when the letter was written."""
    ended = _ended()
    successors: Mapping[str, str] = ended["successors"]
    old = dict.fromkeys(
        one.id for one in found if one.voice != "requester" and one.id in successors
    )
    if not old:
        return
    last = max(filter(None, (day.on() for day in days(text))), default=None)
    end = ended["date"]
    if last is None or last < end:
        return
    for id_ in old:
        yield (
            f"{printed(id_)} ended on {end.isoformat()} and the letter is of"
            f" {last.isoformat()}; in its place stands {successors[id_]}"
        )


@cache
def _ended() -> Mapping[str, Any]:
    return tomllib.loads((files("nlp") / "law" / "successors.toml").read_text(encoding="utf-8"))


def _quoted(sentence: str) -> str:
    return f"“{sentence[:117]}…”" if len(sentence) > 118 else f"“{sentence}”"
