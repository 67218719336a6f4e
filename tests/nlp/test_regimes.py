"""Under which law a letter answers."""

import pytest

from nlp.regimes import regimes

CASES = {
    "the Act of 2000 by default": ("Your request is answered below.", (), ("foia",)),
    "Police Scotland answers under the Scottish Act": (
        "Section 18(1) of the Act applies.",
        ("police-scotland",),
        ("foisa",),
    ),
    "the Act that is named, where no force is known": (
        "In terms of the Freedom of Information (Scotland) Act 2002 we hold nothing.",
        (),
        ("foisa",),
    ),
    "an English force that mentions the Scottish Act stays under its own": (
        "Police Scotland answered under the Freedom of Information (Scotland) Act 2002. "
        "Freedom of Information Act 2000: section 31(1)(a) applies.",
        ("cumbria",),
        ("foia",),
    ),
    "the Regulations alone": (
        "Your request has been dealt with under the Environmental Information Regulations 2004. "
        "Regulation 12(4)(a) applies as the information is not held.",
        (),
        ("eir",),
    ),
    "both, where each answers a part": (
        "Question 1 has been considered under the Freedom of Information Act 2000. Question 2 has "
        "been considered under the Environmental Information Regulations 2004 and regulation "
        "12(5)(b) applies.",
        (),
        ("foia", "eir"),
    ),
    "a right of review that names the Regulations too": (
        "Section 40(2) applies. You may ask for a review of decisions made under the Freedom of "
        "Information Act 2000 or the Environmental Information Regulations 2004.",
        (),
        ("foia",),
    ),
    "the Scottish Regulations, reached from the Act": (
        "ENVIRONMENTAL INFORMATION (SCOTLAND) REGULATIONS 2004\n\nThe information is exempt under "
        "section 39(2) of the Freedom of Information (Scotland) Act 2002. Regulation 10(5)(b) "
        "of the EIRs applies.",
        ("police-scotland",),
        ("foisa", "eisr"),
    ),
    "regulations of another kind": (
        "Regulation 12 of the Police (Conduct) Regulations 2020 sets out the notice. Section "
        "40(2) of the Freedom of Information Act 2000 applies.",
        (),
        ("foia",),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_law_of_a_letter(name: str) -> None:
    text, forces, expected = CASES[name]
    assert set(regimes(text, forces)) == set(expected)
    assert len(regimes(text, forces)) == len(expected)


def test_a_joint_force_with_a_scottish_one_is_read_under_the_scottish_law() -> None:
    assert regimes("Answered.", ("british-transport-police", "police-scotland")) == ("foisa",)
