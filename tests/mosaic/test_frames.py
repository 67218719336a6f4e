"""The mosaic as DataFrames."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from collection.collection import Collection
from mosaic.drawing import draw
from mosaic.frames import (
    clocks_frame,
    exemptions_frame,
    forces_frame,
    positions_frame,
    responses_frame,
    robins_frame,
    side_by_side,
)
from mosaic.matrix import matrix
from mosaic.members import letters_in
from mosaic.picture import tally
from mosaic.robins import robins
from nlp.collected import Collected, responses


def test_the_matrix_side_by_side_says_in_words_what_is_known_of_every_force(
    everything: Collection, robin: Callable[[str], list[Collected]]
) -> None:
    frame = side_by_side(matrix(everything, robin("rr-imsi-2018"), robin="known"))

    assert list(frame.columns) == ["1", "2", "3", "4", "4-2"]
    assert len(frame) == 48
    assert list(frame.loc["cumbria"]) == ["no", "not held", "not held", "not held", "–"]
    assert list(frame.loc["kent"]) == ["NCND", "NCND", "NCND", "–", "not held"]
    assert set(frame.loc["essex"]) == {"not crawled"}
    assert frame.loc["hertfordshire", "4"] == "elsewhere + NCND"
    assert frame.attrs["questions"]["3"] == "How many times was such equipment deployed in 2017?"
    assert frame.attrs["caption"].startswith("7 letters, answered 2018-06-15 to 2018-07-12; 2 of")


def test_cells_keep_their_evidence_and_their_dates_are_dates(
    everything: Collection, robin: Callable[[str], list[Collected]]
) -> None:
    frame = positions_frame(matrix(everything, robin("rr-lfr-2019"), robin="known"))

    assert len(frame) == 48 * 6
    assert pd.api.types.is_datetime64_any_dtype(frame["responded"])
    answered = frame[frame["response"].notna() & frame["asked"]]
    assert answered[["url", "sha256", "fetched"]].notna().all(axis=None)
    assert answered["response"].nunique() == 7


def test_responses_exemptions_robins_and_forces_have_a_row_each(everything: Collection) -> None:
    letters = list(responses(everything))
    assert len(responses_frame(letters)) == len(letters) == 44
    assert responses_frame([]).empty
    ncnd = exemptions_frame(letters).query("id == 'imsi-psni-2018' and ncnd")
    assert "foia/38/2" in set(ncnd["exemption"])
    found = robins(everything)
    assert list(robins_frame(found)["letters"]) == [7, 7, 7]
    joint = next(one for one in found[0].members if len(one.forces) > 1)
    elsewhere = replace(joint, response="more", url="https://force.example/more")
    twice = replace(found[0], members=(*found[0].members, elsewhere))
    assert list(robins_frame([twice])["letters"]) == [7], "a joint letter in two logs is one"
    assert letters_in([joint, replace(joint, responded="2001-01-01")]) == 2
    assert len(forces_frame()) > 48


def test_a_drawing_needs_no_network_and_can_be_heard(
    everything: Collection, robin: Callable[[str], list[Collected]]
) -> None:
    rows = matrix(everything, robin("rr-imsi-2018"), robin="known")

    made = draw(tally(rows, title="A <title> & more")).svg()

    assert made.startswith('<svg role="img" aria-label="Q1, of 7 letters: ')
    assert "6 neither confirmed nor denied" in made
    assert "1 no" in made
    assert "http" not in made.replace("http://www.w3.org", "")


def test_clocks_keep_what_is_unknown_apart(everything: Collection) -> None:
    clocks = clocks_frame(responses(everything))
    assert len(clocks) == len(list(responses(everything)))
    known = clocks.working_days.notna()
    assert clocks[known].unknown.isna().all()
    assert clocks[~known].unknown.notna().all()
    assert (clocks[known].working_days >= 0).all()
