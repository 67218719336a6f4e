"""Real titles: the same request sent to many councils is found by its title alone."""

import csv
import itertools
import re
from collections import defaultdict
from pathlib import Path

from mosaic.families import families
from mosaic.request import Request
from nlp.response import Question


def folded(row: dict[str, str]) -> str:
    """The truth's rule: titles are one request where they differ in nothing but case,

    punctuation, the authority's name and the years asked about.
    """
    title = row["Request Title"].casefold().replace(row["Authority Name"].casefold(), "")
    return " ".join(word for word in re.findall(r"\w+", title) if not word.isdecimal())


def day(printed: str) -> str | None:
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", printed)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else None


def test_requests_to_many_councils_are_found_by_their_titles(corpus: Path) -> None:
    (path,) = (corpus / "wdtk-titles").glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Request Title"]]
    requests = [
        Request(
            id=f"{at:05}",
            forces=(row["Authority Name"],),
            day=day(row["Request Date"]),
            questions=(Question(id="1", text=row["Request Title"]),),
        )
        for at, row in enumerate(rows)
    ]
    same = defaultdict(list)
    for request, row in zip(requests, rows, strict=True):
        same[folded(row)].append(request.id)

    truth = {pair for ids in same.values() for pair in itertools.combinations(sorted(ids), 2)}
    found = {
        pair
        for family in families(requests)
        for pair in itertools.combinations(sorted(request.id for request in family), 2)
    }

    assert len(rows) > 3000
    assert 2 * len(truth & found) / (len(truth) + len(found)) >= 0.95
