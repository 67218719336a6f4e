"""The letters of the made-up world: what forces answer, in words, with the truth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from collection.collection import Collection
from crawlers.capture import Capture, Captures
from crawlers.force import forces
from extract.contract import dump
from extract.document import Document, Page
from nlp.collected import keep
from nlp.response import (
    Answer,
    Exemption,
    OutcomeName,
    Part,
    PositionName,
    Response,
    Section,
    SectionKind,
    Span,
)
from tests.world.parts import data, skewed
from tests.world.world import Asked


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as a perfect reading gives it.

    Attributes:
        changed: Ids of the questions to which the same forces said otherwise in the wave before.
    """

    response: Response
    changed: tuple[str, ...]


def letter(asked: Asked) -> Letter:
    """The answer to a request: the same every time."""
    request = asked.request
    rng = Random(f"letter {request.id}")  # noqa: S311
    parts, name = data()["letter"], forces()[request.forces[0]].name
    received = request.day
    responded = None
    if received:
        on = date.fromisoformat(received) + timedelta(days=max(1, int(rng.gauss(26, 9))))
        responded = on.isoformat()
    lines = [
        f"{name}: Freedom of Information request {request.id}",
        rng.choice(parts["openings"]).format(force=name, received=received or "a day last month"),
        rng.choice(parts["asked"]),
        *(f"{question.id}. {question.text}" for question in request.questions),
        rng.choice(parts["duty"]),
        rng.choice(parts["searches"]).format(force=name),
    ]
    text = "\n\n".join(lines)
    answers, used, changed = [], [], []
    for at, question in enumerate(request.questions):
        stance, section = _stance(asked, at, asked.wave)
        if asked.wave > 1 and _stance(asked, at, asked.wave - 1)[0] != stance:
            changed.append(question.id)
        said = "refused" if section else "not_held" if stance == "not-held" else "disclosed"
        words = rng.choice(parts[said]).format(
            number=question.id, force=name, figure=f"{int(rng.expovariate(1 / 400)):,}"
        )
        start = len(text) + 2
        text += f"\n\n{words}"
        if section and section not in used:
            used.append(section)
        answers.append(
            Answer(
                question=question.id,
                position=stance,
                exemptions=(section["id"],) if section else (),
                spans=((start, len(text)),),
            )
        )
    told: list[tuple[SectionKind, str | None, Span]] = [
        ("response", None, span) for answer in answers for span in answer.spans
    ]
    for section in used:
        told.append(
            ("exemptions", section["id"], (len(text) + 2, len(text) + 2 + len(section["words"])))
        )
        text += f"\n\n{section['words']}"
    begin = len(text)
    for kind in ("notes", "standing", "notes", "rights", "commissioner"):
        text += f"\n\n{rng.choice(parts[kind])}"
    told.append(("annex", None, (begin, len(text))))
    return Letter(
        Response(
            id=request.id,
            text=text,
            title=f"Request about {asked.questions[0].thing}",
            forces=request.forces,
            regimes=("foisa",) if request.forces == ("police-scotland",) else ("foia",),
            reference=f"{request.id[:7]}/{rng.randrange(100)}",
            received=received,
            responded=responded,
            questions=request.questions,
            exemptions=tuple(
                Exemption(id=section["id"], engaged=True, ncnd=section["position"] == "ncnd")
                for section in used
            ),
            positions=tuple(answers),
            sections=tuple(
                Section(
                    kind=kind,
                    exemption=id_,
                    starts=" ".join(text[slice(*span)].split()[:6]),
                    spans=(span,),
                )
                for kind, id_, span in told
            ),
            outcome=_outcome([answer.position for answer in answers]),
            topics=request.topics,
            parts=(Part(start=0, end=len(text), url=_url(request.forces[0], request.id)),),
        ),
        tuple(changed),
    )


def settle(collection: Collection, letters: Iterable[Asked]) -> int:
    """Keep letters as if they had been crawled, extracted and read; returns how many."""
    captures, extracted = Captures(collection.db), collection.outputs("extract")
    many = 0
    with collection.transaction():
        for many, asked in enumerate(letters, 1):  # noqa: B007
            found = letter(asked).response
            sha256 = collection.blobs.put(found.text.encode())
            url, force = _url(found.forces[0], found.id), found.forces[0]
            number = captures.add(
                Capture(
                    url=url, final_url=url, fetched="2026-01-05T09:00:00Z", status=200,
                    state="ok", how="live", kind="page", force=force, sha256=sha256,
                    size=len(found.text), title=found.title, published=found.responded,
                )
            )  # fmt: skip
            page = Page(number=1, method="text", confidence=1.0, start=0, end=len(found.text))
            document = Document(media_type="text/plain", text=found.text, pages=(page,))
            extracted.put(sha256, dump(document), input=sha256, version="world")
            keep(
                collection, found.id, found, [number], superseded=False, input=sha256,
                version="world",
            )  # fmt: skip
            collection.db.execute("INSERT INTO disposition VALUES (?, 'read', NULL)", (number,))
    return many


def changes(letters: Iterable[Asked]) -> Iterator[tuple[str, str]]:
    """The planted changes: id of the later response, id of the question."""
    for asked in letters:
        if asked.wave > 1:
            yield from ((asked.request.id, question) for question in letter(asked).changed)


def _stance(asked: Asked, at: int, wave: int) -> tuple[PositionName, dict[str, str] | None]:
    """What these forces answer to a question in one wave; one in eight thinks again later."""
    key = f"{asked.same} {asked.request.forces} {at}"
    rng = Random(key)  # noqa: S311
    again = [Random(f"{key} {later}") for later in range(2, wave + 1)]  # noqa: S311
    for other in again:
        if other.random() < 0.125:
            rng = other
    chance = rng.random()
    if chance < 0.5:
        return "disclosed", None
    if chance < 0.62:
        return "not-held", None
    section = skewed(rng, data()["sections"])
    stance: PositionName = section["position"]
    return stance, section


def _outcome(said: list[PositionName | None]) -> OutcomeName:
    kinds = {position for position in said if position}
    if len(kinds) == 1:
        found: OutcomeName = kinds.pop()  # type: ignore[assignment]
        return found
    return "partly-disclosed" if "disclosed" in kinds else "withheld"


def _url(force: str, id_: str) -> str:
    return f"https://www.{force}.police.uk/foi/{id_}/"
