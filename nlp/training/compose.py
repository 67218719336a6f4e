"""Letters put together from marked passages and from composed ones, to learn from."""

import random
import textwrap
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Passage = tuple[str, str]
"""Kind and text."""

_SECTIONS = ("31", "24", "31(1)(a)", "24(2)", "31(3)", "30", "43(2)", "38", "40(2)", "23(5)", "44")
_NUMBERS: tuple[Callable[[int], str], ...] = (
    lambda n: f"{n}. ", lambda n: f"{n}) ", lambda n: f"Q{n}. ", lambda n: f"({n}) ",
    lambda n: f"{chr(96 + n)}) ", lambda n: "• ", lambda n: f"{n}/ ", lambda n: f"{n}. ",
    lambda n: f"Question {n}: ", lambda n: "- ", lambda n: f"{n}.) ", lambda n: "",
)  # fmt: skip
_ANSWERED: tuple[Callable[[int], str], ...] = (
    lambda n: f"{n}. ", lambda n: f"Q{n}. ", lambda n: f"{n}) ", lambda n: f"Answer {n}: ",
    lambda n: f"Question {n} - ", lambda n: f"In answer to question {n}, ", lambda n: f"A{n}. ",
    lambda n: f"({n}) ",
)  # fmt: skip


@dataclass(slots=True)
class Composer:
    """Makes letters, each from a seed.

    Attributes:
        marked: Passages of real shape by kind, from the letters that may be learned from.
    """

    marked: Mapping[str, Sequence[str]]
    rng: random.Random
    headings: dict[str, list[str]] = field(default_factory=dict)
    bodies: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        path = Path(__file__).parent / "passages.toml"
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        self.headings, self.bodies = data["headings"], data["bodies"]

    def letter(self) -> list[Passage]:
        """A whole letter as passages in order."""
        shape = self.rng.random()
        front = self._front()
        request, questions = self._request()
        back = self._rights()
        if shape < 0.1:
            body = self._interleaved(questions)
            return [*front, *body, *self._argument(), *back]
        if shape < 0.25:
            body = [*self._answers(questions), *self._argument()]
            return [*front, *body, *back, ("request", self._thread(request)), *self._maybe_frame()]
        return [*front, ("request", request), *self._answers(questions), *self._argument(), *back]

    def _pick(self, name: str) -> str:
        return self.rng.choice(self.bodies[name])

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _marked(self, kind: str, share: float) -> str | None:
        texts = self.marked.get(kind)
        return self.rng.choice(texts) if texts and self._chance(share) else None

    def _headed(self, name: str, text: str, share: float = 0.8, section: str = "") -> str:
        """Text under a heading of its own, beside one, or without."""
        if not self._chance(share):
            return text
        heading = self.rng.choice(self.headings[name])
        heading = heading.replace("{s}", section or self.rng.choice(_SECTIONS))
        roll = self.rng.random()
        if roll < 0.2:
            heading = heading.upper()
        elif roll < 0.35:
            return f"{heading.rstrip(':')}: {text}"
        if self._chance(0.25) and not heading.endswith(":"):
            heading += ":"
        return heading + ("\n" if self._chance(0.12) else "\n\n") + text

    def _some(self, name: str, most: int) -> str:
        count = self.rng.randint(1, min(most, len(self.bodies[name])))
        return "\n\n".join(self.rng.sample(self.bodies[name], count))

    def _front(self) -> list[Passage]:
        if text := self._marked("front", 0.4):
            return [("boilerplate", text)]
        if self._chance(0.1):
            return []
        parts = [self._pick("letterhead")] if self._chance(0.9) else []
        parts += [self._pick("opening")] if self._chance(0.8) or not parts else []
        return [("boilerplate", "\n\n".join(parts))]

    def _request(self) -> tuple[str, list[str]]:
        count = self.rng.choice((1, 1, 2, 3, 3, 4, 5))
        questions = self.rng.sample(self.bodies["questions"], count)
        if self._chance(0.08):
            asked = [q for q in self.bodies["questions"] if q.endswith("?")]
            prose = " ".join(self.rng.sample(asked, self.rng.randint(2, 4)))
            return self._headed("request", prose, 0.9), questions
        if text := self._marked("request", 0.35):
            return text, questions
        number = self.rng.choice(_NUMBERS) if count > 1 else _NUMBERS[-1]
        gap = "\n\n" if self._chance(0.4) else "\n"
        listed = gap.join(f"{number(n)}{q}" for n, q in enumerate(questions, 1))
        if self._chance(0.15):
            listed = f'"{listed}"'
        lead = self._pick("request_lead")
        text = f"{lead}\n\n{listed}" if lead else listed
        return self._headed("request", text, 0.85), questions

    def _thread(self, request: str) -> str:
        who = "A Person <a.person@mail.example>"
        if self._chance(0.5):
            body = "\n".join(
                f"> {line}" for line in f"Hello\n\n{request}\n\nThanks\nA".split("\n")
            )
            return f"On 3 May 2022, at 10:12, {who} wrote:\n{body}"
        head = f"From: {who}\nSent: 3 May 2022 10:12\nTo: FOI\nSubject: FOI request"
        mail = f"Dear Sir,\n\n{request}\n\nYours faithfully\n\nA Person"
        return f"-----Original Message-----\n{head}\n\n{mail}"

    def _interleaved(self, questions: Sequence[str]) -> list[Passage]:
        ask, tell = self.rng.choice((
            ("Question {n}", "Answer {n}"), ("Q{n}.", "A{n}."), ("Question {n}:", "Response:"),
            ("{n}.", "Response"), ("Your question {n}", "Our reply"), ("Request {n}", "Answer"),
        ))  # fmt: skip
        found: list[Passage] = []
        for n, question in enumerate(questions, 1):
            gap = "\n" if self._chance(0.6) else " "
            answer = "response", f"{tell.format(n=n)}{gap}{self._pick('answer')}"
            found += [("request", f"{ask.format(n=n)}{gap}{question}"), answer]
        return found

    def _answers(self, questions: Sequence[str]) -> list[Passage]:
        roll = self.rng.random()
        if text := self._marked("response", 0.3):
            return [("response", text)]
        if roll < 0.2:
            return []
        if roll < 0.6 and len(questions) > 1:
            number = self.rng.choice(_ANSWERED)
            gap = "\n\n" if self._chance(0.5) else "\n"
            text = gap.join(
                f"{number(n)}{self._pick('answer')}" for n in range(1, len(questions) + 1)
            )
            if self._chance(0.3):
                text = f"{self._pick('response')}\n\n{text}"
            if self._chance(0.3):
                refused = f"{number(len(questions) + 1)}{self._pick('exemptions_withhold')}"
                answered = "response", self._headed("response", text, 0.85)
                return [
                    answered,
                    ("exemptions", f"{refused}\n\n{self._some('exemptions_reasons', 1)}"),
                ]
        else:
            text = self._some("response", 3)
        found: list[Passage] = [("response", self._headed("response", text, 0.85))]
        if self._chance(0.15):
            found.append(("response", self._headed("advice", self._pick("advice"), 0.5)))
        return found

    def _argument(self) -> list[Passage]:
        """Exemptions, harm and public interest, for one provision or several."""
        if self._chance(0.15):
            return []
        ncnd = self._chance(0.45)
        parts = [self._pick("exemptions_ncnd" if ncnd else "exemptions_withhold")]
        if self._chance(0.6):
            parts.append(self._some("exemptions_reasons", 3))
        text = self._marked("exemptions", 0.35) or self._headed(
            "exemptions", "\n\n".join(parts), 0.4
        )
        found: list[Passage] = [("exemptions", text)]
        if self._chance(0.2):
            found.append(
                ("exemptions", self._headed("reason", self._some("exemptions_reasons", 2), 0.8))
            )
        if self._chance(0.25):
            return found
        for _ in range(self.rng.choice((1, 1, 1, 2))):
            found += self._weighed()
        if self._chance(0.25):
            found.append(("boilerplate", self._pick("no_inference")))
        if self._chance(0.2):
            found.append(("exemptions", self._pick("exemptions_notice")))
        if self._chance(0.1):
            found.append(("response", self._pick("advice")))
        return found

    def _weighed(self) -> list[Passage]:
        section = self.rng.choice(_SECTIONS)
        found: list[Passage] = []
        if self._chance(0.85):
            text = self._marked("harm", 0.3) or self._headed(
                "harm", self._some("harm", 4), 0.8, section
            )
            found.append(("harm", text))
        if self._chance(0.1):
            sides = (self._pick("pit_for"), self._pick("pit_against"), self._pick("balance"))
            labels = self.rng.choice(
                (("For", "Against", "Balance"), ("In favour", "Against", "Decision"))
            )
            weighed = "\n\n".join(
                f"{label}: {side}" for label, side in zip(labels, sides, strict=True)
            )
            return [
                *found,
                ("balance", f"{self.rng.choice(('Public interest test', 'PIT'))}\n\n{weighed}"),
            ]
        if self._chance(0.8):
            for _ in range(self.rng.choice((1, 1, 2))):
                share = self.rng.choice((1.0, 1.0, 0.6))
                favour = self._headed("for", self._some("pit_for", 2), share, section)
                against = self._headed("against", self._some("pit_against", 3), share, section)
                found.append(("pit-for", self._marked("pit-for", 0.3) or favour))
                found.append(("pit-against", self._marked("pit-against", 0.3) or against))
        conclusion = self._headed("balance", self._some("balance", 3), 0.8, section)
        found.append(("balance", self._marked("balance", 0.3) or conclusion))
        return found

    def _rights(self) -> list[Passage]:
        found: list[Passage] = []
        if self._chance(0.35):
            found.append(("boilerplate", self._some("queries", 2)))
        signature: Passage = (
            "boilerplate",
            self._marked("signature", 0.3) or self._pick("signature"),
        )
        early = self._chance(0.4)
        if early and self._chance(0.8):
            found.append(signature)
        if self._chance(0.2):
            found.append(("annex", self._headed("annex", self._some("annex", 3), 1.0)))
        if self._chance(0.85):
            found.append(
                (
                    "review",
                    self._marked("review", 0.3)
                    or self._headed("review", self._some("review", 3), 0.6),
                )
            )
            if self._chance(0.8):
                found.append(
                    (
                        "ico",
                        self._marked("ico", 0.3) or self._headed("ico", self._some("ico", 2), 0.5),
                    )
                )
        if not early and self._chance(0.8):
            found.append(signature)
        if self._chance(0.1):
            found.append(("annex", self._headed("annex", self._some("annex", 2), 1.0)))
        return [*found, *self._maybe_frame()]

    def _maybe_frame(self) -> list[Passage]:
        return [("boilerplate", self._some("disclaimer", 2))] if self._chance(0.35) else []


def composed(
    marked: Mapping[str, Sequence[str]], count: int, seed: int = 1
) -> list[tuple[str, list[tuple[int, str]]]]:
    """Texts, each with the start and kind of its passages."""
    rng = random.Random(seed)  # noqa: S311
    composer = Composer(marked, rng)
    return [laid_out(composer.letter(), rng) for _ in range(count)]


def laid_out(passages: Sequence[Passage], rng: random.Random) -> tuple[str, list[tuple[int, str]]]:
    """Passages as one text, wrapped as one sort of extraction or another would."""
    width = rng.choice((0, 0, 72, 80, 92))
    trailing = " " if rng.random() < 0.3 else ""
    text, starts = "", []
    for kind, passage in passages:
        lines = []
        for line in passage.split("\n"):
            wrapped = textwrap.wrap(line, width) if width and not line.startswith(">") else [line]
            lines += wrapped or [""]
        body = f"{trailing}\n".join(lines)
        if text:
            text += "\n\n" if rng.random() < 0.95 else "\n"
        starts.append((len(text), kind))
        text += body
    return text, starts
