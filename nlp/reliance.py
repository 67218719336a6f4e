"""What a sentence does with the provision that it names: relies on it, rejects it, recites it."""

import re
from collections.abc import Sequence
from typing import Literal

from nlp.clauses import Clauses
from nlp.phrases import phrase
from nlp.response import Span
from nlp.verdicts import denies

Stance = Literal["relied", "named", "rejected", "hypothetical", "recital", "quoted"]


_NOT = re.compile(r"\b(?:not|no|never|nor|neither|cannot|whether|if)\b|n['’]t\b", re.IGNORECASE)
REACH = 700
"""A sentence is read this far from a citation; only lists of figures are longer."""


def stances(clauses: Clauses, chains: Sequence[Span]) -> list[Stance]:
    """What is done with each list of citations, given all of them in order."""
    ends = [0, *(end for _, end in chains)]
    starts = [*(start for start, _ in chains), len(clauses.text)]
    return [
        stance(clauses, start, end, before_from=ends[index], after_to=starts[index + 1])
        for index, (start, end) in enumerate(chains)
    ]


def stance(
    clauses: Clauses,
    start: int,
    end: int,
    *,
    before_from: int,
    after_to: int,
) -> Stance:
    """What the sentence round ``[start, end)`` does with the provision named there.

    Args:
        clauses: The sentences of the text.
        start: Of the chain of citations.
        end: Of the chain.
        before_from: End of the chain before it, or 0; words beyond belong to that one.
        after_to: Start of the chain after it, or the length of the text.
    """
    text = clauses.text
    index = clauses.index(start)
    left, right = clauses.span(index)
    right = max(right, clauses.at(max(end - 1, start))[1])
    left, right = max(left, start - REACH), min(right, end + REACH)
    before = " ".join(text[max(left, before_from) : start].split())
    after = " ".join(text[end : min(right, after_to)].split())
    sentence = " ".join(text[left:right].split())
    whole_before = " ".join(text[left:start].split())
    later = " ".join(
        text[
            clauses.at(max(end - 1, start))[1] : clauses.span(min(index + 2, len(clauses) - 1))[1]
        ].split()
    )
    if "\n\n" in text[left:right].strip():
        later = ""
    rejected = _rejected(before, after, sentence, later)
    whole_after = " ".join(text[end:right].split())
    if (
        rejected
        or phrase("reject_whole").search(whole_before)
        or (rejected is None and phrase("none_object").search(whole_after))
    ):
        return "rejected"
    if rejected is False:
        return "relied"
    if phrase("quoted_before").search(before) or phrase("quoted_after").search(after):
        return "quoted"
    if (
        phrase("statute").search(sentence)
        or phrase("recital_before").search(before)
        or phrase("recital_whole").search(whole_before)
    ):
        return "recital" if not _refusing(sentence) else "relied"
    if (
        phrase("hypothetical_before").search(before)
        or phrase("hypothetical_after").search(after)
        or phrase("hypothetical_whole").search(whole_before)
    ):
        return "hypothetical"
    if phrase("relied_before").search(whole_before) or phrase("relied_after").search(after):
        return "relied"
    return "named"


def _rejected(before: str, after: str, sentence: str, later: str) -> bool | None:
    """Whether it is rejected; ``False`` where that very rejection is denied."""
    if phrase("affirm_after").search(after):
        return False
    denied = phrase("reject_after").search(after)
    if denied and _foreign(after[: denied.start()]):
        denied = None
    if (
        denied
        and not re.search(r",|\b(?:as|because|since|and)\b", after[: denied.start()])
        and phrase("denied_before").search(before)
    ):
        return False
    if re.search(r"\b(?:in addition to|alongside|as well as|over and above)$", before):
        return None
    if phrase("denied_by").search(before):
        return None
    if phrase("reject_before").search(before):
        return not phrase("kept_before").search(before)
    if denied and phrase("stands_after").search(after) and not _NOT.search(before):
        denied = None
    if denied or denies("verdict_object", after):
        return True
    if re.search(r"\bneither\s+(?!confirm)", sentence, re.IGNORECASE) and phrase("none_of").search(
        after
    ):
        return True
    if (
        phrase("considered").search(before) or phrase("considered_after").match(after)
    ) and not re.search(r"\bpublic\s+interest|harm", before, re.IGNORECASE):
        rest = f"{after} {later}"
        positive = phrase("positive_later").search(rest)
        negative = phrase("negative_later").search(rest)
        if not positive or (negative is not None and negative.start() <= positive.end()):
            return True
    if phrase("looked_at").search(before) and _left(f"{after} {later}"):
        return True
    return None


def _left(rest: str) -> bool:
    """Whether what follows a provision that was looked at leaves it aside."""
    negative = phrase("negative_later").search(rest) or phrase("released").search(rest)
    positive = phrase("positive_later").search(rest)
    return negative is not None and (positive is None or negative.start() <= positive.end())


def _foreign(gap: str) -> bool:
    """Whether what is denied is something else ("the test does not apply")."""
    found = phrase("other_subject").search(gap)
    if found is None:
        return False
    return not phrase("same_subject").search(gap)


def _refusing(sentence: str) -> bool:
    """Whether a sentence that also recites the law refuses something itself."""
    return bool(
        re.search(
            r"\b(?:I|we|the\s+(?:force|constabulary|service))\s+(?:am|are|is|have|has|must)?\s*(?:therefore\s+)?(?:refus|withh|declin|rel(?:y|ies|ied|ying)|unable)\w*"
            r"|(?<!if\sthe\srequest\s)(?<!if\sa\srequest\s)(?<!that\sthe\srequest\s)"
            r"(?<!whether\sa\srequest\s)\b(?:is|was|it[’']s)\s+(?:therefore\s+)?vexatious\s+within\b"
            r"|\bexceeds?\s+the\b|\bis\s+(?:therefore\s+)?(?:refused|withheld|exempt)\b|\bwould\s+exceed\b",
            sentence,
            re.IGNORECASE,
        )
        and not re.search(r"\bexempt\s+information\b", sentence, re.IGNORECASE)
    )
