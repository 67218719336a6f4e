"""The page of sources is the registry's, and says nothing that the registry does not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from crawlers.force import forces
from crawlers.sources import state_of, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sources.md"


def test_the_page_of_sources_is_up_to_date(update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(table(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == table(), "foi forces --markdown > docs/sources.md"


def test_every_source_of_every_force_has_a_row() -> None:
    page = table()
    rows = page.splitlines()[page.splitlines().index("| --- | --- | --- | --- | --- |") + 1 :]

    assert len(rows) == sum(max(1, len(force.sources)) for force in forces().values())
    assert all(row.replace(r"\|", "").count("|") == 6 for row in rows)
    for force in forces().values():
        assert f"| {force.name} |" in page
        assert all(f"<{address}>" in page for address in force.addresses)


def test_a_source_s_state_says_how_it_is_known() -> None:
    kent, lancashire = forces()["kent"], forces()["lancashire"]

    assert state_of(kent, kent.sources[0]) == "known by: registry 2024-02"
    assert "nobody has seen" in state_of(lancashire, lancashire.sources[0])
    ended = replace(kent, ended=date(2026, 1, 31))
    assert state_of(ended, kent.sources[0]) == "ended on 2026-01-31"
