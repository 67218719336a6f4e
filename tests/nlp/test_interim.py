"""Letters that answer nothing yet: acknowledgements, holding notices, covers of an attachment."""

import pytest

from nlp.read import read

HEAD = (
    "Kent Police\nFreedom of Information\n\nDear Ms Marlow,\n\nFOI/2024/771\n\n"
    "Thank you for your request for information about the use of drones, received on 3 May 2024."
    "\n\nYou asked:\n1. How many drones do you own?\n2. Which units use them?\n\n"
)
CLOSE = "\n\nYours sincerely,\nDisclosure Team\nKent Police\n"

PUT_OFF = {
    "logged": "Your request has been logged and we will respond to you by 3 June 2024.",
    "code of practice": (
        "Your request will now be dealt with under the Freedom of Information Act 2000. You should"
        " expect to receive a response by 3 June 2024. Please note that we can extend this"
        " deadline by a further 20 days. If we need more time, we will contact you."
    ),
    "further time": (
        "I am writing to tell you that we need further time to consider the public interest test"
        " in relation to sections 31 and 24 of the Act. We are extending the time limit by 20"
        " working days and aim to respond by 28 June 2024."
    ),
    "engaged, not yet weighed": (
        "The information is exempt under section 31(1)(a) of the Act. This exemption is qualified,"
        " and we have not yet reached a decision on where the balance of the public interest lies."
        " We expect to do so by 28 June 2024 and will write to you then."
    ),
    "still weighing": (
        "We are still considering the public interest under section 24(1). Section 10(3) of the"
        " Act allows us to extend the time for that, and we hope to send you our decision by"
        " 28 June 2024."
    ),
    "delay": (
        "We apologise that we have not yet been able to complete your request. It remains with the"
        " Operations Department and we will write to you as soon as we have their reply."
    ),
    "logged, and a form": (
        "This has been logged as a Freedom of Information request. The reference number for your"
        " request can be found above. The Act states that we must respond to you within 20 working"
        " days, by 3 June 2024. Please note that the force will accept requests via the online"
        " form, which can be found on its website."
    ),
    "review attached": (
        "Please find attached a copy of my internal review of your Freedom of Information request."
    ),
    "attached": "Please find attached our response to your request.",
}


@pytest.mark.parametrize("name", PUT_OFF)
def test_nothing_is_answered_yet(name: str) -> None:
    response = read(HEAD + PUT_OFF[name] + CLOSE)
    assert response.outcome is None
    assert [(a.question, a.position) for a in response.positions] == [("1", None), ("2", None)]
    assert all(a.reason for a in response.positions)


ANSWERED = {
    "after a delay": (
        "We apologise that we were not able to answer within the time limit. We own 12 drones."
        " They are used by the Roads Policing Unit.",
        "disclosed",
    ),
    "after an extension": (
        "On 3 June we wrote to tell you that we needed further time to weigh the public interest."
        " We have now done so. The information is withheld under section 31(1)(a).",
        "withheld",
    ),
    "what will be done with things": (
        "1. The force owns 12 drones, which will be dealt with as stock.\n"
        "2. Roads Policing; officers must respond to a request for a flight within one hour.",
        "disclosed",
    ),
    "when a review will be done": (
        "1. As many as each district asks for.\n2. Roads Policing and no other.\n\n"
        "If you are unhappy with this reply you may ask for an internal review. It will be dealt"
        " with by a senior officer, and we aim to respond within 20 working days.",
        "disclosed",
    ),
    "when a complaint will be answered": (
        "Drones are bought by the districts and are used by Roads Policing.\n\n"
        "Complaints will be considered by someone who took no part in the reply. You should"
        " receive a response within a month.",
        "disclosed",
    ),
    "in full below": (
        "Please find our response to your request below.\n\n1. 12\n2. Roads Policing",
        "disclosed",
    ),
}


@pytest.mark.parametrize("name", ANSWERED)
def test_words_about_time_take_no_answer_back(name: str) -> None:
    words, outcome = ANSWERED[name]
    assert read(HEAD + words + CLOSE).outcome == outcome
