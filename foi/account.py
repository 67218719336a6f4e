"""The account of a collection: each stored capture in exactly one state, by force and in all."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from collection.collection import Collection
from crawlers.frontier import last_crawls
from foi.habits import habits
from nlp.collected import responses

STATES = ("read", "non-response", "failed", "quarantined", "pending")


def account(collection: Collection) -> Iterator[dict[str, Any]]:
    """A row for each force that has captures, in order of slugs, then one for the whole.

    A capture belongs to the force whose log it came from and to those that answer in it, so that
    a joint answer stands under each; the last row, with ``force`` null, counts each capture once.
    """
    belongs: dict[int, set[str]] = defaultdict(set)
    answers: dict[str | None, int] = defaultdict(int)
    for collected in responses(collection):
        answers[None] += 1
        for force in collected.response.forces:
            answers[force] += 1
        for capture in collected.captures:
            belongs[capture.id].update(collected.response.forces)
    states: dict[str | None, Counter[str]] = defaultdict(Counter)
    for row in collection.db.execute(
        """SELECT capture.id, capture.force,
                  CASE WHEN kind IN ('list', 'decision') THEN 'non-response'
                       ELSE coalesce(disposition.state, 'pending') END AS state
           FROM capture LEFT JOIN disposition ON disposition.capture = capture.id
           WHERE capture.state = 'ok'"""
    ):
        states[None][row["state"]] += 1
        for force in belongs[row["id"]] | ({row["force"]} if row["force"] else set()):
            states[force][row["state"]] += 1
    crawls = _crawls(collection)
    known: list[str | None] = [*sorted(key for key in states.keys() | crawls.keys() if key), None]
    for slug in known:
        counts = states[slug]
        last_crawl, last_entry, complete = crawls.get(slug, (None, None, None))
        yield {
            "force": slug,
            "captures": counts.total(),
            **{state.replace("-", "_"): counts[state] for state in STATES},
            "responses": answers[slug],
            "last_crawl": last_crawl,
            "last_entry": last_entry,
            "complete": complete,
            **habits(collection.db, slug),
        }


def _crawls(
    collection: Collection,
) -> dict[str | None, tuple[str | None, str | None, bool | None]]:
    """By force: when its site last answered, its newest entry, whether the crawl was whole."""
    rows = collection.db.execute(
        """SELECT force, max(CASE WHEN how = 'live' THEN fetched END) AS last_crawl,
                  max(published) AS last_entry
           FROM capture WHERE force IS NOT NULL AND kind != 'decision' GROUP BY force"""
    ).fetchall()
    ended = last_crawls(collection.db)
    found: dict[str | None, tuple[str | None, str | None, bool | None]] = {
        row["force"]: (
            row["last_crawl"],
            row["last_entry"],
            ended[row["force"]][1] if row["force"] in ended else None,
        )
        for row in rows
    }
    if found:
        crawled, entries, whole = zip(*found.values(), strict=True)
        known = [state for state in whole if state is not None]
        found[None] = (
            max((day for day in crawled if day), default=None),
            max((day for day in entries if day), default=None),
            all(known) if known else None,
        )
    return found
