"""Doubts about provisions that disagree with their letter. The letters are made up."""

import re
import tomllib
from importlib.resources import files

import pytest
import spacy

from nlp import pipeline
from nlp.citations import Citations
from nlp.hints import Hints
from nlp.provision import law
from nlp.provisions import Provisions
from nlp.read import read
from nlp.regimes import Regimes
from nlp.response import Section, SectionKind

assert pipeline.COMPONENTS  # the module registers what the components set


def _flags(text: str, sections: tuple[tuple[SectionKind, str | None, str], ...] = ()) -> list[str]:
    doc = spacy.blank("en").make_doc(text)
    doc._.hints = Hints()
    starts = [*(text.index(begin) for _, _, begin in sections), len(text)]
    doc._.sections = tuple(
        Section(kind=kind, exemption=about, starts=begin, spans=((start, end),))
        for (kind, about, begin), start, end in zip(sections, starts, starts[1:], strict=False)
    )
    for component in (Regimes(), Citations(), Provisions()):
        doc = component(doc)
    return list(doc._.flags)


DOUBTFUL = {
    "31(3) used to withhold": (
        "Freedom of Information Act 2000\n\nThe routes are held and are withheld under section"
        " 31(3), law enforcement.",
        r"section 31\(3\) removes the duty to confirm or deny, but it is cited to withhold: “The"
        r" routes are held",
    ),
    "40(5B) used to withhold": (
        "Freedom of Information Act 2000\n\nThe names have been redacted by virtue of section"
        " 40(5B)(a)(i).",
        r"section 40\(5B\)\(a\)\(i\) removes the duty",
    ),
    "31(1)(a) used to neither confirm nor deny": (
        "Freedom of Information Act 2000\n\nThe force neither confirms nor denies that it holds"
        " this, by virtue of section 31(1)(a).",
        r"section 31\(1\)\(a\) is cited to neither confirm nor deny, but the duty is removed by"
        r" section 31\(3\), which is not cited: “The force neither",
    ),
    "23(1) used to neither confirm nor deny": (
        "Freedom of Information Act 2000\n\nWe can neither confirm nor deny holding this. Section"
        " 23(1) is relied on so as to neither confirm nor deny it.",
        r"removed by section 23\(5\)",
    ),
    "an old number after May 2018": (
        "4 June 2019\n\nFreedom of Information Act 2000\n\nThe names are exempt under section"
        " 40(2) by virtue of section 40(3)(a)(i).",
        r"section 40\(3\)\(a\)\(i\) ended on 2018-05-25 and the letter is of 2019-06-04; in its"
        r" place stands 40\(3A\)\(a\)",
    ),
    "the old way to neither confirm nor deny about a person": (
        "4 June 2019\n\nFreedom of Information Act 2000\n\nWe neither confirm nor deny that we"
        " hold it: section 40(5)(b)(i).",
        r"in its place stands 40\(5B\)\(a\)",
    ),
    "an old Scottish number": (
        "4 June 2021\n\nFreedom of Information (Scotland) Act 2002\n\nThe names are exempt in"
        " terms of section 38(1)(b) read with section 38(2)(b).",
        r"section 38\(2\)\(b\) ended on 2018-05-25",
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_disagrees_is_said_in_one_sentence(name: str) -> None:
    text, expected = DOUBTFUL[name]
    (flag,) = _flags(text)
    assert re.search(expected, flag)


@pytest.mark.parametrize(
    "text",
    [
        "Freedom of Information Act 2000\n\nThe routes are withheld under section 31(1)(a).",
        "Freedom of Information Act 2000\n\nThe force neither confirms nor denies that it holds"
        " anything, by virtue of sections 23(5) and 31(3).",
        "Freedom of Information Act 2000\n\nThe force neither confirms nor denies that it holds"
        " anything, by virtue of section 44(2) read with section 44(1)(a).",
        "4 May 2017\n\nFreedom of Information Act 2000\n\nThe names are exempt under section"
        " 40(2) by virtue of section 40(3)(a)(i).",
        "Freedom of Information Act 2000\n\nThe names are exempt under section 40(2) by virtue of"
        " section 40(3)(a)(i).",
        "4 May 2022\n\nFreedom of Information Act 2000\n\nYou asked:\n\nPlease do not cite"
        " section 40(3)(a)(i).\n\nOur response:\n\nTwelve.",
        "Freedom of Information Act 2000\n\nThe cost of finding out exceeds the limit: section"
        " 12(2) applies.",
        "Freedom of Information (Scotland) Act 2002\n\nIn terms of section 18(1) I refuse to"
        " reveal whether it is held. If held it would be exempt under section 35(1)(a).",
    ],
)
def test_what_agrees_raises_no_doubt(text: str) -> None:
    assert _flags(text) == []


BALANCE = """Freedom of Information Act 2000

We can neither confirm nor deny that we hold the information, by virtue of section 31(3).

Factors favouring disclosure
Disclosure would lead to debate and {more}.
"""


def test_the_balance_of_a_refusal_to_confirm_is_about_confirming() -> None:
    sections: tuple[tuple[SectionKind, str | None, str], ...] = (
        ("exemptions", "foia/31/3", "We can"),
        ("pit-for", "foia/31/3", "Factors"),
    )
    (flag,) = _flags(BALANCE.format(more="the release of figures"), sections)
    assert flag.startswith("section 31(3): neither confirmed nor denied, but the public interest")
    assert "Factors favouring disclosure" in flag
    assert _flags(BALANCE.format(more="so would confirming that it is held"), sections) == []


def test_the_balance_of_a_limb_that_withholds_may_be_about_disclosure() -> None:
    text = BALANCE.format(more="the release of figures") + "\nSection 31(1)(a) is relied on too."
    sections: tuple[tuple[SectionKind, str | None, str], ...] = (
        ("exemptions", "foia/31", "We can"),
        ("pit-for", "foia/31", "Factors"),
    )
    assert _flags(text, sections) == []


def test_every_ended_number_is_one_of_the_table() -> None:
    table = tomllib.loads((files("nlp") / "law" / "successors.toml").read_text(encoding="utf-8"))
    assert set(table["successors"]) <= set(law())


def test_an_exemption_that_was_among_those_considered_and_left_raises_no_doubt() -> None:
    found = read(
        "Kent Police\nFreedom of Information Act 2000\n\nYou asked:\n\n1. Are there decoys?\n\n"
        "Our response:\n\nWe neither confirm nor deny that anything is held, under section 31(3)."
        "\n\nSection 24(2) was among the exemptions which we examined. Since the lorries of a"
        " fairground do not bear on the safety of the nation it was disregarded.\n"
    )
    assert [(e.id, e.engaged) for e in found.exemptions] == [
        ("foia/31/3", True), ("foia/24/2", False),
    ]  # fmt: skip
    assert not found.flags
