"""Questions without a plain mark, each with its answer under it."""

from nlp.read import read

TOP = (
    "Kent Police\nInformation Unit\n\nOur ref: 1234/23\n14 April 2023\n\nDear Ms Example\n\nThank"
    " you for your letter, received on 20 March 2023.\n\n"
)
END = (
    "\n\nIf you are dissatisfied you may ask for an internal review within 40 working days.\n\n"
    "Yours sincerely\n\nInformation Officer\n"
)


def positions(body: str) -> dict[str, str | None]:
    return {one.question: one.position for one in read(TOP + body + END).positions}


def test_what_was_asked_is_told_by_the_force_in_its_own_words() -> None:
    body = (
        "To begin with you would like to know how many bicycles were stolen in 2021.\n\n"
        "There were 312.\n\n"
        "You ask whether anybody was taken to court.\n\n"
        "Yes. Three people were.\n\n"
        "The next point is what the bicycles were worth.\n\n"
        "No record of this is held.\n\n"
        "Lastly, you want the place of each theft.\n\n"
        "This is exempt under section 31(1)(a) of the Freedom of Information Act."
    )
    expected = {"1": "disclosed", "2": "confirmed", "3": "not-held", "4": "withheld"}
    assert positions(body) == expected


def test_a_label_may_have_the_number_of_the_file_behind_it() -> None:
    body = (
        "Request 1 (23/0814)\n\na) How many vans are there?\nb) How many are electric?\n\n"
        "Our reply to Request 1\n\na) 41\nb) 12\n\n"
        "Request 2 (23/0815)\n\nPlease send me the fleet strategy.\n\n"
        "Our reply to Request 2\n\n"
        "The strategy is exempt under section 43(2) of the Freedom of Information Act."
    )
    assert positions(body) == {"1a": "disclosed", "1b": "disclosed", "2": "withheld"}


def test_answers_on_the_next_line_are_told_from_questions_that_fill_theirs() -> None:
    body = (
        "Each part is dealt with beneath the words that you used.\n\n"
        "a) number of drones held, with make and model\nSeven: all of them are DJI Matrice.\n\n"
        "b) total spend on drone equipment since 2019\n£97,412 without the costs of staff.\n\n"
        "c) number of remote pilots, by the station at which each of them is based\n"
        "Thirty-four pilots are qualified at the time of writing. The breakdown is exempt\n"
        "from disclosure under section 31(1)(a) of the Freedom of Information Act.\n\n"
        "d) any written assessment of the risk of using drones of this kind\n"
        "One is held. It is withheld in full: section 24(1) of the Freedom of Information Act."
    )
    expected = {"a": "disclosed", "b": "disclosed", "c": "partly-disclosed", "d": "withheld"}
    assert positions(body) == expected


def test_letters_count_the_numbered_questions_where_there_is_one_for_each() -> None:
    body = (
        "Your questions are set out first and our replies come after them, in the same order.\n\n"
        "1. How often was cash seized in 2022?\n2. How much of it was forfeited?\n"
        "3. In which building is it kept?\n\nREPLIES\n\n"
        "A. 487 times.\n\nB. £3,870,442.\n\n"
        "C. Exempt under section 31(1)(a) of the Freedom of Information Act."
    )
    assert positions(body) == {"1": "disclosed", "2": "disclosed", "3": "withheld"}


def test_a_label_names_its_question_by_its_place() -> None:
    body = (
        "Your questions\n\n(i) How many were released on 31 March?\n"
        "(ii) How long had they waited?\n(iii) How many were on bail on 31 March?\n\nDecision\n\n"
        "To answer all of it would cost more than the appropriate limit, and under section 12(1)"
        " of the Freedom of Information Act we do not have to comply.\n\n"
        "Provided outside the Act\n\nSome of the figures were to hand:\n\n"
        "Answer 1 1,872\nAnswer 3 1,109"
    )
    assert positions(body) == {"i": "disclosed", "ii": "cost", "iii": "disclosed"}


def test_the_label_of_a_question_over_the_reasons_asks_nothing_again() -> None:
    body = (
        "Request\n\nRequest 1\nHow many drones are there?\n\n"
        "Request 2\nHow many flights were made?\n\n"
        "Request 3\nWho flies them?\n\nAnswers\n\nAnswer to 1\nNineteen.\n\n"
        "Answer to 2\nThere were 41.\n\nAnswer to 3\n"
        "Refused: section 40(2) of the Freedom of Information Act.\n\nItem 3\n\n"
        "Every pilot is an officer whose home would be put at risk by publication of a name."
    )
    assert positions(body) == {"1": "disclosed", "2": "disclosed", "3": "withheld"}


def test_lines_without_marks_under_a_colon_are_a_list_that_is_given() -> None:
    body = (
        "1. How many stations are open?\n\nThere are 31.\n\n"
        "2. Please list the buildings which are empty.\n\nThere were nine on 1 July 2024:\n\n"
        "Annan (former station)\nBeauly\nMethil\nPortsoy\nStrathaven\n\n"
        "3. What is each of them worth?\n\n"
        "I refuse this part: section 43(2) of the Freedom of Information Act applies."
    )
    assert positions(body) == {"1": "disclosed", "2": "disclosed", "3": "withheld"}


def test_nothing_is_released_of_all_that_was_asked() -> None:
    body = (
        "It reads:\n\n1. How many officers are on duty at midnight?\n2. Where are they?\n\n"
        "I confirm that we have what you ask for. I am sorry to say that none of it will be"
        " released.\n\nSection 17 of the Freedom of Information Act obliges me to explain why:"
        " section 31(1)(a) applies to both."
    )
    assert positions(body) == {"1": "withheld", "2": "withheld"}


def test_demands_stand_among_questions_without_a_mark() -> None:
    body = (
        "How many people were arrested in 2023?\n\nThere were 1,204 such arrests.\n\n"
        "Has the force been inspected since 2022?\n\nYes. An inspector came in June 2023.\n\n"
        "Please supply the plan that was drawn up after the inspection.\n\n"
        "The plan is exempt under section 22(1) of the Freedom of Information Act.\n\n"
        "What was the average length of bail?\n\nNo average is recorded. It is not held."
    )
    expected = {"1": "disclosed", "2": "confirmed", "3": "elsewhere", "4": "not-held"}
    assert positions(body) == expected


def test_a_list_of_definitions_is_one_of_questions_and_answers() -> None:
    body = (
        "How many times was an interpreter called?: 9,811 times.\n"
        "Which languages were needed?\n\nIn descending order:\n\nRomanian\t2,206\n"
        "Polish\t1,318\n\n"
        "What did the force pay in that year?: £1,377,290.\n"
        "What hourly rate is paid?\n\n"
        "The rates are refused under section 43(2) of the Freedom of Information Act."
    )
    expected = {"1": "disclosed", "2": "disclosed", "3": "disclosed", "4": "withheld"}
    assert positions(body) == expected


def test_bullets_under_numbered_questions_answer_where_nothing_else_does() -> None:
    body = (
        "The applicant asked four things.\n\n"
        "1. How many reports were there in each year?\n\n  - 2021: 14 reports\n"
        "  - 2022: 23 reports\n\n2. What was seized?\n\n  - 31 nets\n  - 2 boats\n\n"
        "3. Which pools are watched?\n\n  - We hold this and will not release it.\n"
        "  - Exemption: section 31(1)(a) of the Freedom of Information Act.\n\n"
        "4. Is there an agreement with the Agency?\n\n  - Yes."
    )
    expected = {"1": "disclosed", "2": "disclosed", "3": "withheld", "4": "confirmed"}
    assert positions(body) == expected


def test_links_below_the_rights_of_review_ask_nothing() -> None:
    body = (
        "How many dogs are there?\n\nForty.\n\nHow many vans are there?\n\nTwelve.\n\n"
        "How many horses are there?\n\nNone."
    )
    text = (
        TOP + body + END + "\nRecent entries\n\n- Police dogs (1211A/23)\n- Stables (1198A/23)\n"
    )
    assert [one.question for one in read(text).positions] == ["1", "2", "3"]


def test_an_answer_may_point_to_that_of_the_first_question() -> None:
    body = (
        "1. Does the force own such glasses?\n\nNeither confirmed nor denied: section 31(3) of the"
        " Freedom of Information Act.\n\n2. What did they cost?\n\n"
        "As for the previous question.\n\n"
        "3. On how many days were they worn?\n\nAs for the first question."
    )
    assert positions(body) == {"1": "ncnd", "2": "ncnd", "3": "ncnd"}


def test_a_request_that_stands_in_the_annex_is_the_request() -> None:
    annex = (
        "\nANNEX\n\nYour request in full\n\n1. How many caravans were stolen in 2022?\n"
        "2. How many were found again?\n"
    )
    body = (
        "The request is copied in the annex. To comply with points 1 and 2 of it would exceed the"
        " appropriate limit, and section 12(1) of the Freedom of Information Act applies to both."
    )
    found = read(TOP + body + END + annex).positions
    assert {one.question: one.position for one in found} == {"1": "cost", "2": "cost"}


def test_everything_else_is_what_was_not_answered() -> None:
    body = (
        "You asked:\n\n1. How many are trained?\n2. Which software is used?\n"
        "3. What grade approves its use?\n\nResponse\n\n1. 164.\n3. An inspector.\n\n"
        "Everything else that you asked for is held but will not be released. It is exempt under"
        " section 31(1)(a) of the Freedom of Information Act."
    )
    assert positions(body) == {"1": "disclosed", "2": "withheld", "3": "disclosed"}


def test_a_list_that_a_sentence_leads_to_counts_no_questions() -> None:
    body = (
        "You asked:\n\n1. How many drones do you own?\n2. What did they cost?\n"
        "3. Please supply the minutes of the drone board.\n\nOur response:\n\n"
        "The force owns 12 drones, which cost £90,000. They are used for:\n\n"
        "a. searches for missing people\nb. football matches\nc. road crashes\n\n"
        "The minutes are refused under section 31(1)(a) of the Freedom of Information Act."
    )
    assert positions(body)["3"] == "withheld"
