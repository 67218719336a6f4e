"""The list of authorities refreshes the registry's WhatDoTheyKnow column."""

import shutil
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from crawlers.authorities import AuthoritiesError, Difference, differences, refresh
from crawlers.force import forces

HEAD = "Name,Short name,URL name,Home page,Publication scheme,Disclosure log\n"


def listed(**moved: str) -> str:
    """A list that agrees with the registry but for the forces that moved."""
    rows = [
        f"{force.name},,{moved.get(force.slug.replace('-', '_'), force.wdtk_slug)},,,"
        for force in forces().values()
        if force.wdtk_slug
    ]
    return HEAD + "\n".join(rows) + "\n"


def test_what_agrees_is_left_out_and_what_moved_is_told() -> None:
    assert list(differences(listed())) == []

    found = list(differences(listed(essex="essex_police_2")))

    assert found == [Difference(force="essex", ours="essex_police", theirs="essex_police_2")]


def test_a_log_on_a_host_that_nobody_knows_and_a_missing_force_are_told() -> None:
    text = listed().replace("essex_police,,,", "essex_police,,,https://logs.example/essex")
    text = "".join(line for line in text.splitlines(keepends=True) if "Kent Police" not in line)

    found = {difference.force: difference for difference in differences(text)}

    assert found["essex"].disclosure_log == "https://logs.example/essex"
    assert found["kent"].theirs is None
    assert found.keys() == {"essex", "kent"}


def test_the_files_of_the_registry_are_written_anew(tmp_path: Path) -> None:
    folder = tmp_path / "forces"
    shutil.copytree(Path(str(files("crawlers") / "forces")), folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    changed = refresh(listed(essex="essex_police_2", kent='x"\nevil = 1'), folder)

    assert changed == ["essex"]
    toml = tomllib.loads((folder / "essex.toml").read_text(encoding="utf-8"))
    assert toml["wdtk_slug"] == "essex_police_2"
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"essex.toml"}


def test_another_file_is_refused() -> None:
    with pytest.raises(AuthoritiesError, match="expected a list of authorities"):
        list(differences("a,b\n1,2\n"))
