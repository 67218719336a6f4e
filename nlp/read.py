"""Read a letter: its text, or a page with its attachments, into one response."""

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.hints import Hints
from nlp.pipeline import reading_pipeline
from nlp.response import Part, Response

JOIN = "\n\n\f\n\n"
"""What stands between the texts of two documents of one response."""


def read(text: str, hints: Hints | None = None) -> Response:
    """Read one letter.

    The same text and hints always give the same response.
    """
    doc = annotated(text, hints)
    return Response(
        text=text,
        parts=(Part(start=0, end=len(text)),),
        title=doc._.hints.title,
        forces=doc._.forces,
        regimes=doc._.regimes,
        reference=doc._.reference,
        received=doc._.received,
        responded=doc._.responded,
        questions=doc._.questions,
        exemptions=doc._.exemptions,
        procedural=doc._.procedural,
        other_acts=doc._.other_acts,
        positions=doc._.positions,
        outcome=doc._.outcome,
        topics=doc._.topics,
        sections=doc._.sections,
        personal_data=doc._.personal_data,
        flags=tuple(doc._.flags),
        field_spans=tuple(sorted(doc._.field_spans.items())),
    )


def annotated(text: str, hints: Hints | None = None, *, before: str | None = None) -> Doc:
    """A letter with what the components say of it: all of them, or those before the one named."""
    nlp = reading_pipeline()
    doc = nlp.make_doc(text)
    doc._.hints = hints or Hints()
    for name, component in nlp.pipeline:
        if name == before:
            break
        doc = component(doc)
    return doc


def join(texts: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The texts of a page and its attachments as one, and where each stands in it."""
    ranges, at = [], 0
    for text in texts:
        ranges.append((at, at + len(text)))
        at += len(text) + len(JOIN)
    return JOIN.join(texts), ranges
