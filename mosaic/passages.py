"""Wording that forces share: the same passage in letters of several forces, who had it first."""

import difflib
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz
from rensa import RMinHash, RMinHashLSH

from mosaic.sentences import Sentence, sentences
from nlp.collected import Collected

ALIKE = 85.0
"""Least similarity (0 to 100) of two sentences that are one wording."""

_HASHES, _BANDS, _SEED = 126, 21, 20_000
"""Bands of six hashes find 99 % of sentences with seven in ten of their pairs of words equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Where a passage was seen first; ``date`` is ``None`` where no letter with it has one."""

    force: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """How a letter has the passage where it differs from the first.

    Attributes:
        diff: Word by word: ``[-left out-]``, ``{+put in+}``.
    """

    response: str
    date: str | None
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One passage that letters of several forces have.

    Attributes:
        id: Of its words in the first letter.
        kind: Of the passage, in most letters (``harm``, ``balance``); so too ``exemption``.
        text: As the first letter has it, people's names and contact data left out.
        letters: Ids of the responses, the earliest first.
        forces: Slugs, sorted.
        edits: Of the letters that have it in other words.
    """

    id: str
    kind: str
    exemption: str | None
    text: str
    first: First
    letters: tuple[str, ...]
    forces: tuple[str, ...]
    edits: tuple[Edit, ...]

    def contract(self) -> dict[str, Any]:
        """The passage as the command line prints it."""
        return asdict(self) | {
            "letters": list(self.letters),
            "forces": list(self.forces),
            "edits": [asdict(edit) for edit in self.edits],
        }


def shared(letters: Iterable[Collected], *, personal_data: bool = False) -> list[Shared]:
    """The passages that letters of at least two forces share, those of most forces first.

    Sentences that stand together in the same letters are one passage. Forces that answer jointly
    share nothing by that. The result does not depend on the order of the letters.
    """
    held = {letter.response.id: letter for letter in letters}
    order = sorted(held, key=lambda id_: (held[id_].response.responded or "9999", id_))
    found = [
        sentence for id_ in order for sentence in sentences(held[id_], personal_data=personal_data)
    ]
    groups = [group for group in _groups(found) if _spread(group, held)]
    passages = [_passage(run, held) for run in _runs(groups, order)]
    return sorted(passages, key=lambda one: (-len(one.forces), one.first.date or "9999", one.id))


def _groups(found: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that are one wording; the earliest of each is what the others are held against."""
    if not found:
        return []
    sketches = RMinHash.from_token_sets([_pairs(one.words) for one in found], _HASHES, _SEED)
    known = RMinHashLSH(0.7, _HASHES, _BANDS)
    groups: list[list[Sentence]] = []
    for sentence, sketch in zip(found, sketches, strict=True):
        best = max(
            (
                (fuzz.ratio(sentence.words, groups[key][0].words), -key)
                for key in known.query(sketch)
                if all(one.letter != sentence.letter for one in groups[key])
            ),
            default=(0.0, 0),
        )
        if best[0] >= ALIKE:
            groups[-best[1]].append(sentence)
        else:
            known.insert(len(groups), sketch)
            groups.append([sentence])
    return groups


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(words)]


def _spread(group: Sequence[Sentence], held: Mapping[str, Collected]) -> bool:
    """Whether letters of different forces have it."""
    who = {held[one.letter].response.forces for one in group}
    return len(who) > 1 and len({slug for forces in who for slug in forces}) > 1


def _runs(
    groups: Sequence[Sequence[Sentence]], order: Sequence[str]
) -> list[list[Sequence[Sentence]]]:
    """Wordings that follow one another in the same letters, put together."""
    rank = {id_: at for at, id_ in enumerate(order)}
    by_letters: dict[tuple[str, ...], list[Sequence[Sentence]]] = defaultdict(list)
    for group in groups:
        by_letters[tuple(sorted({one.letter for one in group}, key=rank.__getitem__))].append(
            group
        )
    runs: list[list[Sequence[Sentence]]] = []
    for together in by_letters.values():
        together.sort(key=lambda group: group[0].at)
        for group in together:
            last = runs[-1][-1] if runs else None
            if last is not None and _follows(last, group):
                runs[-1].append(group)
            else:
                runs.append([group])
    return runs


def _follows(last: Sequence[Sentence], group: Sequence[Sentence]) -> bool:
    places = {one.letter: (one.at, one.kind) for one in last}
    return len(places) == len(group) and all(
        places.get(one.letter) == (one.at - 1, one.kind) for one in group
    )


def _passage(run: Sequence[Sequence[Sentence]], held: Mapping[str, Collected]) -> Shared:
    ids = [one.letter for one in run[0]]
    ids.sort(key=lambda id_: (held[id_].response.responded or "9999", id_))
    texts = {
        id_: " ".join(one.text for group in run for one in group if one.letter == id_)
        for id_ in ids
    }
    first = held[ids[0]].response
    members = [one for group in run for one in group]
    kind = Counter(one.kind for one in members).most_common(1)[0][0]
    exemption = Counter(one.exemption for one in members).most_common(1)[0][0]
    return Shared(
        id=hashlib.sha256(repr([group[0].words for group in run]).encode()).hexdigest()[:16],
        kind=kind,
        exemption=exemption,
        text=texts[ids[0]],
        first=First(force=next(iter(first.forces), None), date=first.responded),
        letters=tuple(ids),
        forces=tuple(sorted({slug for id_ in ids for slug in held[id_].response.forces})),
        edits=tuple(
            Edit(
                response=id_,
                date=held[id_].response.responded,
                diff=diff(texts[ids[0]], texts[id_]),
            )
            for id_ in ids[1:]
            if texts[id_] != texts[ids[0]]
        ),
    )


def diff(before: str, after: str) -> str:
    """Two texts as one, word by word.

    >>> diff("It would harm policing.", "It could harm policing.")
    'It [-would-] {+could+} harm policing.'
    """
    one, other = before.split(), after.split()
    out: list[str] = []
    for what, i, j, k, m in difflib.SequenceMatcher(
        None, one, other, autojunk=False
    ).get_opcodes():
        if what == "equal":
            out += one[i:j]
            continue
        if i < j:
            out.append(f"[-{' '.join(one[i:j])}-]")
        if k < m:
            out.append("{+" + " ".join(other[k:m]) + "+}")
    return " ".join(out)
