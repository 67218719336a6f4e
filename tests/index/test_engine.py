"""The contract of every search engine; a new one is a name in ENGINES of conftest.py."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from index.engine import Counts, SearchEngine, Sort, delete, put
from index.error import IndexMissingError
from index.letter import Entry, entry_of
from index.query import read_query
from nlp.collected import Collected
from nlp.response import Answer, Exemption, Question

Make = Callable[..., Collected]


def found(engine: SearchEngine, query: str, sort: Sort = "score") -> list[str]:
    return [hit.id for hit in engine.search(read_query(query), limit=0, sort=sort).hits]


# Put, replace, delete


def test_what_was_put_is_found_and_counted(empty: SearchEngine, letter: Make) -> None:
    asked = {"questions": (Question(id="1", text="Any drones?"),),
             "positions": (Answer(question="1", position="denied"),)}  # fmt: skip

    put(empty, [entry_of(letter("a", "We own no drones.", **asked)), entry_of(letter("b"))])

    assert found(empty, "drone") == ["a"]
    assert empty.counts() == Counts(letters=2, positions=1)


def test_a_letter_that_is_put_again_replaces_the_one_before(
    empty: SearchEngine, letter: Make
) -> None:
    three = tuple(Answer(question=str(n), position="withheld") for n in (1, 2, 3))
    put(empty, [entry_of(letter("a", "Tasers.", positions=three)), entry_of(letter("b", "Both."))])

    put(empty, [entry_of(letter("a", "Drones.", positions=three[:1]), stamp="new")])

    assert found(empty, "taser") == []
    assert found(empty, "drone") == ["a"]
    assert empty.counts() == Counts(letters=2, positions=1)
    assert empty.stamps()["a"].made == "new"


def test_the_last_of_two_letters_with_one_id_stays(empty: SearchEngine, letter: Make) -> None:
    put(empty, [entry_of(letter("a", "Tasers.")), entry_of(letter("a", "Drones."))])

    assert found(empty, "*:*") == ["a"]
    assert found(empty, "drones") == ["a"]


def test_a_deleted_letter_and_its_positions_are_gone(empty: SearchEngine, letter: Make) -> None:
    answer = (Answer(question="1", position="ncnd"),)
    put(empty, [entry_of(letter(id_, positions=answer)) for id_ in ("a", "b")])

    delete(empty, ["a", "never-there"])

    assert found(empty, "*:*") == ["b"]
    assert found(empty, "answer:(position:ncnd)") == ["b"]
    assert empty.counts() == Counts(letters=1, positions=1)
    assert list(empty.stamps()) == ["b"]


def test_expunging_leaves_the_rest_as_it_is(empty: SearchEngine, letter: Make) -> None:
    put(empty, [entry_of(letter("a")), entry_of(letter("b"))])
    delete(empty, ["a"])

    empty.expunge()

    assert found(empty, "*:*") == ["b"]


def test_stamps_tell_what_a_letter_was_made_from(empty: SearchEngine, letter: Make) -> None:
    entry = entry_of(letter("a", positions=(Answer(question="1", position="ncnd"),)), stamp="made")

    put(empty, [entry])

    stamp = empty.stamps()["a"]
    assert (stamp.made, stamp.digest, stamp.positions) == ("made", entry.digest, 1)


def test_a_rebuilt_index_holds_only_what_was_put_into_it(
    empty: SearchEngine, letter: Make
) -> None:
    put(empty, [entry_of(letter("old"))])

    with empty.writer(rebuild=True) as writer:
        writer.put(entry_of(letter("new")))
        assert found(empty, "*:*") == ["old"]

    assert found(empty, "*:*") == ["new"]


def test_a_failed_rebuild_leaves_the_old_index(empty: SearchEngine, letter: Make) -> None:
    put(empty, [entry_of(letter("old"))])

    def interrupted() -> None:
        with empty.writer(rebuild=True) as writer:
            writer.put(entry_of(letter("new")))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interrupted()

    assert found(empty, "*:*") == ["old"]
    put(empty, [entry_of(letter("next"))])
    assert sorted(found(empty, "*:*")) == ["next", "old"]


def test_an_empty_index_finds_nothing(empty: SearchEngine) -> None:
    assert empty.search(read_query("*:*")).total == 0
    assert empty.search(read_query("drone"), limit=0).hits == ()
    assert empty.facets(read_query("*:*"), "force") == {}
    assert list(empty.positions(read_query("drone"))) == []
    assert empty.stamps() == {}


def test_without_an_index_the_message_says_what_to_do(
    request: pytest.FixtureRequest, empty: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{type(empty).__module__}.VERSION", "from-the-future")

    with pytest.raises(IndexMissingError, match="foi index"):
        empty.search(read_query("*:*"))


# Search: what is found


def text(entry: Entry, part: str = "any") -> str:
    """The words of a letter, or of one part of it, with spaces around each."""
    parts = dict(zip(("title", "request", "response"), entry.letter.words, strict=True))
    chosen = parts.values() if part == "any" else (parts[part],)
    return " | ".join(f" {' '.join(words)} " for words in chosen)


def under(ids: Sequence[str], *paths: str) -> bool:
    return any(f"{id_}/".startswith(f"{path}/") for id_ in ids for path in paths)


def answers(entry: Entry, position: str, *paths: str) -> bool:
    return any(p.position == position and under(p.exemptions, *paths) for p in entry.positions)


QUERIES: dict[str, Callable[[Entry], bool]] = {
    "*:*": lambda e: True,
    "*": lambda e: True,
    "facial recognition": lambda e: (
        bool(re.search(r"facial", text(e))) and bool(re.search(r"recogni[st]", text(e)))
    ),
    '"facial recognition"': lambda e: " facial recognition " in text(e),
    '"recognition facial"': lambda e: " recognition facial " in text(e),
    "title:lfr": lambda e: "lfr" in (e.letter.title or ""),
    "request:taser": lambda e: bool(re.search(r" tasers? ", text(e, "request"))),
    "response:taser": lambda e: bool(re.search(r" tasers? ", text(e, "response"))),
    "tazer~": lambda e: bool(re.search(r" (t.zer|ta.er|taz.r|tazer.|taze.) ", text(e))),
    "t?sers": lambda e: bool(re.search(r" t\wsers ", text(e))),
    "*graph*": lambda e: bool(re.search(r" \w*graph\w* ", text(e))),
    "NOT nation:England": lambda e: "England" not in e.letter.nations,
    "-nation:England": lambda e: "England" not in e.letter.nations,
    'force:"the Met"': lambda e: "metropolitan" in e.letter.forces,
    "force:MPS OR force:kent": lambda e: bool({"metropolitan", "kent"} & set(e.letter.forces)),
    "force:(MPS OR kent)": lambda e: bool({"metropolitan", "kent"} & set(e.letter.forces)),
    "force:*yorkshire": lambda e: any("yorkshire" in force for force in e.letter.forces),
    "nation:scotland": lambda e: "Scotland" in e.letter.nations,
    'region:"south west"': lambda e: "South West" in e.letter.regions,
    "regime:foisa": lambda e: "foisa" in e.letter.regimes,
    "regime:FOI": lambda e: "foia" in e.letter.regimes,
    "exemption:31": lambda e: under(e.letter.exemptions, "foia/31", "foisa/31"),
    "exemption:foia/31": lambda e: under(e.letter.exemptions, "foia/31"),
    "exemption:s31(1)(a)": lambda e: under(e.letter.exemptions, "foia/31/1/a"),
    "exemption:section 31(1)": lambda e: under(e.letter.exemptions, "foia/31/1", "foisa/31/1"),
    'exemption:"s40 FOIA"': lambda e: under(e.letter.exemptions, "foia/40"),
    "exemption:(23 OR 24)": lambda e: under(
        e.letter.exemptions, "foia/23", "foia/24", "foisa/23", "foisa/24"
    ),
    "exemption:foia/12": lambda e: under(e.letter.procedural, "foia/12"),
    "mentions:23 -exemption:23": lambda e: (
        under(e.letter.mentions, "foia/23", "foisa/23")
        and not under(e.letter.exemptions, "foia/23", "foisa/23")
    ),
    "ncnd:full": lambda e: e.letter.outcome == "ncnd",
    "outcome:cost": lambda e: e.letter.outcome == "cost",
    'outcome:"not held"': lambda e: e.letter.outcome == "not-held",
    "position:vexatious": lambda e: "vexatious" in e.letter.positions,
    'topic:"Facial recognition"': lambda e: "facial-recognition" in e.letter.topics,
    "topic:facial*": lambda e: "facial-recognition" in e.letter.topics,
    "responded:2018": lambda e: (e.letter.responded or "")[:4] == "2018",
    "responded:[2019 TO 2021]": lambda e: "2019" <= (e.letter.responded or "")[:4] <= "2021",
    "responded:[2019 TO 2021}": lambda e: "2019" <= (e.letter.responded or "")[:4] <= "2020",
    "responded:{2018 TO *]": lambda e: (e.letter.responded or "") > "2018-12-31",
    "responded:>2018": lambda e: (e.letter.responded or "") > "2018-12-31",
    "responded:<=2018-06": lambda e: "" < (e.letter.responded or "") < "2018-07",
    "received:2018-06": lambda e: (e.letter.received or "")[:7] == "2018-06",
    "NOT responded:*": lambda e: e.letter.responded is None,
    "has:table": lambda e: "table" in e.letter.has,
    "robin:robin-1": lambda e: e.letter.robin == "robin-1",
    "platform:single-online-home": lambda e: "single-online-home" in e.letter.platforms,
    "answer:(position:ncnd AND exemption:31)": lambda e: answers(e, "ncnd", "foia/31", "foisa/31"),
    "(position:ncnd AND exemption:31)": lambda e: answers(e, "ncnd", "foia/31", "foisa/31"),
    "position:ncnd AND exemption:31": lambda e: (
        "ncnd" in e.letter.positions and under(e.letter.exemptions, "foia/31", "foisa/31")
    ),
    "answer:(NOT position:ncnd)": lambda e: any(p.position != "ncnd" for p in e.positions),
    "NOT answer:(position:ncnd)": lambda e: "ncnd" not in e.letter.positions,
    "question:drone*": lambda e: any("drone" in p.text for p in e.positions),
    "taser drone OR force:kent": lambda e: (
        "kent" in e.letter.forces or (" taser" in text(e) and " drone" in text(e))
    ),
    "force:kent OR -nation:england": lambda e: (
        "kent" in e.letter.forces and "England" not in e.letter.nations
    ),
    "force:kent OR NOT nation:england": lambda e: (
        "kent" in e.letter.forces or "England" not in e.letter.nations
    ),
    "+force:kent OR taser": lambda e: "kent" in e.letter.forces,
    "nation:wales && !outcome:disclosed || force:kent": lambda e: (
        "kent" in e.letter.forces
        or ("Wales" in e.letter.nations and e.letter.outcome != "disclosed")
    ),
    "force:atlantis": lambda e: False,
}


@pytest.mark.parametrize("query", QUERIES)
def test_every_form_of_query_finds_its_letters(
    filled: SearchEngine, gold_entries: list[Entry], query: str
) -> None:
    expected = {entry.letter.id for entry in gold_entries if QUERIES[query](entry)}

    result = filled.search(read_query(query), limit=0)

    assert {hit.id for hit in result.hits} == expected
    assert result.total == len(result.hits) == len(expected)


def test_a_loose_phrase_lets_words_change_places(filled: SearchEngine) -> None:
    as_it_stands = sorted(found(filled, '"facial recognition"'))
    assert sorted(found(filled, '"recognition facial"~2')) == as_it_stands
    assert found(filled, '"recognition facial"~1') == []
    assert found(filled, '"live recognition"~1')
    assert found(filled, '"live recognition"') == []


def test_words_are_stemmed_but_not_where_they_have_wildcards(
    empty: SearchEngine, letter: Make
) -> None:
    put(empty, [entry_of(letter("a", "The officers were refusing.", title=None))])

    assert found(empty, "officer refused") == ["a"]
    assert found(empty, '"officer was refused"') == []
    assert found(empty, "refus*") == ["a"]
    assert found(empty, "refused*") == []
    assert found(empty, "REFUSING~") == ["a"]


def test_accents_case_and_invisible_signs_make_no_difference(
    empty: SearchEngine, letter: Make
) -> None:
    put(empty, [entry_of(letter("a", "Heddlu Tŷ, ﬁre\u00adarms, the force’s e\u0301lan"))])

    for query in ("tŷ", "TY", "firearms", "force's", "force’s", "élan", "elan", "fire*"):
        assert found(empty, query) == ["a"], query


def test_words_may_stand_in_different_parts_of_the_letter(
    empty: SearchEngine, letter: Make
) -> None:
    put(empty, [entry_of(letter("a", "We own none.", title="Drones"))])

    assert found(empty, "drones own") == ["a"]
    assert found(empty, "response:drones") == []


def test_a_phrase_does_not_join_what_stands_apart(empty: SearchEngine, letter: Make) -> None:
    from nlp.response import Section

    text = "No red. How many vans? Blue vans were sold."
    request = Section(kind="request", exemption=None, starts="", spans=((8, 22),))
    put(empty, [entry_of(letter("a", text, sections=(request,)))])

    assert found(empty, '"red blue"') == []
    assert found(empty, '"red blue"~10') == []
    assert found(empty, 'request:"many vans"') == ["a"]
    assert found(empty, 'response:"blue vans"') == ["a"]


def test_clauses_for_one_question_do_not_mix_answers(empty: SearchEngine, letter: Make) -> None:
    questions = (Question(id="1", text="Do you own drones?"), Question(id="2", text="What cost?"))
    exemptions = (Exemption(id="foia/31/3", engaged=True, ncnd=True),
                  Exemption(id="foia/43/2", engaged=True, ncnd=False))  # fmt: skip
    answers = (Answer(question="1", position="ncnd", exemptions=("foia/31/3",)),
               Answer(question="2", position="withheld", exemptions=("foia/43/2",)))  # fmt: skip
    put(empty, [entry_of(letter("a", questions=questions, exemptions=exemptions,
                                positions=answers))])  # fmt: skip

    assert found(empty, "position:ncnd AND exemption:43") == ["a"]
    assert found(empty, "answer:(position:ncnd AND exemption:43)") == []
    assert found(empty, "answer:(position:ncnd AND exemption:31)") == ["a"]
    assert found(empty, "answer:(position:ncnd AND question:drone)") == ["a"]
    assert found(empty, "answer:(position:withheld AND question:drone)") == []
    assert found(empty, "position:(withheld AND question:cost)") == ["a"]
    assert found(empty, "(position:withheld AND question:drone AND force:kent)") == []


def test_a_bare_section_means_the_law_of_the_answer(empty: SearchEngine, letter: Make) -> None:
    for id_ in ("foia/31/1/a", "foisa/31/1", "foia/30/1", "eir/12/5/b"):
        exemption = Exemption(id=id_, engaged=True, ncnd=False)
        put(empty, [entry_of(letter(id_, regimes=(id_.split("/")[0],), exemptions=(exemption,)))])

    assert sorted(found(empty, "exemption:s31")) == ["foia/31/1/a", "foisa/31/1"]
    assert found(empty, "exemption:foia/31") == ["foia/31/1/a"]
    assert found(empty, "exemption:s31 AND regime:foisa") == ["foisa/31/1"]
    assert found(empty, 'exemption:"regulation 12(5)"') == ["eir/12/5/b"]
    assert found(empty, "exemption:s31(1)(a)") == ["foia/31/1/a"]


def test_what_was_only_mentioned_was_not_relied_on(empty: SearchEngine, letter: Make) -> None:
    rejected = (Exemption(id="foia/24/1", engaged=False, ncnd=False),)
    put(empty, [entry_of(letter("a", exemptions=rejected))])

    assert found(empty, "exemption:24") == []
    assert found(empty, "mentions:24") == ["a"]


def test_references_are_found_whole_and_in_part(empty: SearchEngine, letter: Make) -> None:
    put(empty, [entry_of(letter("a", reference="FOI 007663-17"))])

    for query in ("007663-17", '"foi 007663-17"', "FOI*", "007663*", '"FOI 007663"', "*17"):
        assert found(empty, f"reference:{query}") == ["a"], query
    assert found(empty, "reference:007664") == []


# Order and pages


@pytest.mark.parametrize("sort", ["responded", "-responded"])
def test_letters_come_in_the_order_of_their_dates_and_ids(
    filled: SearchEngine, gold_entries: list[Entry], sort: Sort
) -> None:
    letters = sorted((entry.letter for entry in gold_entries), key=lambda letter: letter.id)
    dated = [letter for letter in letters if letter.responded]
    dated.sort(key=lambda letter: letter.responded or "", reverse=sort == "-responded")
    undated = [letter for letter in letters if not letter.responded]

    assert found(filled, "*:*", sort) == [letter.id for letter in dated + undated]


@pytest.mark.parametrize("query", ["police", "*:*", "police OR section"])
@pytest.mark.parametrize("sort", ["score", "responded", "-responded"])
def test_pages_put_together_are_the_whole(filled: SearchEngine, query: str, sort: Sort) -> None:
    read = read_query(query)
    whole = filled.search(read, limit=0, sort=sort)

    pages = [filled.search(read, limit=7, sort=sort, offset=at) for at in range(0, 50, 7)]

    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total} == {len(whole.hits)}


def test_equal_letters_come_in_the_order_of_their_ids(empty: SearchEngine, letter: Make) -> None:
    ids = [f"letter-{number:03}" for number in range(60)]
    put(empty, [entry_of(letter(id_, "Drones", title=None)) for id_ in reversed(ids)])

    assert found(empty, "drones") == ids
    page = empty.search(read_query("drones"), limit=5, offset=20)
    assert [hit.id for hit in page.hits] == ids[20:25]


def test_what_is_about_the_words_comes_before_what_mentions_them(
    empty: SearchEngine, letter: Make
) -> None:
    about = letter("about", "Drones: the drone unit has drones.", title="Drones")
    filler = "The force holds information about many other things. " * 20
    put(empty, [entry_of(letter("mentions", filler + "A drone.")), entry_of(about)])

    hits = empty.search(read_query("drone")).hits

    assert [hit.id for hit in hits] == ["about", "mentions"]
    assert hits[0].score is not None
    assert hits[1].score is not None
    assert hits[0].score > hits[1].score > 0


def test_a_hit_shows_what_is_known_of_its_letter(
    filled: SearchEngine, gold_entries: list[Entry]
) -> None:
    entry = next(e for e in gold_entries if e.letter.id == "lfr-cleveland-2019")

    (hit,) = filled.search(read_query(f'reference:"{entry.letter.reference}"')).hits

    assert hit.summary["forces"] == ["cleveland"]
    assert hit.summary["title"] == entry.letter.title
    assert hit.summary["responded"] == entry.letter.responded
    assert hit.summary["url"] == "https://force.example/lfr-cleveland-2019"


# Facets and positions


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("force", lambda letter: letter.forces),
        ("nation", lambda letter: letter.nations),
        ("exemption", lambda letter: letter.exemptions),
        ("mentions", lambda letter: letter.mentions),
        ("topic", lambda letter: letter.topics),
        ("position", lambda letter: letter.positions),
        ("outcome", lambda letter: [letter.outcome]),
        ("ncnd", lambda letter: [letter.ncnd]),
        ("reference", lambda letter: [letter.reference] if letter.reference else []),
        ("responded", lambda letter: [letter.responded[:4]] if letter.responded else []),
        ("robin", lambda letter: [letter.robin] if letter.robin else []),
    ],
)
@pytest.mark.parametrize("query", ["*:*", "facial recognition", "position:ncnd"])
def test_facets_count_each_value_exactly(
    filled: SearchEngine,
    gold_entries: list[Entry],
    query: str,
    field: str,
    values: Callable[..., list[str]],
) -> None:
    letters = {entry.letter.id: entry.letter for entry in gold_entries}
    expected = Counter(value for id_ in found(filled, query) for value in values(letters[id_]))

    assert filled.facets(read_query(query), field) == expected


@pytest.mark.parametrize(
    "query", ["*:*", "facial recognition", "topic:taser", "answer:(position:ncnd)", "force:dorset"]
)
def test_the_positions_of_the_letters_found(
    filled: SearchEngine, gold_entries: list[Entry], query: str
) -> None:
    ids = set(found(filled, query))
    expected = [
        position
        for entry in sorted(gold_entries, key=lambda entry: entry.letter.id)
        if entry.letter.id in ids
        for position in entry.positions
    ]

    positions = list(filled.positions(read_query(query)))

    assert [(p["letter"], p["force"], p["question"], p["position"]) for p in positions] == [
        (p.letter, p.force, p.question, p.position) for p in expected
    ]
    assert filled.cells(read_query(query)) == Counter((p.force, p.position) for p in expected)


def test_a_position_carries_the_facts_of_its_letter(empty: SearchEngine, letter: Make) -> None:
    held = letter(
        "a", forces=("kent", "essex"), responded="2019-03-04", topics=("drones",),
        questions=(Question(id="1", text="Any?"),),
        positions=(Answer(question="1", position="ncnd", exemptions=("foia/31/3",),
                          spans=((3, 9),)),),
    )  # fmt: skip
    put(empty, [entry_of(held)])

    first, second = empty.positions(read_query("force:essex"))

    assert (first["force"], second["force"]) == ("kent", "essex")
    assert first["text"] == "Any?"
    assert first["exemptions"] == ["foia/31/3"]
    assert first["evidence"] == [3, 9]
    assert first["responded"] == "2019-03-04"
    assert first["topics"] == ["drones"]
    assert first["url"] == "https://force.example/a"


def test_thousands_of_letters_are_searched_counted_and_listed_whole(
    empty: SearchEngine, letter: Make
) -> None:
    answer = (Answer(question="1", position="ncnd", exemptions=("foia/31/3",)),)
    entry = entry_of(letter("x", "Drones.", positions=answer, reference="R"))

    def numbered(number: int) -> Entry:
        id_ = f"{number:05}"
        letter_ = replace(entry.letter, id=id_, reference=f"R{id_}")
        positions = tuple(replace(position, letter=id_) for position in entry.positions)
        return replace(entry, letter=letter_, positions=positions)

    put(empty, (numbered(number) for number in range(2500)))

    assert len(found(empty, "drones")) == 2500
    assert len(found(empty, "answer:(position:ncnd AND exemption:31)")) == 2500
    assert len(empty.facets(read_query("*:*"), "reference")) == 2500
    assert empty.cells(read_query("drones")) == {("kent", "ncnd"): 2500}
    assert len(empty.stamps()) == 2500
    far = empty.search(read_query("drones"), limit=10, offset=2495)
    assert [hit.id for hit in far.hits] == [f"{number:05}" for number in range(2495, 2500)]
