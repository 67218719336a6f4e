"""Which part of a longer question a sentence refuses, and when that does not follow."""

import pytest

from mosaic.refused_part import refused_part
from nlp.response import Answer, Exemption, Response

NAMES = "the name of the hospital in each case"
OTHERS = ["for each year", "by the nature of each crime description",
          "what the crime outcome was for each crime"]  # fmt: skip


def part(says: str, *, wanted: str = NAMES, ncnd: bool = False) -> Answer | None:
    text = f"The figures are below.\n\n2019/20 311\n\n{says}\n\nYou may ask for a review."
    at = text.index("section")
    response = Response(
        text=text,
        exemptions=(Exemption(id="foia/31/1/a", engaged=True, ncnd=ncnd, spans=((at, at + 20),)),),
    )
    answer = Answer(question="1", position="partly-disclosed", exemptions=("foia/31/1/a",))
    others = [one for one in (NAMES, *OTHERS) if one != wanted]
    return refused_part(response, answer, wanted, others)


@pytest.mark.parametrize(
    "says",
    [
        "The names of the hospitals are exempt from disclosure under section 31(1)(a) of the Act.",
        "With regard to the name of the hospital, this information is withheld by virtue of"
        " section 31(1)(a).",
        "We have not named hospitals: their names are exempt under section 31(1)(a).",
    ],
)
def test_the_part_that_a_refusal_names_is_withheld(says: str) -> None:
    found = part(says)
    assert found is not None
    assert (found.position, found.exemptions) == ("withheld", ("foia/31/1/a",))
    for other in OTHERS:
        assert part(says, wanted=other) is None


def test_a_refusal_to_say_whether_it_is_held_is_one_of_the_part() -> None:
    says = "We neither confirm nor deny that the hospital names are held, under section 31(3)."
    found = part(says, ncnd=True)
    assert found is not None
    assert found.position == "ncnd"


@pytest.mark.parametrize(
    "says",
    [
        "Some of the information is exempt under section 31(1)(a).",
        "The hospital trust was consulted. Part is exempt under section 31(1)(a).",
        "The information about hospitals in these cases is exempt under section 31(1)(a).",
        "The hospital trust asked us to hold this exempt under section 31(1)(a).",
        "The names of the hospitals are given above. We considered section 31(1)(a).",
        "The name of the hospital, the crime outcome and the nature of each crime description in"
        " each case are exempt under section 31(1)(a).",
    ],
)
def test_a_refusal_that_names_no_part_or_several_is_of_none(says: str) -> None:
    assert part(says) is None
