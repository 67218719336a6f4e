"""The authority's own reference."""

import pytest

from nlp.hints import Hints
from nlp.read import read

PRINTED = [
    ("Our Ref: FOI2031/01943\n\nDear Sir", "FOI2031/01943"),
    ("Enquiry Reference: 97- 26\nDear Sir", "97- 26"),
    ("Reference: 712 - 24\n\nDear Madam", "712 - 24"),
    ("Freedom of information request reference no: 01.FOI.32.024049\n", "01.FOI.32.024049"),
    ("FOI Reference: 151/2031\nDate: 1 May 2031", "151/2031"),
    ("REFERENCE NO: FOI-122-2031\n", "FOI-122-2031"),
    ("Request Number: 001017/32\nDate of Decision: 1/2/32", "001017/32"),
    ("Reference: 0418.2031-32\nRequest", "0418.2031-32"),
    ("Request: FOI/00013999\nCategory: Policing", "FOI/00013999"),
    ("Use of force (429A/33)\nRequest\n", "429A/33"),
    ("Ref: DC/FOI 799/31\n", "DC/FOI 799/31"),
    ("RFI: HQ/PA/003999/31\n", "HQ/PA/003999/31"),
    ("FOI Ref: 31/09/1099\n", "31/09/1099"),
    ("Reference Number: 20311967\n", "20311967"),
    ("Request reference: PUB 1399\n", "PUB 1399"),
    ("Your reference: FOI-24599-25\nMy Reference: FOI 1399/31\n", "FOI 1399/31"),
    ("Your ref:\nOur ref: 599/31\nDate: 15 June 2031", "599/31"),
    ("Reference:\n599/31\nRequest", "599/31"),
    ("Our Ref: eCase: FOI2031/04417\nRFI: 119/31\n", "FOI2031/04417"),
    ("Ein cyf / Our ref: 2031/487\nAnnwyl Syr", "2031/487"),
    ("FREEDOM OF INFORMATION REQUEST 000899/31\n\nI write", "000899/31"),
    ("INTERNAL REVIEW - 5599/31/IR\n\nDear Sir", "5599/31/IR"),
    ("Dog bites - 699/31\n\nDate of request: 04/06/2031", "699/31"),
    ("FOI/1299/2031\n\n4 September 2031\n\nDear Sir", "FOI/1299/2031"),
    ("Thank you for your request (our reference 13999) received today", "13999"),
    ("logged under the above subject with reference 17899. It was", "17899"),
    ("Please quote reference CR/2031/0456 in any reply.", "CR/2031/0456"),
    ("Information Commissioner case IC-46199-V6R6\nOur ref: 12/31\n", "12/31"),
    ("Kent Police\n\nFreedom of Information 602 - 31\nDated 25 September 2031\n", "602 - 31"),
    ("It reached us on 10 October 2031 and was given the number 14399/31. As it is", "14399/31"),
    ("To: A Reader\nSubject: RE: 01/FOI/31/00999 - refusal\n\nDear reader,", "01/FOI/31/00999"),
    ("Subject: RE: FOI dogs\n\nHi,\n\nOur ref for this is 001893I/31 and your", "001893I/31"),
]


@pytest.mark.parametrize(("text", "reference"), PRINTED)
def test_a_reference_is_read_as_printed_without_its_label(text: str, reference: str) -> None:
    assert read(text).reference == reference


@pytest.mark.parametrize(
    "text",
    [
        "Under section 12(1) of the Freedom of Information Act 2000 the limit is 450.",
        "The request was received on 04/06/2031 and concerns 2030/31 figures.",
        "Table 1\n\n2030/31 402 388\n2031/32 377 340\n",
        "Offences recorded\n01/04/19 - 31/03/24\n\n1 Theft Charged",
        "Telephone: 01632 960001\nDate: 12/06/2031\n",
        "Your ref: AB/1234/31\n\nThere were 14.",
    ],
)
def test_what_is_no_reference_is_left_alone(text: str) -> None:
    assert read(text).reference is None


def test_the_listing_decides_between_two_references() -> None:
    text = "Our Ref: FOI2031/04417\nRFI: 119/31\n\nDear Sir"

    assert read(text, Hints(reference="119/31")).reference == "119/31"


def test_the_listing_gives_the_reference_that_the_letter_does_not() -> None:
    assert read("The answer is 7.", Hints(reference="148/2031")).reference == "148/2031"


def test_a_listing_that_contradicts_the_letter_is_flagged() -> None:
    response = read("Our Ref: 148/2031\n\nDear Sir", Hints(reference="999/2031"))

    assert response.reference == "148/2031"
    assert any("999/2031" in flag for flag in response.flags)


def test_the_span_holds_the_printed_reference() -> None:
    text = "Dear Sir\n\nOur reference: FOI 2031-0731\n"
    ((start, end),) = dict(read(text).field_spans)["reference"]

    assert text[start:end] == "FOI 2031-0731"


LETTERS = [
    (
        "Gwent Police\n\n38217-25 Officers in the Corby sector\n\nDate Requested: 21 "
        "July 2025\n\nRequest",
        "38217-25",
    ),
    (
        "Our Reference: CJ/00123/24\nYour Reference: ABC 7\n\nDear Sir",
        "CJ/00123/24",
    ),
    (
        "Your ref: 77/X\nOur ref: 88/22\n\nDear Sir",
        "88/22",
    ),
    (
        "FOI ID 20231188\n\nDear Sir",
        "20231188",
    ),
    (
        "Log number: 441-23\n\nRequest",
        "441-23",
    ),
    (
        "REFERENCE NO: FOI-733-2023-IR\n\nDear Sir",
        "FOI-733-2023-IR",
    ),
    (
        "Internal Review Ref: IR/12/22\nOriginal request ref: FOI/9/22\n\nDear Sir",
        "IR/12/22",
    ),
    (
        "FREEDOM OF INFORMATION REQUEST (REF: 4521/22)\n\nDear Sir",
        "4521/22",
    ),
    (
        "Ref FOI2023-00123\n\nDear Sir\n\nI refer to crime number 42/1234/23.",
        "FOI2023-00123",
    ),
    (
        "RFI 1123.22\n\nDear Sir",
        "RFI 1123.22",
    ),
    (
        "Freedom of Information Act 2000 - Request 2022/0714\n\nDear Sir",
        "2022/0714",
    ),
    (
        "01/FOI/23/031846/K\n\nDear Sir",
        "01/FOI/23/031846/K",
    ),
    (
        "Request number FOI 14-2023-88\n\nDear Sir",
        "FOI 14-2023-88",
    ),
    (
        "Cyfeirnod / Reference: 512/2023\n\nAnnwyl Syr",
        "512/2023",
    ),
    (
        "In correspondence quote: GSA 1234/22\n\nDear Sir\n\nPlease quote reference GSA 1234/22.",
        "GSA 1234/22",
    ),
    (
        "Dear Sir\n\nThank you for your request (our reference 1190.23).\n\nSeven.",
        "1190.23",
    ),
    (
        "Dear Sir\n\nI write about your request FOI/2023/776.\n\nSeven.",
        "FOI/2023/776",
    ),
    (
        "Disclosure log: FOI 2023/776: Dogs\n\nRequest",
        "FOI 2023/776",
    ),
    (
        "Telephone: 101 Ext 60025\nMy Reference: FOI 0418/25\n\nDear Sir",
        "FOI 0418/25",
    ),
    (
        "Case: 220714/AB\n\nDear Sir\n\nICO ref IC-12345-A1B2.",
        "220714/AB",
    ),
    (
        "Unique Reference Number (URN): 1188-22\n\nDear Sir",
        "1188-22",
    ),
    (
        "Dear Sir\n\nCrime reference number 14/8821/22 is closed. No request number is given.",
        None,
    ),
    (
        "FOI Request No. 5512 / 2023\n\nDear Sir",
        "5512 / 2023",
    ),
    (
        "Our Ref : F-2011-01288\nDate: 8 November 2011",
        "F-2011-01288",
    ),
    (
        "FOI 2231-22 Burglaries in Ripon\nFOI 2231-22\n\nRequest",
        "FOI 2231-22",
    ),
]


@pytest.mark.parametrize(("text", "reference"), LETTERS)
def test_the_authoritys_own_number_is_told_from_all_others(
    text: str, reference: str | None
) -> None:
    assert read(text).reference == reference


def test_the_reference_of_another_request_is_not_the_letters_own() -> None:
    mention = "You may also wish to read our answer to request GSA 1388/19 of 4 January 2015.\n"
    response = read(f"Response\n41 were recorded.\n\n{mention}")

    assert (response.reference, response.received) == (None, None)
    own = read("I refer to your earlier request of 4 January 2019, reference FOI 123/19.\n")
    assert (own.reference, own.received) == ("FOI 123/19", "2019-01-04")


def test_a_reference_beside_the_word_vehicle_is_no_vehicle() -> None:
    response = read("Vehicle fleet age\nvehicle, police, statistics\nPUB 1308\n")

    assert not [found for found in response.personal_data if found.kind == "vehicle"]
