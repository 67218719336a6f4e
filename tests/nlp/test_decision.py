"""The provisions at issue in tribunals' decisions: made-up ones, and real ones by file number."""

import json
import time
from pathlib import Path

import pytest

from nlp import decided
from nlp.decision import at_issue
from nlp.scoring import Score, compared

SCANNED = ("614", "728", "2094", "566", "710", "732", "777", "1448", "1449")
"""Recognising their characters takes longer than everything else here."""

HEAD = (
    "Subject matter: Freedom of Information Act 2000\n\nDECISION\n\nThe appeal is dismissed.\n\n"
)
DECISIONS = {
    "what the authority relied on, and not the law at large": (
        "The Police refused the request, relying on section 31(1)(a) of FOIA. Section 1(1) of"
        " FOIA gives a right to be told. Section 40(2) provides that personal data are exempt.",
        ["foia/31/1/a"],
    ),
    "a list of grounds": (
        "The Constabulary neither confirmed nor denied, citing sections 23(5), 24(2) and 31(3) of"
        " FOIA.",
        ["foia/23/5", "foia/24/2", "foia/31/3"],
    ),
    "a list set out in lines": (
        "The Constabulary refused, relying upon the following FOIA exemptions:\n• section 40(5)\n"
        "• section 30(3)\n",
        ["foia/40/5", "foia/30/3"],
    ),
    "what another case was about": (
        "The force relied on section 14(1) of FOIA. In that case the Upper Tribunal held that"
        " section 43(2) of FOIA was not engaged.",
        ["foia/14/1"],
    ),
    "a section that was not the one relied on": (
        "The Met relied on section 31 of FOIA rather than section 30.",
        ["foia/31"],
    ),
    "a running head between two halves of a sentence": (
        "The force refused, relying on sections 31(1)(a)\nAppeal No: EA/2010/9999\n3\n(prejudice"
        " to the detection of crime) and 24(1) (national security) of FOIA.",
        ["foia/31/1/a", "foia/24/1"],
    ),
    "what the part on the law cites, beside what was refused under": (
        "The Constabulary refused under section 30 of FOIA.\n\nThe Law\n\nInformation held for an"
        " investigation falls within section 30(1). If section 31(1) applies, section 30 is not"
        " engaged. Section 42 is engaged by privilege."
        " Section 42 applies to advice.\n\nDiscussion\n\nSection 30 is engaged.",
        ["foia/30/1"],
    ),
    "another applicant's request": (
        "The Constabulary found the request vexatious and relied on section 14(1) of FOIA. It had"
        " refused another applicant's request in reliance on sections 40 and 42 of FOIA.",
        ["foia/14/1"],
    ),
    "a head over exceptions, which is none itself": (
        "The Council refused the request under regulation 12(4)(b) of the EIR. The Tribunal looks"
        " at any exception relied on under regulations 12(4), 12(5) or 13 of the EIR.",
        ["eir/12/4/b"],
    ),
    "an element of an exemption that has several": (
        "The Police relied on section 41 of FOIA. We are satisfied that section 41(1)(a) is met.",
        ["foia/41/1"],
    ),
    "a limb that only the discussion names": (
        "The Police relied on section 12 of FOIA. We find that the estimate under section 12(1) of"
        " FOIA was reasonable.",
        ["foia/12/1"],
    ),
    "a precedent": (
        "The Police relied on section 24(2) of FOIA. In Ashe v IC [2016] UKUT 461 (AAC) the"
        " exemption in section 24(1) was upheld. In Ashe section 24(1) was engaged.",
        ["foia/24/2"],
    ),
    "what the authority may still do": (
        "The Police relied on section 12(1) of FOIA. The Police might want to consider whether"
        " section 30 of FOIA applied.",
        ["foia/12/1"],
    ),
    "a bracket written twice, and lines with space between them": (
        "The Constabulary relied on the matters set\n\nout at sections 31(1)(1)(b) and 31(1)(c) of"
        " FOIA.",
        ["foia/31/1/b", "foia/31/1/c"],
    ),
    "a list over lines with space between them": (
        "The Constabulary would neither confirm nor deny that it held anything of the kind, citing"
        "\n\nSections 23(5), 24(2) and\n\n31(3) of FOIA.",
        ["foia/23/5", "foia/24/2", "foia/31/3"],
    ),
    "a comma that was read as a stop": (
        "The Police withheld it relying on sections 23(1), 24(1). 31(1), 38(1) and 40(2) of FOIA.",
        ["foia/23/1", "foia/24/1", "foia/31/1", "foia/38/1", "foia/40/2"],
    ),
    "an authority's letter quoted at length": (
        "The letter went on: “We believed the information to be sensitive for operational reasons"
        " (section 31 of FOIA), because telling it would show how such calls are found and when,"
        " and it is therefore exempt under the Act.” The Police relied on section 14(1) of FOIA.",
        ["foia/31", "foia/14/1"],
    ),
    "what the authority refused of other requests": (
        "The Constabulary relied on section 12(1) of FOIA. In 2019 he had asked for rosters, which"
        " it refused under section 31(1)(a) of FOIA. Five were refused under section 40(2) of"
        " FOIA. She had made eleven others, in answer to which it had relied on section 43(2).",
        ["foia/12/1"],
    ),
    "what nobody relied on": (
        "The Police relied on section 30(3) of FOIA. They did not rely on section 38 of FOIA. The"
        " Commissioner asked whether they meant to rely on section 12(2) of FOIA.",
        ["foia/30/3"],
    ),
    "a request that is vexatious within the meaning of a section": (
        "The review went on to say that the request was vexatious within the meaning of section"
        " 14(1) of FOIA.",
        ["foia/14/1"],
    ),
    "whether anything is held": ("The question is whether it was held: section 1(1) FOIA.", []),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_what_a_refusal_rested_on_is_at_issue(name: str) -> None:
    text, expected = DECISIONS[name]
    found = at_issue(HEAD + text)
    assert [one.id for one in found] == expected
    assert all(one.spans for one in found)


@pytest.mark.parametrize("truth", decided.sets(), ids=lambda path: path.stem)
def test_real_decisions_are_read_as_well_as_they_were(truth: Path, corpus: Path) -> None:
    recorded = json.loads(decided.FIGURES.read_text(encoding="utf-8"))[truth.stem]
    scores = dict(decided.mark(truth, corpus, leave_out=SCANNED))
    total = sum(scores.values(), Score())
    assert scores
    assert total.extra + total.missed <= recorded["extra"] + recorded["missed"]


def test_what_an_authority_refused_that_is_no_party_is_not_at_issue() -> None:
    text = (
        f"{HEAD}The Chief Constable of Kent is a party. {'The Tribunal sat in private. ' * 60}"
        "Kent Police relied on section 24(1) of FOIA. Lancashire refused the same request under"
        " section 14(1) of FOIA. The CPS had relied on section 42(1) of FOIA, and a third force on"
        " section 38(1) of FOIA."
    )
    assert [one.id for one in at_issue(text)] == ["foia/24/1"]


def test_composed_decisions_are_told_from_what_surrounds_them() -> None:
    folder = decided.GOLDEN / "composed"
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    total = Score()
    for name, ids in truth.items():
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        total += compared(ids, (one.id for one in at_issue(text)))
    assert total.right >= 64
    assert total.extra <= 1


def test_a_mistyped_folder_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert decided.main([str(tmp_path / "corpsu")]) == 2
    assert "corpsu" in capsys.readouterr().err


def test_a_long_decision_without_end_of_quotation_is_read_in_its_own_time() -> None:
    begun = time.perf_counter()
    at_issue("“" + "word section 31(1)(a)\n12\n" * 5000)
    assert time.perf_counter() - begun < 30
