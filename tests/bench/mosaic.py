"""Round robins in a made-up world, and the matrix: how well, how fast, in how much memory.

The world of a million letters, and every analysis of a hundred thousand, are measured where
``FOI_BENCH_MILLION`` is set: it takes some minutes and a machine to itself.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from collection.collection import Collection, open_collection
from index.engine import open_engine
from index.freshness import bring_up_to_date
from mosaic.counts import counts
from mosaic.families import families
from mosaic.matrix import matrix
from mosaic.request import request_in
from mosaic.robins import letters_of, robin_of, robin_with
from tests.mosaic.conftest import gold, gold_names, response_of
from tests.world.letters import settle
from tests.world.scoring import pairwise_f1
from tests.world.world import world

ROOT = Path(__file__).resolve().parents[2]
LETTERS = 10_000


def measured(work: str, size: int) -> dict[str, Any]:
    """What a module says of a world of this size, in a process of its own."""
    command = [sys.executable, "-m", work, str(size)]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def among_others(distractors: int = 20_000) -> tuple[float, int]:
    """F1 of the gold round robins among other requests, and how many of these joined one."""
    requests, truth = [], {}
    for asked in world(distractors, seed=11):
        requests.append(asked.request)
        truth[asked.request.id] = asked.same
    robins = {name: gold(name)["round_robin"] or name for name in gold_names()}
    ours = [request_in(response_of(gold(name))) for name in robins]
    requests += [request for request in ours if request.questions]
    groups = [[request.id for request in group] for group in families(requests)]
    theirs = [[id_ for id_ in group if id_ in robins] for group in groups]
    mixed = [group for group in groups if robins.keys() & group and truth.keys() & group]
    return pairwise_f1(theirs, robins), sum(len(truth.keys() & group) for group in mixed)


def milliseconds(work: Any, rounds: int = 5) -> float:
    """The least processor time of a few rounds: others may be using the machine."""
    best = math.inf
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return 1000 * best


def of_a_collection(collection: Collection) -> list[str]:
    """Rows of the table: one more letter, one letter's round robin, the matrix, a topic."""
    *letters, last = world(LETTERS + 1)
    settle(collection, letters)
    start = time.process_time()
    robins = robin_of(collection)
    first = time.process_time() - start
    settle(collection, [last])
    start = time.process_time()
    robin_of(collection)
    again = time.process_time() - start
    of_one = milliseconds(lambda: robin_with(collection, next(iter(robins))))
    sizes = Counter(robins.values())
    taken = {}
    for robin in sizes:
        held = letters_of(collection, robin)
        taken[robin] = milliseconds(lambda: matrix(collection, held, robin=robin), 2)  # noqa: B023
    single = [taken[robin] for robin, many in sizes.items() if many <= 48]
    slowest = max(taken, key=taken.__getitem__)
    engine = open_engine(collection)
    bring_up_to_date(collection, engine, robins=robins)
    topic = "topic:road-traffic"
    spent = milliseconds(lambda: counts(collection, topic, engine=engine))
    about = sum(found.answers for found in counts(collection, topic, engine=engine))
    engine.close()
    return [
        f"| {LETTERS} letters of a collection, for the first time | {first:.1f} s |",
        f"| one letter more | {again:.2f} s |",
        f"| the round robin of one letter, nothing having changed | {of_one:.1f} ms |",
        f"| matrix of a round robin of up to 48 letters, {len(single)} of them |"
        f" {sum(single) / len(single):.0f} ms on average, {max(single):.0f} at most"
        " (at most 50) |",
        f"| matrix of the slowest, {sizes[slowest]} letters | {taken[slowest]:.0f} ms |",
        f"| every force's positions on a topic, {about:,} answers counted by the index |"
        f" {spent:.1f} ms |",
    ]


def lines() -> list[str]:
    """The section, as lines of Markdown."""
    sizes = [10_000, 100_000] + [1_000_000] * bool(os.environ.get("FOI_BENCH_MILLION"))
    runs = [measured("tests.world", size) for size in sizes]
    whole = measured("tests.world.analyses", 100_000 if sizes[2:] else LETTERS)
    rows = [
        f"| {run['letters']:,} | {run['robins']:,} | {run['f1']:.4f} (at least 0.97) |"
        f" {run['seconds']:.1f} s | {run['processor']:.1f} s | {run['mebibytes']:,} MiB |"
        for run in runs
    ]
    growth = math.log(runs[-1]["processor"] / runs[-2]["processor"]) / math.log(
        runs[-1]["letters"] / runs[-2]["letters"]
    )
    f1, joined = among_others()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_collection(Path(folder) / "collection") as collection,
    ):
        table = of_a_collection(collection)
    return [
        "## Mosaic",
        "",
        "Requests of a made-up world (`tests/world`): 48 forces, 15 years, more than half of the"
        " letters to round robins; requests are retold with slips, other words, questions left"
        " out and joined. F1 is of pairs of letters; time is without the making of the world;"
        " memory is of all processes together.",
        "",
        "| letters | round robins | F1 | by the clock | of processors | memory |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        f"Between the last two, processor time grows as n^{growth:.2f}. The gold round robins"
        " among all other gold letters and 20,000 requests of the world:"
        f" F1 {f1:.4f} (at least 0.98); {joined} of the 20,000 joined one of them.",
        "",
        "| what | processor time |",
        "| --- | --- |",
        *table,
        f"| every analysis of {whole['letters']:,} letters, which are {whole['rows']:,} rows |"
        f" {whole['processor']:.0f} s, {whole['seconds']:.0f} s by the clock,"
        f" {whole['mebibytes']:,} MiB |",
        "",
    ]
