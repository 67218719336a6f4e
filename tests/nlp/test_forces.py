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


NEIGHBOURS = [
    (
        "Information Unit\nBedfordshire, Cambridgeshire and Hertfordshire\nPolice "
        "Headquarters, Stanborough Road\n\n6 August 2019\n\nI write about your request "
        "received by Hertfordshire Constabulary on 9 July 2019.\n\nSeven.\n\n"
        "Hertfordshire Constabulary in response to your request has provided what it "
        "holds. Bedfordshire Police and Cambridgeshire Constabulary are separate public "
        "authorities.",
        "hertfordshire",
    ),
    (
        "Information Access Office\nBedfordshire Police, Cambridgeshire Constabulary\n"
        "Woburn Road, Kempston\n\n23rd May 2014\n\nDear Ms Babra\n\nI write on behalf of "
        "Cambridgeshire Constabulary in connection with your e-mail.",
        "cambridgeshire",
    ),
    (
        "HAMPSHIRE CONSTABULARY\n\nJoint Information Management Unit\nHampshire "
        "Constabulary and Thames Valley Police\nMottisfont Court\n\nThank you for your "
        "request which was received by Hampshire Constabulary on 13 June 2022.\n\n"
        "Hampshire Constabulary can neither confirm nor deny that it holds any "
        "information.",
        "hampshire",
    ),
    (
        "Information Rights Unit\nBedfordshire, Cambridgeshire & Hertfordshire\n"
        "Bedfordshire Police Headquarters, Woburn Road\n\n9 September 2024\n\nIn reply "
        "to your request, received 12/08/2024 by Bedfordshire Police,\nCambridgeshire "
        "Constabulary and Hertfordshire Constabulary.\nThe three forces share a fleet "
        "and this is a joint response on behalf of all of them.",
        "bedfordshire cambridgeshire hertfordshire",
    ),
    (
        "Dear Sir\n\nThis response is sent jointly by Norfolk Constabulary and Suffolk "
        "Constabulary.\n\nSeven.",
        "norfolk suffolk",
    ),
    (
        "Dear Sir\n\nYour request to the Chief Constable of Merseyside Police has been "
        "considered.\n\nSeven.",
        "merseyside",
    ),
    (
        "Dear Sir\n\nThe figure is seven.\n\nYours faithfully\n\nJ Doe-Winter\n"
        "Information Officer\nCleveland Police",
        "cleveland",
    ),
    (
        "Dear Sir\n\nThe figure is seven.\n\nYours faithfully\n\nInformation Officer\n"
        "foi@dorset.pnn.police.uk",
        "dorset",
    ),
    (
        "Dear Sir\n\nThe figure is seven. See also www.kent.police.uk for the force that "
        "you name.\n\nYours\n\nfoi@essex.police.uk",
        "essex",
    ),
    (
        "Annwyl Syr\n\nNid yw Heddlu Gogledd Cymru yn dal yr wybodaeth.\n\nThe force "
        "does not hold this.",
        "north-wales",
    ),
    (
        "HEDDLU DYFED-POWYS POLICE\n\nDear Sir\n\nSeven.",
        "dyfed-powys",
    ),
    (
        "Dear Sir\n\nSussex Police holds this. Figures for Hampshire Constabulary and "
        "Kent Police, our neighbours, are theirs to give.",
        "sussex",
    ),
    (
        "Kent and Essex Serious Crime Directorate\n\nDear Sir\n\nYour request was sent "
        "to Essex Police. Essex Police does not hold this information; the directorate "
        "is shared with Kent Police.",
        "essex",
    ),
    (
        "Kent Police and Essex Police share a number of support services. This request "
        "was handled on behalf of Essex Police only.",
        "essex",
    ),
    (
        "Dear Sir\n\nThe MPS does not hold this. You may wish to ask the British "
        "Transport Police or the City of London Police.",
        "metropolitan",
    ),
    (
        "CITY OF LONDON POLICE: Information Access\n\nDear Sir\n\nAction Fraud is run by "
        "the City of London Police, which holds the reports of all forces, including "
        "West Midlands Police and Police Scotland.",
        "city-of-london",
    ),
    (
        "Dear Sir\n\nGreater Manchester Police (GMP) acknowledges your request. GMP was "
        "asked by Cheshire Constabulary to lead the inquiry.\n\nGMP holds one file.",
        "greater-manchester",
    ),
    (
        "Staffordshire Police | Home | Contact\n\nFOI 123/22 Pursuits into Derbyshire\n\n"
        "Request\n\nHow many pursuits entered Derbyshire? Derbyshire Constabulary said "
        "twelve.\n\nResponse\n\nTwelve.",
        "staffordshire",
    ),
    (
        "Devon & Cornwall Police\n\nThe alliance with Dorset Police ended in 2023.\n\n"
        "Dear Sir\n\nDevon & Cornwall Police does not hold this.",
        "devon-and-cornwall",
    ),
    (
        "Dear Sir\n\nThis is the response of Warwickshire Police alone, although you "
        "wrote to Warwickshire Police and West Mercia Police.",
        "warwickshire",
    ),
    (
        "West Mercia Police\nHindlip Hall\n\nDear Sir\n\nYou have also asked "
        "Warwickshire Police, which will reply to you separately. West Mercia Police "
        "holds seven.",
        "west-mercia",
    ),
    (
        "Dear Sir\n\nNorfolk and Suffolk Constabularies hold some of this.\n\nNorfolk: "
        "7\nSuffolk: 9",
        "norfolk suffolk",
    ),
    (
        "Dear Sir\n\nOn behalf of both Surrey Police and Sussex Police I can confirm "
        "that it is held.",
        "surrey sussex",
    ),
    (
        "Durham Constabulary\n\nDear Sir\n\nThe Cleveland and Durham Specialist "
        "Operations Unit, which we share with Cleveland Police, fired twice.",
        "durham",
    ),
    (
        "Yorkshire and the Humber ROCU, hosted by West Yorkshire Police\n\nDear Sir\n\n"
        "South Yorkshire Police has considered your request.\n\nSouth Yorkshire Police "
        "does not hold it.",
        "south-yorkshire",
    ),
    (
        "National Police Air Service\nWest Yorkshire Police, as lead force, answers for "
        "NPAS.\n\nDear Sir\n\nWest Yorkshire Police holds the flights over "
        "Nottinghamshire.",
        "west-yorkshire",
    ),
    (
        "Dear Sir\n\nPolice Scotland does not hold this.",
        "police-scotland",
    ),
    (
        "Our Ref: 22/1\nThe PSNI has 7.",
        "psni",
    ),
    (
        "Dear Sir\n\nThe NPCC is a body of its own. National Police Chiefs' Council "
        "holds seven; Thames Valley Police, whose Chief Constable is the lead, may hold "
        "more.",
        "npcc",
    ),
    (
        "From: FOI (Lincolnshire)\nTo: A\n\nDear A\n\nLincolnshire Police hold seven. "
        "Nottinghamshire Police and Lincolnshire Police work together on this.",
        "lincolnshire",
    ),
]

IN_PASSING = [
    pytest.param(
        "Please find below the reply of Cumbria Constabulary to your e-mail.\n\n1. 61.\n\nReports "
        "go to Action Fraud, run by the City of London Police, which records frauds for all.",
        "cumbria",
        id="who runs a service is no responder",
    ),
    pytest.param(
        "From: Freedom of Information (Derbyshire)\nTo: Ffion Hartley\n\nDear Ms Hartley\n\nCalls "
        "are put through by BT to Nottinghamshire Police, who make a record.",
        "derbyshire",
        id="a team with its county in brackets",
    ),
    pytest.param(
        "2. Officers of the retail crime team at Hemel Hempstead\n\nResponse\n\nHertfordshire "
        "Constabulary can provide the following.",
        "hertfordshire",
        id="words of the paragraph above are not its own",
    ),
]


@pytest.mark.parametrize(("text", "forces"), [*ANSWERS, *NEIGHBOURS, *IN_PASSING])
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


def test_the_site_tells_where_the_page_names_nobody() -> None:
    text = "Body armour\n\nQuestion 1: How many sets were issued?\n\n1,204."

    assert read(text).forces == ()
    assert read(text, Hints(site="South Yorkshire Police")).forces == ("south-yorkshire",)
    own = "Gwent Police does not hold the information. Gwent Police holds no list."
    assert read(own, Hints(site="South Yorkshire Police")).forces == ("gwent",)


def test_a_joint_answer_in_the_log_of_one_has_both() -> None:
    text = "Norfolk and Suffolk Constabularies hold no information on this subject."

    assert set(read(text, Hints(force="suffolk")).forces) == {"norfolk", "suffolk"}


def test_the_evidence_is_a_place_that_names_the_force() -> None:
    text = "Dear Sir\n\nGwent Police does not hold the information."
    spans = dict(read(text).field_spans)["forces.0"]

    assert [text[start:end] for start, end in spans] == ["Gwent Police"]
