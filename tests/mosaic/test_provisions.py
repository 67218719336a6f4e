"""How often sections are relied on: denominators by law, intervals, and what is only noise."""

from dataclasses import replace

import pytest

from collection.collection import Collection
from mosaic.provisions import provisions, wilson
from nlp.collected import Collected, responses
from nlp.response import Exemption


@pytest.fixture
def letters(everything: Collection) -> list[Collected]:
    return list(responses(everything))


def test_each_section_stands_over_the_letters_of_its_law(letters: list[Collected]) -> None:
    found = {share.section: share for share in provisions(letters)}
    for regime in ("foia", "foisa"):
        of = sum(regime in letter.response.regimes for letter in letters)
        assert {
            share.of for share in found.values() if share.section.startswith(regime + "/")
        } == {of}
    taken = [
        letter for letter in letters
        if any(e.engaged and e.id.startswith("foia/31/") for e in letter.response.exemptions)
    ]  # fmt: skip
    assert found["foia/31"].letters == len(taken)
    assert found["foia/31"].low < found["foia/31"].share < found["foia/31"].high


def test_a_joint_letter_counts_under_each_force_and_once_in_all(letters: list[Collected]) -> None:
    joint = next(one for one in letters if len(one.response.forces) > 1)
    shares = provisions([joint], "force")
    assert {share.of for share in shares} == {1}
    assert {share.group for share in shares} == {None, *joint.response.forces}


def test_a_joint_letter_in_two_logs_counts_once(letters: list[Collected]) -> None:
    joint = next(one for one in letters if len(one.response.forces) > 1)
    again = replace(joint, response=replace(joint.response, id="the same in another log"))
    assert provisions([joint, again], "force") == provisions([joint], "force")


def test_only_what_chance_does_not_explain_is_unusual(letters: list[Collected]) -> None:
    def one(number: int, force: str, exempt: bool) -> Collected:
        exemption = (Exemption(id="foia/31/1/a", engaged=True, ncnd=False),) if exempt else ()
        response = replace(
            letters[0].response, id=f"{force}{number}", forces=(force,), regimes=("foia",),
            exemptions=exemption, text=f"{force} {number}", reference=None,
        )  # fmt: skip
        return replace(letters[0], response=response)

    made = [one(n, "kent", n < 38) for n in range(40)]  # 38 of 40
    made += [one(n, "essex", n < 40) for n in range(120)]  # 40 of 120
    made += [one(n, "surrey", n < 42) for n in range(120)]  # 42 of 120
    made += [one(n, "dorset", True) for n in range(3)]  # 3 of 3, too few
    unusual = {share.group: share.unusual for share in provisions(made, "force")}
    assert unusual == {None: None, "dorset": None, "essex": False, "kent": True, "surrey": False}


def test_groups_come_by_name_and_not_by_size(letters: list[Collected]) -> None:
    groups = [share.group for share in provisions(letters, "year")]
    assert groups[0] is None
    years = [group for group in groups if group]
    assert years == sorted(years)


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 400), (400, 400), (7, 9), (0, 0)])
def test_an_interval_holds_its_share_and_stays_a_share(count: int, of: int) -> None:
    low, high = wilson(count, of)
    assert 0 <= low <= (count / of if of else 0.5) <= high <= 1
