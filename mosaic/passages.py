"""Wording that forces share: the same passage in letters of several forces, who had it first."""

import difflib
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz
from rensa import RMinHash, RMinHashLSH

from mosaic.crowd import unswept
from mosaic.origin import OriginName, Use, origin
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
    """How a letter has the passage where no letter before it has the same words.

    Attributes:
        against: The letter before it whose words are nearest: what the difference is from.
        diff: Word by word: ``[-left out-]``, ``{+put in+}``.
    """

    response: str
    date: str | None
    against: str
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
        edits: Of the letters that have it in words of their own.
        spread: The letters with their forces and days, the earliest first.
        origin: What that looks like, ``template``, ``copied`` or ``unclear``; ``basis`` says why.
    """

    id: str
    kind: str
    exemption: str | None
    text: str
    first: First
    letters: tuple[str, ...]
    forces: tuple[str, ...]
    edits: tuple[Edit, ...]
    spread: tuple[Use, ...]
    origin: OriginName
    basis: str

    def contract(self) -> dict[str, Any]:
        """The passage as the command line prints it."""
        return asdict(self) | {
            "letters": list(self.letters),
            "forces": list(self.forces),
            "edits": [asdict(edit) for edit in self.edits],
            "spread": [
                {"response": use.response, "forces": list(use.forces), "date": use.date}
                for use in self.spread
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a letter is its own.

    Attributes:
        response: Its id.
        words: Of the sentences that are looked at: its reasons and notices, not what was asked.
        shared: How many of these are in sentences that a letter of another force has as well.
        own: The rest, as a share of ``words``; ``None`` where there are none.
    """

    response: str
    forces: tuple[str, ...]
    responded: str | None
    words: int
    shared: int
    own: float | None

    def contract(self) -> dict[str, Any]:
        """The share as the command line prints it."""
        return asdict(self) | {"forces": list(self.forces)}


def shared(letters: Iterable[Collected], *, personal_data: bool = False) -> list[Shared]:
    """The passages that letters of at least two forces share, those of most forces first.

    Sentences that stand together in the same letters are one passage. Forces that answer jointly
    share nothing by that. The result does not depend on the order of the letters.
    """
    with unswept():
        held, order, _, groups = _read(letters, personal_data=personal_data)
        return _passages(groups, held, order)


def shares(letters: Iterable[Collected]) -> list[Share]:
    """How much of each letter is its own, among these letters, by their days.

    A sentence is shared whoever had it first. With more letters the share that is their own can
    only become smaller.
    """
    with unswept():
        held, order, found, groups = _read(letters)
        return _shares(found, groups, held, order)


def shared_and_shares(letters: Iterable[Collected]) -> tuple[list[Shared], list[Share]]:
    """:func:`shared` and :func:`shares` of the same letters, whose sentences are read once."""
    with unswept():
        held, order, found, groups = _read(letters)
        each = _shares(found, groups, held, order)
        del found
        return _passages(groups, held, order), each


def _passages(
    groups: Sequence[Sequence[Sentence]], held: Mapping[str, Collected], order: Sequence[str]
) -> list[Shared]:
    passages = [_passage(run, held) for run in _runs(groups, order)]
    return sorted(passages, key=lambda one: (-len(one.forces), one.first.date or "9999", one.id))


def _shares(
    found: Iterable[Sentence],
    groups: Iterable[Iterable[Sentence]],
    held: Mapping[str, Collected],
    order: Sequence[str],
) -> list[Share]:
    words: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for sentence in found:
        words[sentence.letter] += len(sentence.words)
    for group in groups:
        for sentence in group:
            taken[sentence.letter] += len(sentence.words)
    return [
        Share(
            response=id_,
            forces=held[id_].response.forces,
            responded=held[id_].response.responded,
            words=words[id_],
            shared=taken[id_],
            own=round(1 - taken[id_] / words[id_], 4) if words[id_] else None,
        )
        for id_ in order
    ]


def _in_order(letters: Iterable[Collected]) -> tuple[dict[str, Collected], list[str]]:
    """Letters by their ids, and the ids by their days."""
    held = {letter.response.id: letter for letter in letters}
    return held, sorted(held, key=lambda id_: (held[id_].response.responded or "9999", id_))


def _read(
    letters: Iterable[Collected], *, personal_data: bool = False
) -> tuple[dict[str, Collected], list[str], list[Sentence], list[list[Sentence]]]:
    """The letters by id, their order in time, their sentences, and those that forces share."""
    held, order = _in_order(letters)
    found = [
        sentence for id_ in order for sentence in sentences(held[id_], personal_data=personal_data)
    ]
    return held, order, found, [group for group in _groups(found) if _spread(group, held)]


def _groups(found: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that are one wording; the earliest of each is what the others are held against."""
    if not found:
        return []
    # Most sentences that are shared are shared word for word.
    wordings = [*dict.fromkeys(one.words for one in found)]
    made = RMinHash.from_token_sets([_pairs(words) for words in wordings], _HASHES, _SEED)
    sketches = dict(zip(wordings, made, strict=True))
    known = RMinHashLSH(0.7, _HASHES, _BANDS)
    first: dict[tuple[str, ...], int] = {}
    groups: list[list[Sentence]] = []
    for sentence in found:
        # Letters come one after the other: one that is in a group already is its last.
        key = first.get(sentence.words)
        if key is not None and groups[key][-1].letter != sentence.letter:
            groups[key].append(sentence)
            continue
        best = max(
            (
                (fuzz.ratio(sentence.words, groups[key][0].words), -key)
                for key in known.query(sketches[sentence.words])
                if groups[key][-1].letter != sentence.letter
            ),
            default=(0.0, 0),
        )
        if best[0] >= ALIKE:
            groups[-best[1]].append(sentence)
        else:
            first.setdefault(sentence.words, len(groups))
            known.insert(len(groups), sketches[sentence.words])
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
    members = [one for group in run for one in group]
    parts: dict[str, list[str]] = defaultdict(list)
    for one in members:
        parts[one.letter].append(one.text)
    texts = {id_: " ".join(told) for id_, told in parts.items()}
    first = held[ids[0]].response
    kind = Counter(one.kind for one in members).most_common(1)[0][0]
    exemption = Counter(one.exemption for one in members).most_common(1)[0][0]
    uses = tuple(
        Use(
            response=id_,
            forces=held[id_].response.forces,
            date=held[id_].response.responded,
            text=texts[id_],
        )
        for id_ in ids
    )
    where = origin(kind, uses)
    return Shared(
        id=hashlib.sha256(repr([group[0].words for group in run]).encode()).hexdigest()[:16],
        kind=kind,
        exemption=exemption,
        text=texts[ids[0]],
        first=First(force=next(iter(first.forces), None), date=first.responded),
        letters=tuple(ids),
        forces=tuple(sorted({slug for id_ in ids for slug in held[id_].response.forces})),
        edits=tuple(_edits(uses)),
        spread=uses,
        origin=where.name,
        basis=where.basis,
    )


def _edits(uses: Sequence[Use]) -> Iterator[Edit]:
    """What letters changed of the nearest words before; who has the same changed nothing."""
    before = {uses[0].text: uses[0]}
    for use in uses[1:]:
        if use.text in before:
            continue
        # Of equally near ones the earliest.
        near = max(before.values(), key=lambda other: fuzz.ratio(other.text, use.text))
        before[use.text] = use
        yield Edit(
            response=use.response,
            date=use.date,
            against=near.response,
            diff=diff(near.text, use.text),
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
