"""Under which law the answer is given."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.acts import Act, acts
from nlp.clauses import clauses_of
from nlp.misreadings import repaired
from nlp.phrases import phrase
from nlp.provision import SCOTTISH
from nlp.text import text_of

SCOTTISH_FORCES = ("police-scotland",)


_REGULATION = re.compile(
    r"\b(?:[Rr]egulations?|REGULATIONS?|[Rr]eg\.?)\s{0,3}(1[0-4])\s{0,3}(?:\((\d)\))?"
)
_EXCEPTIONS = {"eir": ("12", "13", "14"), "eisr": ("10", "11", "13")}


@Language.factory("foi_regimes", assigns=["doc._.regimes"])
def make_regimes(nlp: Language, name: str) -> "Regimes":
    """Build the component."""
    return Regimes()


class Regimes:
    """Sets ``doc._.regimes``, the main one first; a letter that names no law is under the Act.

    The nation comes from the forces that answer; failing them, from the laws that are named. The
    environmental regulations count where the letter says that it answers under them, heads itself
    with them or cites their exceptions; a mention beside the Act in the rights of review does not.
    """

    def __call__(self, doc: Doc) -> Doc:
        doc._.regimes = regimes(repaired(text_of(doc)), doc._.forces or ())
        return doc


def regimes(text: str, forces: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The laws that a letter from these forces is given under, the main one first."""
    named = acts(text)
    scottish = _scottish(text, named, forces)
    act, environmental = ("foisa", "eisr") if scottish else ("foia", "eir")
    if not _environmental(text, named, environmental):
        return (act,)
    own = [one for one in named if one.key in (act, "act")]
    handled = any(
        phrase("handled").search(before) and not phrase("not_handled").search(before)
        for before in (_before(text, one) for one in own if one.key == act)
    )
    if (scottish and own) or handled or _sections(text):
        first = min((one.start for one in own), default=0)
        env = min(
            (one.start for one in named if one.key in (environmental, "regulations")), default=0
        )
        return (act, environmental) if first <= env or handled else (environmental, act)
    return (environmental,)


def _scottish(text: str, named: tuple[Act, ...], forces: tuple[str, ...]) -> bool:
    if forces:
        return any(force in SCOTTISH_FORCES for force in forces)
    scottish = sum(one.key in SCOTTISH for one in named)
    english = sum(one.key in ("foia", "eir") for one in named)
    if scottish != english:
        return scottish > english
    return scottish == 0 and bool(
        re.search(
            r"\bPolice\s+Scotland\b|\bScottish\s+Information\s+Commissioner\b|\bIM-FOI-\d", text
        )
    )


def _before(text: str, act: Act) -> str:
    start = clauses_of(text).at(act.start)[0]
    return " ".join(text[max(start, act.start - 160) : act.start].split()) + " "


def _environmental(text: str, named: tuple[Act, ...], regime: str) -> bool:
    found = [one for one in named if one.key in (regime, "regulations")]
    if not found:
        return False
    if any(match[1] in _EXCEPTIONS[regime] for match in _REGULATION.finditer(text)):
        return True
    for one in found:
        before = _before(text, one)
        if phrase("not_handled").search(before):
            continue
        if phrase("handled").search(before) and not re.search(
            r"\b(?:review|FOIA?\b|Information\s+Act\s+(?:\d{4}\s+)?or|decisions?\s+made)",
            text[max(0, one.start - 60) : one.start],
        ):
            return True
        line = text[text.rfind("\n", 0, one.start) + 1 : one.start]
        if (
            one.key == regime
            and not line.strip(" >\t")
            and text[one.end : one.end + 30].lstrip(" \t:)(EIRs").startswith("\n")
        ):
            return True
    return False


def _sections(text: str) -> bool:
    """Whether the letter cites an exempting section of the Act with a bracket."""
    return bool(re.search(r"\b[Ss]ections?\s{0,3}(?:2[1-9]|3\d|4[0-4])\s{0,2}\(\d", text))
