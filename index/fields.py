"""The fields that a query may name."""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["text", "closed", "provision", "date", "reference", "open", "question", "answer"]

FIELDS: Mapping[str, Kind] = {
    "text": "text",
    "title": "text",
    "request": "text",
    "response": "text",
    "force": "closed",
    "nation": "closed",
    "region": "closed",
    "regime": "closed",
    "exemption": "provision",
    "mentions": "provision",
    "ncnd": "closed",
    "outcome": "closed",
    "position": "closed",
    "topic": "closed",
    "received": "date",
    "responded": "date",
    "published": "date",
    "reference": "reference",
    "robin": "open",
    "platform": "closed",
    "has": "closed",
    "question": "question",
    "answer": "answer",
}
"""Every field and how its values are read:

- ``text`` – words, stemmed;
- ``closed`` – one of a list of values, by any of their names;
- ``provision`` – a provision with everything below it;
- ``reference`` – the words of a reference as written; ``open`` – the value as it stands;
- ``question`` – words of a question; ``answer`` – clauses that hold for one question.
"""

NAMES: Mapping[str, str] = {name: name for name in FIELDS} | {
    "forces": "force", "exemptions": "exemption", "mention": "mentions", "topics": "topic",
    "positions": "position", "questions": "question", "answers": "answer", "regimes": "regime",
}  # fmt: skip
"""Every name that a field may be called by, and its proper name."""

PARTS = ("title", "request", "response")
"""Where bare words are looked for."""

IN_ANSWER = ("position", "exemption", "question", "ncnd")
"""The fields that hold for one question where they stand together in brackets."""

FACETS = (
    "force", "nation", "region", "regime", "exemption", "mentions", "ncnd", "outcome", "position",
    "topic", "reference", "robin", "platform", "has", "received", "responded", "published",
)  # fmt: skip
"""The fields whose values can be counted; dates are counted by year."""
