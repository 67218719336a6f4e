"""The command as a person or a script calls it."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import foi.commands
from foi.cli import hoist

NAMES = [module.name.rstrip("_") for module in pkgutil.iter_modules(foi.commands.__path__)]
CONTRACT = {
    "extract", "cite", "inspect", "forces", "crawl", "captures", "import", "process", "index",
    "update", "status", "failures", "search", "show", "similar", "robins", "mosaic", "changes",
    "wording", "check", "correct", "forget", "export", "demo", "serve", "doctor",
}  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "foi", *arguments], capture_output=True, text=True, check=False
    )


def test_every_command_of_the_contract_exists() -> None:
    assert set(NAMES) >= CONTRACT


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_ends_with_an_example(name: str) -> None:
    done = run(name, "--help")

    assert done.returncode == 0, done.stderr
    assert f"foi {name}" in " ".join(done.stdout.partition("Example:")[2].split())


def test_help_answers_without_loading_what_is_slow() -> None:
    code = (
        "import sys, contextlib\n"
        "from foi.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        "slow = {'spacy', 'pandas', 'elasticsearch', 'scrapy', 'tantivy', 'pyarrow', 'altair'}\n"
        "sys.exit(' '.join(sorted(slow & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["search", "x", "--json"], ["--json", "search", "x"]),
        (["search", "-C", "d", "x"], ["-C", "d", "search", "x"]),
        (["search", "-Cd", "x"], ["-Cd", "search", "x"]),
        (["search", "--", "--json"], ["search", "--", "--json"]),
        (["search", "-C"], ["-C", "search"]),
    ],
)
def test_common_options_may_stand_anywhere(given: list[str], expected: list[str]) -> None:
    assert hoist(given) == expected


def test_a_mistyped_command_names_the_nearest_and_exits_with_2() -> None:
    done = run("serach", "x")
    assert done.returncode == 2
    assert "search" in done.stderr


def test_a_missing_collection_exits_with_2_and_says_what_to_do(tmp_path: Path) -> None:
    done = run("-C", str(tmp_path / "none"), "status")
    assert done.returncode == 2
    assert "foi import" in done.stderr
    assert "Traceback" not in done.stderr
