"""Personal data of named people; everybody in it is invented."""

import pytest

from nlp.accuracy import sentences
from nlp.masking import mask
from nlp.people import personal_data

NAMES = [
    ("Dear Mr Quillbrook-Hay\n\nI refer to your request.", "Quillbrook-Hay"),
    ("Dear Philomena Tarrant-Oak,\n\nThank you.", "Philomena Tarrant-Oak"),
    ("Dear R. Thistlewood,\n\nThank you.", "R. Thistlewood"),
    ("Dear Dr O'Hanrahan\n\nThank you.", "O'Hanrahan"),
    ("Annwyl Mrs Gwenllian Prysor-Lee\n\nDiolch.", "Gwenllian Prysor-Lee"),
    ("Good morning Xanthia,\n\nYour request is refused.", "Xanthia"),
    ("It is refused.\n\nYours sincerely\n\nOsbert Wrenfield\nFOI Officer", "Osbert Wrenfield"),
    ("It is refused.\n\nKind regards,\nZainab Marchbanks-Ali, Disclosure Analyst",
     "Zainab Marchbanks-Ali"),
    ("It is refused.\n\nTheodora Pinchbeck\nForce Disclosure Manager", "Theodora Pinchbeck"),
    ("It is refused.\n\nMrs P. Hathersedge-Dunn\nFOI Decision Maker", "P. Hathersedge-Dunn"),
    ("It is refused.\n\nYours faithfully\n\nJ BLACKTHORNE\nFOI Officer", "J BLACKTHORNE"),
    ("It is so.\n\nRegards\n\nChief Inspector Rollo Fenwicke\nHead of Unit", "Rollo Fenwicke"),
    ("How many dogs?\n\ncheers\nDesmond", "Desmond"),
    ("From: Isolde Quayle <isolde.quayle@mail.example>\nTo: FOI Team\n\nHow many?",
     "Isolde Quayle"),
    ("From: Quayle, Isolde\nSent: 3 May 2031\nTo: FOI Team\n\nHow many?", "Quayle, Isolde"),
    ("On 1 Mar 2031, at 21:14, Barnaby Skeffington <b.s@mail.example>\nwrote:\n> Hiya",
     "Barnaby Skeffington"),
    ("Please contact Ottilie Marwood, FOI Decision Maker, quoting the reference.",
     "Ottilie Marwood"),
    ("Please contact Ottilie Marwood on 01632 960017.", "Ottilie Marwood"),
    ("Is Detective Sergeant Araminta Holroyd under investigation?", "Araminta Holroyd"),
    ("Has PC 2291 Leofric Ramsdale been dismissed?", "Leofric Ramsdale"),
    ("Was DCI Hallam-Frost the officer in charge?", "Hallam-Frost"),
    ("Confirm if Fergus Dalgarno-Rae, who died in 1998, was an informant.", "Fergus Dalgarno-Rae"),
    ("All records about the murder of Wilfrith Aldermoor in 1974.", "Wilfrith Aldermoor"),
    ("The signature of the Chief Finance Officer, Cordelia\nAshdene, is shown.", ""),
    ("They can be reached through Mrs Rosamund Tarleton.", "Rosamund Tarleton"),
    ("Applicant: Kwame Ollerenshaw\nDate: 3 May 2031", "Kwame Ollerenshaw"),
    ("Case officer: Niamh Prendergast\nRef: 12/31", "Niamh Prendergast"),
    ("Emails between Priya Hollingbourne and the press office in May.", "Priya Hollingbourne"),
    ("You asked about Mr de la Fontaine-Webb and his dog.", "de la Fontaine-Webb"),
    ("The letter was sent to Sarah Green in May.", "Sarah Green"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_found_by_its_place_or_its_words(text: str, name: str) -> None:
    found = [item.text for item in personal_data(text) if item.kind == "name"]

    assert found == ([name] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir or Madam\n\nThe answer is 7.",
        "Dear Applicant,\n\nThe answer is 7.",
        "Dear Norfolk Constabulary,\n\nHow many?",
        "Dear FOI Team\n\nHow many?",
        "It is refused.\n\nYours faithfully\n\nInformation Access Officer",
        "No.\n\nYours sincerely\n\nMDP Sec Data Protection and Freedom of Information Office",
        "It is refused.\n\nRegards\n\nFreedom of Information Team",
        "From: Central Disclosure Unit\nTo: Data FOI Essex\n\nHow many?",
        "Chief Constable\nPolice Headquarters\nCarleton Hall",
        "Please write to the Force Solicitor, Rose Hill, Cazneau Street, Liverpool.",
    ],
)
def test_an_office_is_nobody(text: str) -> None:
    assert personal_data(text) == ()


@pytest.mark.parametrize("sentence", sentences())
def test_places_firms_and_ranks_are_nobody(sentence: str) -> None:
    assert personal_data(sentence) == ()


CONTACTS = [
    ("Write to imogen.sandiford@met.example.police.uk for more.",
     "email imogen.sandiford@met.example.police.uk"),
    ("Reply to request-831299-5c0ffee9@whatdotheyknow.example please.",
     "email request-831299-5c0ffee9@whatdotheyknow.example"),
    ("My address is bluebadger77@gmail.com for the reply.", "email bluebadger77@gmail.com"),
    ("Direct Line: 01632 960412\nDate: 2 July 2031", "phone 01632 960412"),
    ("Direct dial 0161 496 0142", "phone 0161 496 0142"),
    ("m 07700 900472", "phone 07700 900472"),
    ("call me on +44 7700 900472 at any time", "phone +44 7700 900472"),
    ("PCSO 7123 was present.", "collar-number 7123"),
    ("His collar number is 4417 and he was on duty.", "collar-number 4417"),
    ("The car was AB12 XYZ when seen.", "vehicle AB12 XYZ"),
    ("A van, registration K123 XYZ, was stopped.", "vehicle K123 XYZ"),
    ("NHS number 943 476 5919 is on the form.", "nhs-number 943 476 5919"),
    ("National Insurance: AB 12 34 56 C.", "ni-number AB 12 34 56 C"),
    ("My home address is 20 Larkspur Road, Anytown, AB1 2CD.",
     "address 20 Larkspur Road, Anytown, AB1 2CD"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONTACTS)
def test_contact_data_and_numbers_of_a_person_are_found(text: str, expected: str) -> None:
    assert [f"{item.kind} {item.text}" for item in personal_data(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Write to foi@dorset.police.uk or information.rights@kent.police.uk.",
        "Write to dutydisclosure@example.police.uk or public-access@example.gov.uk.",
        "Telephone Kent Police on 01622 690690 or Essex Police on 01245 491491.",
        "Telephone: 0303 123 1113. Switchboard: 01632 960000. Dial 101 or 999.",
        "The order AB1234567890 cost 01234567890 pounds.",
        "Postcodes NN12 to NN13 and NN14 0JQ; reference FOI18 ABC.",
        "Under section 172 and paragraph 943 476 5918 of the list.",
        "Information Compliance, Clemonds Hey, Oakmere Road, Winsford, CW7 2UA",
    ],
)
def test_what_belongs_to_no_person_is_left_alone(text: str) -> None:
    assert personal_data(text) == ()


def test_an_address_below_a_name_is_a_home() -> None:
    text = "Mr Cuthbert Larkrise\n12 Acacia Avenue\nAnytown\nAB1 2CD\n\nDear Mr Larkrise\n"

    assert [(item.kind, item.text) for item in personal_data(text)] == [
        ("name", "Cuthbert Larkrise"),
        ("address", "12 Acacia Avenue Anytown AB1 2CD"),
        ("name", "Larkrise"),
    ]


def test_an_extension_belongs_to_the_name_above_it() -> None:
    text = "Regards\n\nPerdita Vaughan-Ash\nOfficer | Unit\nTel: 101 ext. 420599\n"

    assert [item.text for item in personal_data(text)] == ["Perdita Vaughan-Ash", "420599"]


def test_each_printed_form_has_all_its_places() -> None:
    text = (
        "Dear Ms Hawksmoor-Pell\n\nIs PC Leofric Ramsdale on duty? PC Ramsdale was. We asked "
        "Leofric\nRamsdale.\n"
    )
    forms = {item.text: item.spans for item in personal_data(text)}

    assert set(forms) == {"Hawksmoor-Pell", "Leofric Ramsdale", "Ramsdale"}
    assert len(forms["Ramsdale"]) == 1
    for form, spans in forms.items():
        assert all(" ".join(text[start:end].split()) == form for start, end in spans)


def test_masked_text_names_nobody_and_keeps_the_rest() -> None:
    text = "Dear Mr Thistlewood\n\nAsk Ottilie Marwood, FOI Officer, on 07700 900472."
    found = personal_data(text)

    assert mask(text, found) == "Dear Mr [name]\n\nAsk [name], FOI Officer, on [phone]."
    assert mask(text, found, 30, 46) == "[name], FOI "
    assert mask(text, found, 0, 4) == "Dear"


LETTERS = [
    (
        "Dear Sir\n\nSeven.\n\nPage contact: Everard Cottesbrooke\n",
        ["Everard Cottesbrooke"],
    ),
    (
        "Dear Sir\n\nShould you have any further enquiries, please contact me on 01632 "
        "960146 or at the above address.\n\nYours sincerely\n\nAlaric Tooting\n"
        "Information Manager",
        ["01632 960146", "Alaric Tooting"],
    ),
    (
        "Dear Thaddeus Wren-Ibbotson,\n\nSeven.",
        ["Thaddeus Wren-Ibbotson"],
    ),
    (
        "Dear Oyinkan\n\nSeven.",
        ["Oyinkan"],
    ),
    (
        "Dear Mx Quillfeather\n\nSeven.",
        ["Quillfeather"],
    ),
    (
        "Dear Sir\n\nThe inquiry was led by Detective Superintendent Ranulph Oakenshaw "
        "and by T/DCI Zoltan Brze.",
        ["Ranulph Oakenshaw", "Zoltan Brze"],
    ),
    (
        "Dear Sir\n\nPC 4471 Ludmila Garrowby was on duty.",
        ["4471", "Ludmila Garrowby"],
    ),
    (
        "Dear Sir\n\nSeven.\n\nRegards,\nCressida P. Hollowell\nInformation Rights "
        "Officer\nTel: 01632 960998",
        ["Cressida P. Hollowell", "01632 960998"],
    ),
    (
        "Dear Sir\n\nIf you have questions, please contact Wolfram Tregenza on 01632 "
        "960551 or wolfram.tregenza@force.example.",
        ["Wolfram Tregenza", "01632 960551", "wolfram.tregenza@force.example"],
    ),
    (
        "Dear Sir\n\nSeven.\n\n-----Original Message-----\nFrom: Zebedee Hartnoll "
        "[mailto:zhartnoll@post.example]\nSent: 4 May 2022 10:00\nTo: FOI\n\nHow "
        "many?\n\nMany thanks\nZeb",
        ["Zebedee Hartnoll", "zhartnoll@post.example", "Zeb"],
    ),
    (
        "Dear Sir\n\nSeven.\n\nOn 4 May 2022 Iphigenia Marlowe <im@post.example> wrote:\n"
        "> How many?\n> Thanks, Iphigenia Marlowe",
        ["Iphigenia Marlowe", "im@post.example"],
    ),
    (
        "Dear Sir\n\nYou asked whether Barnaby Ollerenshaw, who taught at a school in "
        "Ely, was arrested.",
        ["Barnaby Ollerenshaw"],
    ),
    (
        "Dear Sir\n\nYou asked for the file on the death of Peregrine Thwaite-Lund in 1974.",
        ["Peregrine Thwaite-Lund"],
    ),
    (
        "Dear Sir\n\nYou asked if a man called Hezekiah Blount had been cautioned.",
        ["Hezekiah Blount"],
    ),
    (
        "Dear Sir\n\nWas Grigor Vanterpool ever employed by you?",
        ["Grigor Vanterpool"],
    ),
    (
        "Dear Sir\n\nThe contract is held by The Language Bridge Ltd and by Marston "
        "Holdings; Northgate Public Services supplied it. Operation Garden Spring ended. "
        "Leek Wootton is our base, and Welwyn Garden City too.",
        [],
    ),
    (
        "Dear Sir\n\nYours faithfully,\n\np.p. Gwendolen Sarkisian-Howe\nHead of Disclosure",
        ["Gwendolen Sarkisian-Howe"],
    ),
    (
        "Dear Sir\n\nSigned: L. Abara\nDecision maker",
        ["L. Abara"],
    ),
    (
        "Contact: Mrs I Fenwick-Stow\nDirect line: 01632 960444\n\nDear Sir\n\nSeven.",
        ["I Fenwick-Stow", "01632 960444"],
    ),
    (
        "Case officer\nQuentin Ossory\n\nDear Sir\n\nSeven.",
        ["Quentin Ossory"],
    ),
    (
        "Requester: Ms. T. Okonjo-Lyle\nDate: 4 May 2022\n\nSeven.",
        ["T. Okonjo-Lyle"],
    ),
    (
        "Dear Sir\n\nMy name is Gwilym Treharne-Batt. I had no part in the first decision.",
        ["Gwilym Treharne-Batt"],
    ),
    (
        "Dear Sir\n\nI am Odalys Ferrant, Head of Legal Services, and I carried out the review.",
        ["Odalys Ferrant"],
    ),
    (
        "Dear Sir\n\nChief Constable Leopold Maunsell has given his opinion as the "
        "qualified person.",
        ["Leopold Maunsell"],
    ),
    (
        "Dear Sir\n\nThe reviewing officer was Inspector Brynmor Ap Howell.",
        ["Brynmor Ap Howell"],
    ),
    (
        "Dear Sir\n\nThe request of 'Ivo Pettigrove' is answered.\n\nHello Ivo,\n\nSeven.",
        ["Ivo Pettigrove", "Ivo"],
    ),
    (
        "Dear Sir\n\nThe stations at Stow, Wells, Battle and Rugby closed. King George "
        "Hospital and St Mary's were asked. Axon Enterprise supplied it.",
        [],
    ),
    (
        "Dear Sir\n\nPlease telephone 01632 960000 (switchboard) or e-mail "
        "foi@gwent.police.uk. The Commissioner is on 0303 123 1113.",
        [],
    ),
    (
        "Dear Sir\n\nThe evidence of Constable Maurice Whittle-Jones and Sgt. A. N. Pym "
        "was heard.",
        ["Maurice Whittle-Jones", "A. N. Pym"],
    ),
    (
        "Dear Sir\n\nSent on behalf of Araminta Dray, Information Compliance Manager",
        ["Araminta Dray"],
    ),
    (
        "Dear Sir\n\nThe mother of Cosmo Rainbird, who died in Cell 4, wrote to us.",
        ["Cosmo Rainbird"],
    ),
    (
        "Dear Sir\n\nThe suspect, Fabian Lockyer (34), of 12 Rook Lane, was charged.",
        ["Fabian Lockyer"],
    ),
    (
        "Thank you for your e-mail, Rosalba.\n\nDear Rosalba Intwood\n\nSeven.",
        ["Rosalba", "Rosalba Intwood"],
    ),
    (
        "Yours sincerely\n\nTACITA WINDRUSH-BELL\nDISCLOSURE MANAGER",
        ["TACITA WINDRUSH-BELL"],
    ),
    (
        "Dear Sir\n\nQueries: Ext. 6612 (Merrick Swayne)\n\nSeven.",
        ["Merrick Swayne", "6612"],
    ),
    (
        "Dear Sir\n\nYou named Mr Aurelio Stanbridge and his wife Philippa in your request.",
        ["Aurelio Stanbridge", "Philippa"],
    ),
    (
        "Dear Zorvane Quastel,\n\nSeven.",
        ["Zorvane Quastel"],
    ),
    (
        "Dear Sir\n\nWhether Drennick Halvorsgate has ever been cautioned cannot be said.",
        ["Drennick Halvorsgate"],
    ),
    (
        "Dear Sir\n\nYou ask about a woman named Oshelle Brantwick.",
        ["Oshelle Brantwick"],
    ),
    (
        "Dear Sir\n\nIt was signed by Quorrin Ablesmith.\n\nYours faithfully\n\nVexley "
        "Tarn\nFOI Officer",
        ["Quorrin Ablesmith", "Vexley Tarn"],
    ),
    (
        "Dear Sir\n\nThe review was carried out by Brisco Tennoway, Deputy Data "
        "Protection Officer.",
        ["Brisco Tennoway"],
    ),
    (
        "Dear Sir\n\nFor more please contact Jorvane Ickle-Smythe at j.ickle@post.example.",
        ["Jorvane Ickle-Smythe", "j.ickle@post.example"],
    ),
    (
        "Prepared by: Tollan Meeksworth\nApproved by: Supt. Yarrow Dunkeswell\n\nDear Sir",
        ["Tollan Meeksworth", "Yarrow Dunkeswell"],
    ),
    (
        "Dear Sir\n\nDCI Orrin Zeklaw (retired) led the enquiry.",
        ["Orrin Zeklaw"],
    ),
    (
        "Dear Sir\n\nSeven.\n\n> From: Ellowyn Strake\n> Sent: 4 May 2022\n> To: FOI\n>\n"
        "> How many?\n>\n> Regards\n> Ellowyn",
        ["Ellowyn Strake", "Ellowyn"],
    ),
    (
        "Dear Sir\n\nThe contract with Harland Price Systems Limited and with Morgan "
        "Sindall Group ended. Nicholson Court is closed. Bishop Auckland is the base.",
        [],
    ),
    (
        "Dear Sir\n\nThe Norman Cross checkpoint, Chapel Allerton and Kirkby Stephen are "
        "on the list, as is Ellis Whittam Ltd.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "all_of_it"), LETTERS)
def test_all_of_a_letter_that_is_somebodys_and_nothing_else_is_found(
    text: str, all_of_it: list[str]
) -> None:
    assert sorted(found.text for found in personal_data(text)) == sorted(all_of_it)
