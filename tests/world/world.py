"""A made-up world of requests and letters, with its truth: seeded, the same every time, streamed.

Forty-eight forces, fifteen years. Some requests go to one force, some to many; some are put again
years later; forces retell what they were asked. Nothing is kept: a world of a million letters
takes no more memory than one of ten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from random import Random

from mosaic.request import Request
from nlp.response import Question
from tests.world.parts import (
    FIRST_YEAR,
    YEARS,
    Asking,
    asking,
    data,
    period,
    place,
    put,
    retold,
    skewed,
    territory,
)

ROBINS = 0.07
"""Share of requests that go to several forces; nearly half of all letters answer one of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as one letter quotes it, with the truth.

    Attributes:
        same: What all letters to the same request have in common, whenever it was sent. Two
            requests are the same where they ask the same of the same things at the same places;
            periods and break-downs make no difference.
        wave: Which sending, from 1.
    """

    request: Request
    same: str
    wave: int
    questions: tuple[Asking, ...]


def world(size: int, *, seed: int = 7) -> Iterator[Asked]:
    """The first letters of the world with this seed."""
    made = number = 0
    while made < size:
        for asked in sending(number, seed=seed):
            yield asked
            made += 1
            if made == size:
                return
        number += 1


def sending(number: int, *, seed: int = 7) -> Iterator[Asked]:
    """The letters to one request of the world, wave by wave."""
    rng = Random(f"{seed} {number}")  # noqa: S311
    questions, topic = _questions(rng, number, seed)
    key = repr(sorted(question.key for question in questions))
    same = blake2b(key.encode(), digest_size=8).hexdigest()
    many = rng.random() < ROBINS
    waves = rng.choices((1, 2, 3), (80, 15, 5))[0] if many else 1
    day = date(FIRST_YEAR, 1, 1) + timedelta(days=rng.randrange(365 * YEARS))
    to = min(48, 2 + int(rng.expovariate(1 / 13))) if many else 1
    follow = rng.choice(data()["parts"]["follow_ups"]) if rng.random() < 0.15 else None
    at = 0
    for wave in range(1, waves + 1):
        years = period(rng, day.year)
        texts = [put(question, years) for question in questions]
        if follow:
            texts.append(follow)
        for slug, name, joint in rng.sample(territory(), to):
            words = retold(rng, texts, questions, years, name)
            received = day + timedelta(days=min(60, int(rng.expovariate(1 / 6))))
            chance = rng.random()
            if chance < 0.08:
                received += timedelta(days=rng.randint(20, 90))
            together = (slug, *joint) if joint and rng.random() < 0.2 else (slug,)
            numbers = "abcdefghijkl" if rng.random() < 0.2 else None
            request = Request(
                id=f"{number:07}-{at:03}",
                forces=tuple(sorted(together)),
                day=None if chance > 0.99 else received.isoformat(),
                topics=(topic,),
                questions=tuple(
                    Question(id=numbers[place_] if numbers else str(place_ + 1), text=text)
                    for place_, text in enumerate(words)
                ),
            )
            yield Asked(request, same, wave, questions)
            at += 1
        day += timedelta(days=rng.randint(330, 800))


def _questions(rng: Random, number: int, seed: int) -> tuple[tuple[Asking, ...], str]:
    """What is asked; one in twenty asks in the forms of an earlier request about other things."""
    subject = skewed(rng, data()["subjects"])
    spot = place(rng)
    if number > 100 and rng.random() < 0.05:
        earlier = Random(f"{seed} {rng.randrange(number // 2)}")  # noqa: S311
        model, _ = _questions(earlier, 0, seed)
        where = rng.choice(data()["parts"]["conditions"])
        things = rng.sample(subject["things"], min(len(model), len(subject["things"])))
        changed = [
            replace(question, thing=things[at % len(things)],
                    where=question.where and f"{where} near {spot}")
            for at, question in enumerate(model)
        ]  # fmt: skip
        return tuple(changed), subject["topic"]
    many = rng.choices((1, 2, 3, 4, 5, 6), (20, 22, 24, 18, 10, 6))[0]
    found: dict[tuple[int, str, str], Asking] = {}
    while len(found) < many:
        question = asking(rng, subject, spot)
        # A single question without a place is put by many who do not know of one another.
        if many < 3 and not found and spot not in question.where:
            question = replace(question, where=f"{question.where} near {spot}".strip())
        found.setdefault(question.key, question)
    return tuple(found.values()), subject["topic"]
