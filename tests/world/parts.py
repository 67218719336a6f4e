"""What a made-up world is composed of, and how one request is put in many ways."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from crawlers.force import forces

FIRST_YEAR, YEARS = 2010, 15


@cache
def data() -> dict[str, Any]:
    """The parts, as they stand in ``world.toml``."""
    path = Path(__file__).with_name("world.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def territory() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The forces that are asked: slug, name, whom each answers with."""
    return tuple(
        (force.slug, force.name, force.joint_with)
        for force in forces().values()
        if force.kind != "national-body"
    )


@cache
def falling(many: int) -> tuple[float, ...]:
    """Weights of a list whose first entries are much the commonest, added up."""
    found, whole = [], 0.0
    for rank in range(many):
        whole += 1 / (rank + 1.5)
        found.append(whole)
    return tuple(found)


def skewed(rng: Random, things: list[Any]) -> Any:
    """One of the things, the first ones more often."""
    return rng.choices(things, cum_weights=falling(len(things)))[0]


@dataclass(frozen=True, slots=True)
class Asking:
    """One question before anyone has put it in words.

    Attributes:
        form: Which of the forms.
        where: A condition, a place, both, or nothing.
        split: How the figures are to be broken down.
    """

    form: int
    thing: str
    where: str
    split: str

    @property
    def key(self) -> tuple[int, str, str]:
        """What makes it another question; periods and break-downs do not."""
        return self.form, self.thing, self.where


def asking(rng: Random, subject: dict[str, Any], place: str) -> Asking:
    """A question about a subject."""
    parts = data()["parts"]
    chance = rng.random()
    where = ""
    if chance < 0.35:
        where = rng.choice(parts["conditions"])
    elif chance < 0.6:
        where = f"at {place}"
    elif chance < 0.75:
        where = f"{rng.choice(parts['conditions'])} near {place}"
    split = rng.choice(parts["splits"]) if rng.random() < 0.4 else ""
    form = rng.choices(range(len(data()["forms"])), cum_weights=falling(len(data()["forms"])))[0]
    return Asking(form, rng.choice(subject["things"]), where, split)


def place(rng: Random) -> str:
    """A place that is on no map."""
    parts = data()["parts"]
    name = rng.choice(parts["beginnings"]) + rng.choice(parts["endings"])
    return f"{name} {rng.choice(parts['kinds'])}"


def period(rng: Random, year: int) -> str:
    """The years asked about, before a year."""
    many = rng.randint(1, 5)
    return rng.choice(
        (
            f"in each of the years {year - many} to {year - 1}",
            f"in {year - 1}",
            f"between 1 January {year - many} and 31 December {year - 1}",
            f"in the financial years {year - many - 1}/{(year - many - 1) % 100:02} to"
            f" {year - 2}/{(year - 1) % 100:02}",
            "",
        )
    )


def put(question: Asking, years: str, *, way: int = 0) -> str:
    """A question in words."""
    ways = data()["forms"][question.form]["ways"]
    words: str = ways[way % len(ways)].format(
        thing=question.thing,
        where=question.where,
        years=f" {years}",
        split=f", {question.split}" if question.split else "",
    )
    words = " ".join(words.split())
    return words.replace(" ,", ",").replace(" .", ".").replace(" ?", "?")


def retold(rng: Random, texts: list[str], questions: tuple[Asking, ...], years: str,
           force: str) -> list[str]:  # fmt: skip
    """The questions as a force quotes them; about half quote them as they were put."""
    found = [text.replace("the force", force) for text in texts] if rng.random() < 0.4 else texts
    if rng.random() < 0.5:
        return found
    found = [*found]
    for _ in range(rng.choice((1, 1, 2))):
        at, change = rng.randrange(len(found)), rng.random()
        if change < 0.25:
            for one, other in data()["swaps"].items():
                found[at] = found[at].replace(one, other)
        elif change < 0.45 and at < len(questions):
            found[at] = put(questions[at], years, way=rng.randint(1, 2))
        elif change < 0.6 and at < len(questions) and questions[at].split:
            found[at] = found[at].replace(f", {questions[at].split}", "")
        elif change < 0.75:
            found[at] = _slip(rng, found[at])
        elif change < 0.85 and len(found) > 2:
            last = found.pop()
            found[-1] = f"{found[-1].rstrip('?.')}; {last}"
        elif change < 0.92 and len(found) > 3:
            found.pop()
        else:
            found.append(rng.choice(data()["parts"]["follow_ups"]))
    return found


def _slip(rng: Random, text: str) -> str:
    """A letter left out of a long word, as a typist would."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if long:
        at = rng.choice(long)
        cut = rng.randrange(2, len(words[at]) - 1)
        words[at] = words[at][:cut] + words[at][cut + 1 :]
    return " ".join(words)
