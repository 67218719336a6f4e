"""The reading pipeline: blank English and our components, in this order.

Each component reads ``doc.text``, ``doc._.hints`` and what earlier ones set, and sets its own
attributes on ``doc._``. All offsets are code points in ``doc.text``; records are those of
``nlp.response`` where the attribute has the name of one of its fields.

| component       | sets                      | as                                         |
| --------------- | ------------------------- | ------------------------------------------ |
| foi_layout      | blocks                    | tuple[layout.Block]                        |
| foi_forces      | forces                    | tuple[str] of slugs                        |
| foi_regimes     | regimes                   | tuple[str], the main one first             |
| foi_citations   | citations, other_acts     | tuple[citations.Citation], tuple[OtherAct] |
| foi_sections    | sections                  | tuple[Section] in order                    |
| foi_questions   | questions                 | tuple[Question]                            |
| foi_provisions  | exemptions, procedural    | tuple[Exemption], tuple[Provision];        |
|                 |                           | each section its ``exemption``             |
| foi_positions   | positions, outcome        | tuple[Answer], OutcomeName or None         |
| foi_reference   | reference                 | str or None                                |
| foi_dates       | received, responded       | ISO date or None                           |
| foi_topics      | topics                    | tuple[str]                                 |
| foi_people      | personal_data             | tuple[PersonalData]                        |

``doc._.field_spans`` is a dict in which a component leaves the evidence of single-valued fields
(``"reference": ((start, end),)``, ``"forces.0": …``); ``doc._.flags`` is a list of sentences for a
person to look at.
"""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.lines import plain
from nlp.text import KEY

COMPONENTS = (
    "foi_layout",
    "foi_forces",
    "foi_regimes",
    "foi_citations",
    "foi_sections",
    "foi_questions",
    "foi_provisions",
    "foi_positions",
    "foi_reference",
    "foi_dates",
    "foi_topics",
    "foi_people",
)

for _name in (
    "hints", "outcome", "reference", "received", "responded",
):  # fmt: skip
    Doc.set_extension(_name, default=None, force=True)
for _name in (
    "blocks", "citations", "other_acts", "sections", "questions", "exemptions", "procedural",
    "positions", "forces", "regimes", "topics", "personal_data",
):  # fmt: skip
    Doc.set_extension(_name, default=(), force=True)
for _name, _kind in (("field_spans", dict), ("flags", list)):
    Doc.set_extension(_name, default=_kind(), force=True)  # spaCy copies a mutable default


def whole(text: str) -> Doc:
    """A document of one word, the text: all that is needed, since every component reads the text.

    spaCy's own tokenizer takes quadratic time on a long run of brackets or the like. Words would
    also stay in the vocabulary; this one goes with the document.
    """
    doc = Doc(Vocab(), words=[text] if text else [], spaces=[False] if text else [])
    doc.user_data[KEY] = plain(text)
    return doc


@cache
def reading_pipeline() -> Language:
    """The pipeline, built once a process; its components are found by entry point."""
    nlp = spacy.blank("en")
    nlp.max_length = 20_000_000
    nlp.tokenizer = whole
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
