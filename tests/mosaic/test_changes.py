"""Changes, withdrawals and stand-outs: what is there is found, and its look-alikes are not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from collection.collection import Collection
from crawlers.capture import Capture, Captures
from mosaic.changes import changes
from mosaic.finding import Finding
from mosaic.matrix import matrix
from mosaic.standouts import standouts
from nlp.collected import Collected, keep, responses
from tests.mosaic.conftest import add, response_of

DRONES = "How many drones does the force own, and what did each of them cost to buy?"
HORSES = "How many police horses were stabled at headquarters?"


def letter(
    name: str, day: str, position: str | None, *, question: str = DRONES, force: str = "kent",
    partial: bool = False,
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name,
        "text": f"Response\nLetter {name} of {day} says what it says.\n",
        "forces": [force],
        "reference": f"{name}/1",
        "responded": day,
        "questions": [{"id": "1", "text": question}],
        "positions": [{"question": "1", "position": position, "partial_ncnd": partial}],
        "sections": [{"kind": "response", "exemption": None, "starts": "Response"}],
    }


def found(collection: Collection) -> list[Finding]:
    return changes(collection, responses(collection), {})


def test_another_answer_to_the_same_question_is_a_change_with_both_passages(
    collection: Collection,
) -> None:
    add(collection, letter("old", "2019-03-01", "ncnd"))
    add(
        collection,
        letter("new", "2021-03-01", "disclosed", question=DRONES.replace("each", "all")),
    )

    (change,) = found(collection)

    assert (change.kind, change.force, change.before, change.after) == (
        "changed", "kent", "ncnd", "disclosed",
    )  # fmt: skip
    assert [passage.response for passage in change.evidence] == ["old", "new"]
    assert [passage.evidence for passage in change.evidence] == [
        "Response Letter old of 2019-03-01 says what it says.",
        "Response Letter new of 2021-03-01 says what it says.",
    ]
    assert all(passage.url and passage.sha256 for passage in change.evidence)
    assert change.message == "neither confirmed nor denied (2019-03-01), then given (2021-03-01)"


def test_a_refusal_to_say_more_that_is_new_is_a_change(collection: Collection) -> None:
    add(collection, letter("old", "2019-03-01", "denied"))
    add(collection, letter("new", "2021-03-01", "denied", partial=True))
    (change,) = found(collection)
    assert change.message.endswith(
        "then no, and anything further neither confirmed nor denied (2021-03-01)"
    )


def test_each_letter_is_held_against_the_one_before_it(collection: Collection) -> None:
    add(collection, letter("a", "2018-01-01", "ncnd"))
    add(collection, letter("b", "2019-01-01", "denied"))
    add(collection, letter("c", "2020-01-01", "ncnd"))
    assert [(c.before, c.after) for c in found(collection)] == [
        ("ncnd", "denied"), ("denied", "ncnd"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        letter("new", "2021-03-01", "ncnd"),
        letter("new", "2021-03-01", "disclosed", force="essex"),
        letter("new", "2021-03-01", "disclosed", question=HORSES),
        letter("new", "2019-03-01", "disclosed"),
        letter("new", "2021-03-01", None),
        letter("new", "2021-03-01", "not-applicable"),
    ],
    ids=["same position", "other force", "other question", "same day", "unclear", "moot"],
)
def test_what_only_looks_like_a_change_is_none(
    collection: Collection, other: Mapping[str, Any]
) -> None:
    add(collection, letter("old", "2019-03-01", "ncnd"))
    add(collection, other)
    assert found(collection) == []


def test_a_question_about_other_years_is_another_question(collection: Collection) -> None:
    asked = "How many drones did the force buy in 2018, and at what cost?"
    add(collection, letter("old", "2019-03-01", "disclosed", question=asked))
    later = letter("new", "2021-03-01", "withheld", question=asked.replace("2018", "2020"))
    add(collection, later)
    assert found(collection) == []


@pytest.mark.parametrize(
    ("part", "text", "same"),
    [
        ("2i", "authorised firearms officers;", False),
        ("2i", "how many officers are authorised to carry firearms on patrol at night?", True),
        ("2", "authorised firearms officers;", True),
    ],
)
def test_a_few_words_of_a_part_are_not_the_question_of_another_request(
    collection: Collection, part: str, text: str, same: bool
) -> None:
    asked = text if "night" in text else "how many officers are authorised to carry firearms;"
    add(collection, letter("old", "2020-05-04", "disclosed", question=asked))
    later = letter("new", "2024-07-23", "withheld", question=HORSES)
    more = {"id": part, "text": text}
    says = {"question": part, "position": "withheld", "partial_ncnd": False}
    later["questions"].append(more)
    later["positions"].append(says)
    add(collection, later)
    assert [change.question for change in found(collection)] == ([part] if same else [])


def test_a_page_that_now_refuses_what_it_gave_is_withdrawn(collection: Collection) -> None:
    url = "https://www.kent.police.uk/foi/drones/"
    old = letter("old", "2019-03-01", "disclosed")
    add(collection, old, url=url)
    add(collection, letter("new", "2019-03-01", "withheld"), url=url)
    ids = [capture.id for capture in Captures(collection.db).of_url(url)]
    keep(
        collection, "old", replace(response_of(old), id="old"), [ids[0]],
        superseded=True, input="old", version="test",
    )  # fmt: skip

    (change,) = found(collection)

    assert (change.kind, change.before, change.after) == ("withdrawn", "disclosed", "withheld")
    assert change.message == (
        "given (as fetched 2026-01-05 09:00:00 UTC), then withheld (as fetched 2026-01-05"
        " 09:00:00 UTC)"
    )


def test_a_page_that_is_gone_is_withdrawn(collection: Collection) -> None:
    url = "https://www.kent.police.uk/foi/drones/"
    add(collection, letter("old", "2019-03-01", "disclosed") | {"outcome": "disclosed"}, url=url)
    take_down(collection, url)

    (change,) = found(collection)

    assert (change.kind, change.force, change.before, change.after) == (
        "withdrawn", "kent", "disclosed", None,
    )  # fmt: skip
    assert change.message == "the page no longer answered on 2026-02-03"


def take_down(collection: Collection, url: str, force: str = "kent") -> None:
    gone = Capture(
        url=url, final_url=url, fetched="2026-02-03T00:00:00Z", state="gone", how="live",
        kind="page", force=force,
    )  # fmt: skip
    Captures(collection.db).add(gone)


@pytest.mark.parametrize("redrawn", [False, True])
def test_a_page_that_was_moved_is_not_withdrawn(collection: Collection, *, redrawn: bool) -> None:
    """Its bytes at another address are the same response, and a page drawn anew another one."""
    truth = letter("old", "2019-03-01", "disclosed")
    add(collection, truth, url="https://www.kent.police.uk/foi/drones/")
    (old,) = responses(collection)
    moved = "https://www.kent.police.uk/foi/2019/drones/"
    if redrawn:
        text = f"A new frame. {truth['text']}"
        add(collection, truth | {"name": "new", "reference": "old/1", "text": text}, url=moved)
    else:
        number = Captures(collection.db).add(replace(old.captures[0], url=moved))
        keep(
            collection, "old", old.response, [old.captures[0].id, number],
            superseded=False, input="", version="test",
        )  # fmt: skip
    take_down(collection, "https://www.kent.police.uk/foi/drones/")
    assert found(collection) == []

    take_down(collection, moved)
    assert {change.kind for change in found(collection)} == {"withdrawn"}


def test_a_joint_letter_is_withdrawn_from_the_log_that_it_left(collection: Collection) -> None:
    truth = letter("old", "2019-03-01", "disclosed") | {"forces": ["kent", "essex"]}
    add(collection, truth, url="https://www.kent.police.uk/foi/drones/")
    (old,) = responses(collection)
    other = replace(old.captures[0], url="https://www.essex.police.uk/foi/drones/", force="essex")
    number = Captures(collection.db).add(other)
    keep(
        collection, "old", old.response, [old.captures[0].id, number],
        superseded=False, input="", version="test",
    )  # fmt: skip
    take_down(collection, other.url, "essex")
    assert [(change.kind, change.force) for change in found(collection)] == [
        ("withdrawn", "essex")
    ]


def test_the_gold_letters_hold_no_change(everything: Collection) -> None:
    assert found(everything) == []


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("rr-imsi-2018", "cumbria 1, cumbria 2, cumbria 3, cumbria 4"),
        (
            "rr-lfr-2019",
            "cleveland 1, cleveland 2a, cleveland 2b, cleveland 2c, cleveland 4, lincolnshire 1,"
            " lincolnshire 4",
        ),
        # Two refuse to give the price: neither is alone.
        ("rr-taser-2023", "thames-valley 1, thames-valley 2, west-midlands 3"),
    ],
)
def test_the_letters_that_stand_out_in_the_gold_robins(
    everything: Collection, robin: Callable[[str], list[Collected]], id_: str, expected: str
) -> None:
    outs = standouts(matrix(everything, robin(id_), robin=id_))

    assert ", ".join(sorted(f"{out.force} {out.question}" for out in outs)) == expected
    for out in outs:
        assert out.evidence[0].response is not None
        assert sum(out.others.values()) > 2


def test_a_change_between_joint_letters_is_said_once_whoever_wrote_first(
    collection: Collection,
) -> None:
    joint = {"forces": ["norfolk", "suffolk"]}
    add(collection, letter("horses", "2018-03-01", "ncnd", question=HORSES, force="suffolk"))
    add(collection, letter("old", "2019-03-01", "ncnd") | joint)
    add(collection, letter("new", "2021-03-01", "disclosed") | joint)
    add(collection, letter("own", "2022-03-01", "ncnd", force="suffolk"))
    assert [(change.forces, change.after) for change in found(collection)] == [
        (("norfolk", "suffolk"), "disclosed"), (("suffolk",), "ncnd"),
    ]  # fmt: skip


def test_a_joint_letter_that_stands_out_is_said_once_with_all_its_forces(
    everything: Collection, collection: Collection
) -> None:
    for at, force in enumerate(("kent", "essex", "surrey", "gwent")):
        add(collection, letter(f"l{at}", "2019-03-01", "ncnd", force=force))
    joint = letter("joint", "2019-03-01", "denied") | {"forces": ["norfolk", "suffolk"]}
    add(collection, joint)

    outs = standouts(matrix(collection, responses(collection), robin="known"))

    assert [(out.forces, out.before, out.after) for out in outs] == [
        (("norfolk", "suffolk"), "ncnd", "denied"),
    ]  # fmt: skip
    assert outs[0].others == {"denied": 1, "ncnd": 4}
    assert outs[0].message.startswith(
        "of 5 letters, only that of Norfolk Constabulary and Suffolk Constabulary says: "
    )
    assert outs[0].contract()["force"] == "norfolk"
    assert outs[0].contract()["forces"] == ["norfolk", "suffolk"]


def test_one_that_withholds_alone_has_the_public_cells_beside_it(collection: Collection) -> None:
    for force, position in (("kent", "disclosed"), ("essex", "disclosed"), ("surrey", "withheld")):
        add(collection, letter(force, "2019-03-01", position, force=force))

    (out,) = standouts(matrix(collection, responses(collection), robin="known"))

    assert out.doubt is not None
    assert (out.doubt.before, out.doubt.after, out.doubt.left) == (1, 1, 1)
    assert {cell.response for cell in out.doubt.cells} == {"kent", "essex", "surrey"}
    assert out.message.endswith(
        "; it takes none of 3 forces out of doubt, and 1 is left in the end"
    )


def test_one_of_three_is_alone_and_the_finding_says_of_how_many(collection: Collection) -> None:
    for force, position in (("kent", "ncnd"), ("essex", "ncnd"), ("surrey", "denied")):
        add(collection, letter(force, "2019-03-01", position, force=force))

    (out,) = standouts(matrix(collection, responses(collection), robin="known"))

    assert out.force == "surrey"
    assert out.message == (
        "of 3 letters, only that of Surrey Police says: no; it takes 1 of 3 forces out of"
        " doubt, and 2 are left in the end"
    )
    assert out.doubt is not None
    assert (out.doubt.counted, out.doubt.before, out.doubt.after) == (3, 3, 2)


@pytest.mark.parametrize(
    ("positions", "alone"),
    [
        (("disclosed", "disclosed", "not-held"), "surrey"),
        (("not-held", "not-held", "disclosed"), "surrey"),
        (("disclosed", "disclosed", "partly-disclosed"), "surrey"),
        (("disclosed", "not-held", "partly-disclosed"), "essex"),
        (("disclosed", "disclosed", "not-held", "withheld"), "gwent"),
        (("disclosed", "disclosed", "disclosed"), None),
        (("disclosed", "not-held", "elsewhere"), None),
    ],
)
def test_who_holds_back_a_part_or_holds_nothing(
    collection: Collection, positions: tuple[str, ...], alone: str | None
) -> None:
    for force, position in zip(("kent", "essex", "surrey", "gwent"), positions, strict=False):
        add(collection, letter(force, "2019-03-01", position, force=force))
    outs = standouts(matrix(collection, responses(collection), robin="known"))
    assert [out.force for out in outs] == ([alone] if alone else [])


def test_a_letter_that_gives_all_and_relies_on_something_gives_not_all(
    collection: Collection,
) -> None:
    for force in ("kent", "essex"):
        add(collection, letter(force, "2019-03-01", "disclosed", force=force))
    relied = {"id": "foia/40/2", "engaged": True, "ncnd": False, "spans": ((12, 20),)}
    truth = letter("surrey", "2019-03-01", "disclosed", force="surrey")
    add(collection, truth | {"exemptions": [relied]})

    rows = matrix(collection, responses(collection), robin="known")

    (cell,) = [row for row in rows if row.force == "surrey" and row.response]
    assert (cell.position, cell.exemptions) == ("disclosed", ("foia/40/2",))
    assert cell.message == "the letter also withholds something, and what that is was not read"
    (out,) = standouts(rows)
    assert out.message.endswith("says: given, relying on section 40(2)")


def test_two_of_five_are_not_alone_and_two_letters_are_no_crowd(collection: Collection) -> None:
    for at, (force, position) in enumerate(
        [("kent", "ncnd"), ("essex", "ncnd"), ("surrey", "denied"), ("gwent", "denied")]
    ):
        add(collection, letter(f"l{at}", "2019-03-01", position, force=force))
    assert standouts(matrix(collection, responses(collection), robin="known")) == []
    few = [held for held in responses(collection) if held.response.id in ("l0", "l2")]
    assert standouts(matrix(collection, few, robin="known")) == []
