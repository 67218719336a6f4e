"""What phrases name as relied on, and where letters name provisions."""

import json
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.attribution import attribute
from nlp.citations import citations, cite, other_acts
from nlp.provision import REGIMES, law
from nlp.read import read

GOLDEN = Path(__file__).parents[1] / "golden" / "citations"

# Nothing in this phrase tells it from the many that expect the id, and every gold letter that
# leads to its list in these words relies on what is listed (docs/decisions.md).
UNDECIDABLE = (
    "by virtue of the following exemption: "
    "Section 23(5) Information relating to the Security bodies."
)


def _phrases(name: str) -> list[tuple[str, str, list[str]]]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines if line]
    return [(one["form"], one.get("regime", "foia"), one["expected"]) for one in read]


FORMS = _phrases("forms.jsonl")
ADVERSARIAL = _phrases("adversarial.jsonl") + _phrases("doubts.jsonl")


@pytest.mark.parametrize(("form", "regime", "expected"), FORMS + ADVERSARIAL)
def test_a_phrase_gives_the_provisions_that_it_relies_on(
    form: str, regime: str, expected: list[str]
) -> None:
    if form == UNDECIDABLE:
        pytest.xfail("it reads like those that are relied on")
    assert cite(form, regime) == expected


def test_every_id_exists_in_the_table() -> None:
    for form, regime, _ in FORMS + ADVERSARIAL:
        assert set(cite(form, regime)) <= set(law())


def test_an_unknown_regime_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="expected one of foia, foisa, eir, eisr, found 'foi'"):
        cite("section 31", "foi")


@pytest.mark.parametrize("space", ["\u00a0", "  ", "\n", "\u2009"])
def test_white_space_of_any_kind_moves_no_id(space: str) -> None:
    for form, regime, expected in FORMS:
        if "\n" not in form and form != UNDECIDABLE:
            assert cite(form.replace(" ", space), regime) == expected


def test_misread_ones_and_noughts_move_no_id() -> None:
    for form, regime, expected in FORMS:
        if form == UNDECIDABLE or re.search(r"\bs?s?\.?1|\bS1|10\(|of the", form):
            continue
        noisy = re.sub(r"\(1\)", "(l)", form).replace("ection ", "ectlon ")
        assert cite(noisy, regime) == expected


def test_a_citation_stands_where_its_text_says() -> None:
    text = "We rely on sections 31(1)(a) and (b)\nand 40(2) of the Act. FOI 22."
    found = list(citations(attribute(text, ("foia",))))
    assert [(one.id, text[one.start : one.end]) for one in found] == [
        ("foia/31/1/a", "sections 31(1)(a)"),
        ("foia/31/1/b", "sections 31(1)(a) and (b)"),
        ("foia/40/2", "40(2)"),
    ]
    assert {text[slice(*one.chain)] for one in found} == {"sections 31(1)(a) and (b)\nand 40(2)"}


def test_the_foot_of_a_page_parts_no_citation() -> None:
    text = (
        "Police Scotland\n\nNo record is kept of it. In terms of Section\n\n"
        "scotland.police.uk  @PoliceScotland  1\n17(1) of the Freedom of Information (Scotland) "
        "Act 2002 I can confirm that Police Scotland does not hold this information."
    )
    assert [one.id for one in read(text).procedural] == ["foisa/17/1"]


def test_other_acts_are_listed_as_printed_and_once() -> None:
    text = """FOI request. How many were detained under section 136 of the Mental
Health Act 1983, searched under s.1 PACE or arrested for offences under ss58, 59 and 60 of the
Offences Against the Person Act 1861? Section 136 again; section 136 again. Article 8 ECHR."""
    found = other_acts(text, attribute(text, ("foia",)))
    assert [one.text for one in found] == [
        "section 136 of the Mental Health Act 1983",
        "s.1 PACE",
        "ss58, 59 and 60 of the Offences Against the Person Act 1861",
        "Section 136",
        "section 136",
        "Article 8 ECHR",
    ]
    assert all(
        text[start:end].split() == one.text.split() for one in found for start, end in one.spans
    )


def test_a_judgment_on_other_acts_cites_no_provision_of_ours(corpus: Path) -> None:
    for file in (corpus / "statute-citations").glob("*.xml"):
        text = re.sub(r"<[^>]+>", " ", file.read_text(encoding="utf-8"))
        assert list(citations(attribute(text, ("foia",)))) == []


def test_reading_is_the_same_every_time_and_in_any_order() -> None:
    forms = list(FORMS)
    once = {form: cite(form, regime) for form, regime, _ in forms}
    random.Random(3).shuffle(forms)  # noqa: S311  # an order, not a secret
    assert once == {form: cite(form, regime) for form, regime, _ in forms}


def test_noise_of_recognition_moves_hardly_an_id() -> None:
    """One letter in fifty misread, in many draws: an id may move where the letter was its own."""
    confused = {"l": "1", "1": "l", "I": "l", "0": "O", "i": "l", "o": "0", "n": "m", "e": "c"}
    draw = random.Random(7)  # noqa: S311  # noise, not a secret
    moved, tried = [], 0
    for form, regime, _ in (FORMS + ADVERSARIAL) * 4:
        noisy = "".join(
            confused[letter] if letter in confused and draw.random() < 0.02 else letter
            for letter in form
        )
        if noisy != form:
            tried += 1
            if cite(noisy, regime) != cite(form, regime):
                moved.append(noisy)
    assert tried > 300
    assert len(moved) <= 0.02 * tried, moved


_JOINS = st.sampled_from(
    [" ", ", ", " and ", "; ", ".\n", "\n\n", "\u00a0", " / ", " read with ", ""]
)
_NOISE = st.sampled_from(
    ["", "\u00a0", "\n", "\u00ad", "(", ")", "[", "l", "0", "|", "\u2009", "\ufeff"]
)
_TORN = st.lists(
    st.tuples(
        st.sampled_from([form for form, _, _ in FORMS + ADVERSARIAL]),
        _JOINS,
        st.integers(0, 200),
        _NOISE,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(torn=_TORN, regime=st.sampled_from(REGIMES))
def test_whatever_is_written_every_id_exists_and_every_span_lies_in_the_text(
    torn: list[tuple[str, str, int, str]], regime: str
) -> None:
    text = ""
    for form, join, at, noise in torn:
        text += form[:at] + noise + form[at:] + join
    assert set(cite(text, regime)) <= set(law())
    found = attribute(text, (regime,))
    for one in citations(found):
        assert one.id in law()
        assert 0 <= one.chain[0] <= one.start < one.end <= one.chain[1] <= len(text)
    for act in other_acts(text, found):
        assert all(0 <= start < end <= len(text) for start, end in act.spans)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="sSection §().,;-–/&lI|01234567890abcdeivx\u00a0\n\u00ad", max_size=80))
def test_no_string_breaks_the_grammar(text: str) -> None:
    for regime in REGIMES:
        assert set(cite(text, regime)) <= set(law())


@pytest.mark.parametrize(
    "text",
    [
        "section " * 3000,
        "(a)" * 3000,
        "s. 31(1)(a), " * 3000,
        "s.31 applies " * 3000,
        "§" * 9000,
        "1(1)" * 4000,
    ],
)
def test_a_long_repetition_is_read_in_its_own_time(text: str) -> None:
    begun = time.perf_counter()
    cite(text)
    assert time.perf_counter() - begun < 30
