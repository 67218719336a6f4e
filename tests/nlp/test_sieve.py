"""What is looked for all at once is what is found one by one."""

from pathlib import Path

import pytest

from nlp import acts, addressed, clauses, grammar, identifiers, lexis
from nlp.cues import Cue, Cues, fold, vocabulary
from nlp.sieve import Sieve, matches, needles

LETTERS = sorted((Path(__file__).parents[1] / "golden/letters").glob("*.txt"))
ANSWERS = Path(__file__).parents[2] / "nlp/training/answers.txt"


def texts() -> list[str]:
    """Lines and paragraphs of letters, and a few that are hardly texts."""
    found = [line for path in LETTERS for line in path.read_text(encoding="utf-8").split("\n\n")]
    found += ANSWERS.read_text(encoding="utf-8").splitlines()
    return [fold(text) for text in found] + ["", "n", "no", "s40", "£5", "( 12 )"]


@pytest.mark.parametrize("name", ["passages", "statements", "matching"])
def test_a_group_finds_what_each_of_its_cues_finds(name: str) -> None:
    for group, cues in vocabulary(name).items():
        for text in texts():
            alone = [cue for cue in cues if cues[cue].found(text)]
            assert cues.found(text) == alone, f"{group}: {text}"


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        ("not held", {"not held"}),
        ("not (?:be )?held", {"held"}),
        ("(?:kept|held)", {"kept", "held"}),
        ("(?:kept|held|)", set()),
        ("(?:kept|held)?", set()),
        ("(?:kept ){1,3}", {"kept "}),
        (r"keep\b(?! no)s", {"keeps"}),
        ("recor[dt]s", {"recor"}),
        ("(?i:held)", set()),
        ("(?i)held", set()),
        (r"\d+", set()),
    ],
)
def test_each_match_holds_a_needle(pattern: str, held: set[str]) -> None:
    assert needles(pattern) == held


def test_a_phrase_of_which_nothing_is_known_is_always_left() -> None:
    sieve = Sieve([needles(r"\d"), needles("gh"), needles("held"), needles("kept|held")])

    assert sorted(set(sieve.left("5"))) == [0, 1]
    assert sorted(set(sieve.left("it is held"))) == [0, 1, 2, 3]


def test_an_expression_with_a_flag_is_found() -> None:
    assert Cues({"upper": Cue(["(?i)HELD"])}).found("not held") == ["upper"]


STARTED = {
    "other laws": (acts._patterns()[1], acts._STARTS),
    "markers of citations": (lexis.token("marker"), grammar._MARKS),
    "sentences": (clauses._edges(), clauses._ENDS),
    "titles": (addressed._TITLED, addressed._CAPITAL),
    "ranks": (addressed._RANKED, addressed._CAPITAL),
    "vehicle marks": (identifiers._PLATE, identifiers._CAPITAL),
    "insurance numbers": (identifiers._INSURANCE, identifiers._CAPITAL),
}


@pytest.mark.parametrize("what", STARTED)
def test_what_is_sought_where_it_may_start_is_all_there_is(what: str) -> None:
    pattern, starts = STARTED[what]
    made = "\f".join([
        "Under yr Act, this Act; o'r Ddeddf ... PACE! the 2000 Act? 'the same Act'",
        "§40 $ection 31 (s.12) adran 14 REGULATION 13, Art 6; Exceptions applied: 12",
        "AB12 CDE, AB123456C (J123 ABC); Mr and Mrs Ash, A/Det. Sgt 123 Oak, -DCI Elm",
    ])  # fmt: skip
    for text in [path.read_text(encoding="utf-8") for path in LETTERS] + [made]:
        everywhere = [match.span() for match in pattern.finditer(text)]
        assert [match.span() for match in matches(pattern, starts, text)] == everywhere
