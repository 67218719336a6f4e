"""Text with the personal data in it replaced by its kind."""

import re
from collections.abc import Iterable
from typing import Any

from nlp.response import PersonalData


def mask(
    text: str, personal_data: Iterable[PersonalData], start: int = 0, end: int | None = None
) -> str:
    """``text[start:end]`` with each name as ``[name]``, each address as ``[email]``, and so on.

    A span that reaches over an edge is masked as far as it is inside. Where spans overlap, what
    any of them covers is gone.

    >>> from nlp.response import PersonalData
    >>> mask("Ask Jo Bloggs.", [PersonalData(kind="name", text="Jo Bloggs", spans=((4, 13),))])
    'Ask [name].'
    """
    end = len(text) if end is None else min(end, len(text))
    spans = sorted(
        (max(begin, start), min(stop, end), item.kind)
        for item in personal_data
        for begin, stop in item.spans
        if begin < end and start < stop
    )
    out: list[str] = []
    at = start
    for begin, stop, kind in spans:
        if stop <= at:
            continue
        if begin >= at:
            out.append(text[at:begin])
            out.append(f"[{kind}]")
        at = stop
    out.append(text[at:end])
    return "".join(out)


KEPT = frozenset({"id", "url", "sha256", "response", "force", "forces", "topics", "exemption"})
"""Keys whose values are names of things, never of people."""


def mask_words(value: Any, personal_data: Iterable[PersonalData]) -> Any:
    """A JSON value with every string in it masked, by the words and not by their place.

    For what has no spans of its own: a title, a label, the text of a question.

    >>> from nlp.response import PersonalData
    >>> mask_words({"title": "Jo Bloggs asks"}, [PersonalData(kind="name", text="Jo Bloggs")])
    {'title': '[name] asks'}
    """
    known = {" ".join(found.text.split()): found.kind for found in personal_data}
    if not known:
        return value
    # The longest first: a surname that stands alone must not break the full name.
    words = sorted(known, key=len, reverse=True)
    pattern = re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
        + r")(?!\w)"
    )

    def masked(inner: Any) -> Any:
        if isinstance(inner, str):
            return pattern.sub(lambda match: f"[{known[' '.join(match[0].split())]}]", inner)
        if isinstance(inner, list):
            return [masked(item) for item in inner]
        if isinstance(inner, dict):
            return {
                key: item if key in KEPT or item is None else masked(item)
                for key, item in inner.items()
            }
        return inner

    return masked(value)
