"""Who gives the answer."""

import pytest

from nlp.hints import Hints
from nlp.read import read

ANSWERS = [
    pytest.param(
        "Derbyshire Constabulary\nButterley Hall, Ripley\n\nDear Sir\n\nWe hold no such record.",
        "derbyshire",
        id="letterhead alone",
    ),
    pytest.param(
        "Thank you for your request, received by Gwent Police on 3 May 2022.\n\nNo information.",
        "gwent",
        id="received by",
    ),
    pytest.param(
        "I can confirm that the information is held by Cheshire Constabulary.\n\nKent Police and "
        "Essex Police have published similar figures.",
        "cheshire",
        id="held by one, published by others",
    ),
    pytest.param(
        "You mention that Surrey Police and Sussex Police answered in full. Dorset Police neither "
        "confirms nor denies that it holds information.",
        "dorset",
        id="the requester's examples",
    ),
    pytest.param(
        "The reply below is made on behalf of Surrey Police and Sussex Police.\n\nQ1. 14.",
        "surrey sussex",
        id="on behalf of two",
    ),
    pytest.param(
        "Joint Information Access Unit (Surrey Police and Sussex Police)\n\nSurrey Police "
        "received your request on 4 May 2021. Surrey Police does not hold the information.",
        "surrey",
        id="a shared unit in brackets",
    ),
    pytest.param(
        "Bedfordshire Police Headquarters,\nWoburn Road, Kempston\n\nI write in connection with "
        "your request for information received by Hertfordshire Constabulary on 1 June 2019.\n"
        "Hertfordshire Constabulary does not hold the information that you seek.",
        "hertfordshire",
        id="another force's letterhead",
    ),
    pytest.param(
        "Information received by Norfolk and Suffolk Constabularies on 3 May 2018. Suffolk and "
        "Norfolk Constabularies neither confirm nor deny.",
        "norfolk suffolk",
        id="constabularies in either order",
    ),
    pytest.param(
        "Bedfordshire, Cambridgeshire and Hertfordshire Police (BCH) have considered your "
        "request. BCH can neither confirm nor deny that information is held.",
        "bedfordshire cambridgeshire hertfordshire",
        id="three in a row and their abbreviation",
    ),
    pytest.param(
        "From: FOI Essex\nTo: A Person\n\nEssex Police holds the figures.\n\nThis email contains "
        "information from Kent Police and/or Essex Police, which is confidential.",
        "essex",
        id="a disclaimer of two",
    ),
    pytest.param(
        "HEDDLU DYFED-POWYS\nDYFED-POWYS POLICE\n\nAnnwyl Syr\n\nNid yw'r wybodaeth ar gael.",
        "dyfed-powys",
        id="Welsh and English letterhead",
    ),
    pytest.param(
        "Nid yw Heddlu De Cymru yn cadw'r wybodaeth.\n\nHeddlu De Cymru",
        "south-wales",
        id="Welsh name alone",
    ),
    pytest.param(
        "Your request was received by the Metropolitan Police Service (MPS) on 03/10/2022.\n\n"
        "The MPS holds 14 such records. Lancashire Constabulary was asked the same.",
        "metropolitan",
        id="an abbreviation it defines",
    ),
    pytest.param(
        "FREEDOM OF INFORMATION (SCOTLAND) ACT 2002\n\nThe information is not held.",
        "police-scotland",
        id="the Scottish Act and nothing else",
    ),
    pytest.param(
        "Use of dogs (871B/22)\n\nRequest\n\nHow many dogs?\n\nResponse\n\n14.",
        "west-midlands",
        id="a form of reference that one force prints",
    ),
    pytest.param(
        "The PSNI can neither confirm nor deny. Officers from Police Scotland attended.",
        "psni",
        id="officers from elsewhere",
    ),
    pytest.param(
        "Ref 12/34\n\nQ1 14.\n\nInformation Unit, Police Headquarters\nfoi@cumbria.police.uk",
        "cumbria",
        id="a mailbox",
    ),
    pytest.param(
        "NORTHAMPTONSHIRE POLlCE\nInformation Unit\n\nDear Sir\n\nThe answer is 7.",
        "northamptonshire",
        id="misread by OCR",
    ),
    pytest.param(
        "Avon & Somerset Constabulary has not used drones.\n\n© Avon and Somerset Police 2021",
        "avon-and-somerset",
        id="ampersand",
    ),
    pytest.param(
        "Warwickshire Police and West Mercia Police can neither confirm nor deny.",
        "warwickshire west-mercia",
        id="an alliance of its time",
    ),
    pytest.param(
        "NPCC\n\nThe NPCC does not hold the information. Chief officers of Kent Police, Durham "
        "Constabulary and West Midlands Police have spoken about it.",
        "npcc",
        id="the council of chiefs",
    ),
    pytest.param(
        "Civil Nuclear Constabulary\nCulham\n\nDear Applicant\n\nThe CNC holds this.",
        "civil-nuclear-constabulary",
        id="special force",
    ),
    pytest.param(
        "Devon and Cornwall Police\n\nDear Sir\n\nDevon and Cornwall Police holds no data. Dorset "
        "Police may be able to help; please contact Dorset Police.",
        "devon-and-cornwall",
        id="sent on to the partner",
    ),
    pytest.param(
        "Dear Greater Manchester Police,\n\nPlease send the policy.\n\nResponse\n\nGMP holds it.",
        "greater-manchester",
        id="addressed and abbreviated",
    ),
    pytest.param(
        "You asked for a review of Devon and Cornwall Police's response to your request. I have "
        "spoken to Avon and Somerset Police and to Wiltshire Police.",
        "devon-and-cornwall",
        id="possessive",
    ),
    pytest.param(
        "The NPCC responds on behalf of ACRO Criminal Records Office.\n\nNPCC Response: 512.",
        "npcc acro",
        id="one agency for another",
    ),
    pytest.param("Use of dogs\n\nKent Police has 14 dogs.", "kent", id="the only one named"),
    pytest.param("The answer is fourteen.", "", id="nothing to go by"),
]


@pytest.mark.parametrize(("text", "forces"), ANSWERS)
def test_the_force_that_answers_is_told_from_those_that_are_mentioned(
    text: str, forces: str
) -> None:
    assert sorted(read(text).forces) == sorted(forces.split())


def test_the_log_says_who_answers_where_the_letter_does_not() -> None:
    assert read("The answer is fourteen.", Hints(force="cumbria")).forces == ("cumbria",)


def test_the_log_is_not_proof_against_what_the_letter_says_of_itself() -> None:
    text = (
        "Hertfordshire Constabulary\n\nDear Sir\n\nYour request was received by Hertfordshire "
        "Constabulary on 3 May 2019. Hertfordshire Constabulary does not hold the information."
    )

    response = read(text, Hints(force="bedfordshire"))

    assert response.forces == ("hertfordshire",)
    assert any("bedfordshire" in flag for flag in response.flags)


def test_a_joint_answer_in_the_log_of_one_has_both() -> None:
    text = "Norfolk and Suffolk Constabularies hold no information on this subject."

    assert set(read(text, Hints(force="suffolk")).forces) == {"norfolk", "suffolk"}


def test_the_evidence_is_a_place_that_names_the_force() -> None:
    text = "Dear Sir\n\nGwent Police does not hold the information."
    spans = dict(read(text).field_spans)["forces.0"]

    assert [text[start:end] for start, end in spans] == ["Gwent Police"]
