"""What a letter is about."""

import csv
from pathlib import Path

import pytest

from nlp.hints import Hints
from nlp.read import read
from nlp.topics import choose, subjects

ASKED = [
    ("How many Tasers does the force own, and how often were they drawn?", "taser"),
    ("Please state the number of burglaries recorded in each ward.", "burglary"),
    ("How many officers were dismissed for gross misconduct in 2030?", "complaints"),
    ("Does the force use live facial recognition, or plan to?", "facial-recognition"),
    ("How many ANPR cameras are there and how many reads are kept?", "anpr"),
    ("What did the force spend on drones, and who flies them?", "drones"),
    ("Number of stop and searches by ethnicity of the person searched.", "stop-and-search"),
    ("How many people died in custody or soon after detention?", "custody"),
    ("How many speed cameras are live and how many drivers were fined for speeding?",
     "road-traffic"),
    ("How many shotgun certificates were revoked?", "firearms"),
    ("Reports of stalking and of coercive control since 2025.", "domestic-abuse"),
    ("How many people were reported missing and how many missing children were found?",
     "missing-persons"),
    ("Has the force bought spyware such as Pegasus?", "spyware"),
    ("Does the force use IMSI catchers?", "imsi-catchers"),
    ("Number of hare coursing incidents and of dogs seized.", "wildlife-rural"),
    ("Sightings of UFOs, ghosts and big cats.", "paranormal"),
    ("How long did callers wait for a 999 call to be answered?", "emergency-calls"),
    ("How many fixed penalty notices for breach of lockdown and coronavirus rules?", "covid"),
    ("How many detentions under section 136 of the Mental Health Act?", "mental-health"),
    ("Hate crimes recorded with a transphobic or antisemitic flag.", "hate-crime"),
    ("How many police stations have closed their front counter?", "property"),
    ("How many sick days were taken by officers and staff with stress?", "workforce"),
    ("Catalytic converter thefts and keyless car thefts.", "vehicle-crime"),
    ("Rapes reported and rapes charged.", "sexual-offences"),
    ("What does the force pay informants (CHIS)?", "undercover"),
    ("Ransomware and other cyber attacks that were reported to the force.", "cybercrime"),
    ("Does the force use ChatGPT, Copilot or any other artificial intelligence?",
     "artificial-intelligence"),
    ("Referrals to the National Referral Mechanism for modern slavery.", "modern-slavery"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "topic"), ASKED)
def test_the_question_says_what_it_is_about(question: str, topic: str) -> None:
    text = f"Dear Sir\n\nYou asked:\n\n1. {question}\n\nResponse\n\nThe figure is 14.\n"

    assert read(text).topics[:1] == (topic,)


def test_the_argument_of_a_refusal_is_not_the_topic() -> None:
    text = (
        "Dear Sir\n\nYou asked:\n\n1. How many drones does the force fly?\n\nResponse\n\nSection "
        "24(1) National Security\nSection 31(1)(a) Law Enforcement\n\nHarm\n\nTerrorists would "
        "learn what is held. The threat from terrorism is severe; national security and counter "
        "terrorism would suffer, and murder, rape and fraud would go undetected.\n"
    )

    assert read(text).topics == ("drones",)


def test_a_table_of_all_offences_is_about_none_of_them() -> None:
    text = (
        "Dear Sir\n\nYour Request\n\nThe number of crimes logged there.\n\nResponse\n\n"
        "Burglary 2\nRobbery 3\nDrug offences 4\nMurder 1\nRape 2\nFraud 9\nPublic order 12\n"
    )

    assert read(text).topics == ()


def test_the_title_of_the_listing_counts() -> None:
    assert read("The figure is 14.", Hints(title="Knife crime in schools")).topics[:1] == (
        "knife-crime",
    )


def test_nothing_is_guessed_where_nothing_speaks_for_a_topic() -> None:
    assert read("Dear Sir\n\nPlease see the attached.\n").topics == ()


def test_a_second_topic_must_come_near_the_first() -> None:
    assert choose({"taser": 10.0, "firearms": 9.0, "custody": 1.0}) == ("taser", "firearms")
    assert choose({"taser": 10.0, "firearms": 3.0}) == ("taser",)


def test_what_almost_every_request_touches_yields_to_the_matter_itself() -> None:
    assert choose({"finance": 10.0, "drones": 8.0})[0] == "drones"


def test_every_topic_has_a_label_and_words_to_find_it_by() -> None:
    assert len(subjects()) == 54
    for topic, subject in subjects().items():
        assert subject.label, topic
        assert subject.strong, topic


@pytest.mark.parametrize("topic", sorted(subjects()))
def test_its_own_first_words_find_a_topic(topic: str) -> None:
    phrase = subjects()[topic].strong[0]
    text = f"Dear Sir\n\nYou asked:\n\n1. How many records mention {phrase}?\n\nResponse\n\n7.\n"

    assert read(text).topics[:1] == (topic,)


def test_the_topics_are_those_of_the_shared_list(corpus: Path) -> None:
    with (corpus.parent / "topics.csv").open(encoding="utf-8", newline="") as file:
        shared = {row["id"]: row["label"] for row in csv.DictReader(file)}

    assert {topic: subject.label for topic, subject in subjects().items()} == shared
