"""The table of `foi status` as it stands in a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from foi.commands.status import HEADS


def status(sample: Path, columns: int, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "foi", "-C", str(sample), "status", *options],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": str(columns)},
    )


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_each_force_stands_on_a_line_and_what_has_no_room_is_named(
    sample: Path, columns: int
) -> None:
    forces = [
        json.loads(line)["force"] for line in status(sample, 160, "--json").stdout.split("\n")[:-1]
    ]

    done = status(sample, columns)

    table = done.stdout.splitlines()
    rows = table[next(at for at, line in enumerate(table) if "──" in line) + 1 :]
    assert [line.split()[0] for line in rows] == [force or "all" for force in forces]
    assert max(map(len, table)) <= columns
    left = [name.replace("_", " ") for name in HEADS if name.replace("_", " ") in done.stderr]
    assert len(rows[0].split()) == len(HEADS) - len(left)
    assert ("no room for" in done.stderr) == (columns < 160) == bool(left)
