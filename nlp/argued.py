"""Arguments that name the question that they are for, and no provision: "Harm - Q6"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.citations import Citation
from nlp.cues import fold
from nlp.pointers import pointed
from nlp.response import ARGUMENTS, Answer, Section
from nlp.subjects import common

_NUMBER = re.compile(r"\d|\([a-z]{1,4}\)")
"""Without it "the second point" is one of the arguments."""
HEAD = 60
"""Characters at the head of a passage that tell what it is about."""


def argued(
    text: str,
    sections: Sequence[Section],
    answers: Sequence[Answer],
    citations: Sequence[Citation],
) -> tuple[Section, ...]:
    """The passages, with what the questions that they name are refused under.

    What follows of the same argument, until the next passage that is no argument or names a
    provision itself, is about the same.

    Args:
        text: The letter.
        sections: Its passages.
        answers: To the questions, in the order of the request.
        citations: Of the letter.
    """
    cited = sorted(citation.start for citation in citations)
    under = {a.question: a.exemptions for a in answers}
    out: list[Section] = []
    about: str | None = None
    for section in sections:
        start, end = section.spans[0]
        head = fold(text[start : start + HEAD])
        if section.kind not in ARGUMENTS or bisect_left(cited, start) < bisect_left(cited, end):
            about = None
        elif _NUMBER.search(head) and (named := pointed(head, [*under])):
            about = common(i for question in named for i in under[question])
        surer = about is not None and (section.exemption is None or about.count("/") > 1)
        out.append(replace(section, exemption=about) if surer else section)
    return tuple(out)
