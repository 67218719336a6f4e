"""The commands that the documents show are run, and the output that they show is compared."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "docs/commands.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
OUTPUT = re.compile(r"<!-- output: (foi .*?) -->\n```\n(.*?)```", re.DOTALL)


def shown() -> list[str]:
    """Every ``foi`` line in a shell block, in the order of the pages."""
    blocks = [block for page in PAGES for block in BLOCK.findall((ROOT / page).read_text())]
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("foi ")]


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command, comments=True)
    if ">" in words:
        words = words[: words.index(">")]
    return subprocess.run(
        [sys.executable, "-m", "foi", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)},
    )


@pytest.fixture(scope="module")
def desk(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the documents have it: a demo collection, and one of the reader's own."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("demo", "foi-data"):
        shutil.copytree(sample, folder / name)
    (folder / "letters").mkdir()
    shutil.copy(ROOT / "foi/sample/letters/imsi-cumbria-2018.txt", folder / "letters")
    return folder


@pytest.mark.parametrize("command", shown())
def test_a_command_of_the_documents_runs(
    command: str, desk: Path, request: pytest.FixtureRequest
) -> None:
    environment = {}
    if "# live" in command:
        from foi.sample.server import serving

        if command.startswith("foi update"):
            command = "foi update cleveland"
        with serving() as via:
            done = run(f"{command.partition('#')[0]} --via {via} --delay 0", desk)
    else:
        if "# elasticsearch" in command:
            url = request.getfixturevalue("elasticsearch_url")
            environment = {"FOI_ENGINE": "elasticsearch", "FOI_ELASTICSEARCH_URL": url}
            settings = desk / "foi-data" / "collection.toml"
            settings.write_text('elasticsearch_index = "foi-mosaic-docs"\n', encoding="utf-8")
        done = run(command, desk, **environment)

    assert done.returncode == 0, done.stderr


def test_the_make_targets_that_the_documents_name_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        word
        for page in PAGES
        for line in re.findall(r"\bmake ([a-z ]+)", (ROOT / page).read_text())
        for word in line.split()
        if word in targets or word in {"demo", "setup", "check", "test", "accuracy"}
    }
    assert {"demo", "setup", "check", "test", "accuracy"} <= named <= targets


@pytest.mark.parametrize("page", PAGES)
def test_the_output_in_the_documents_is_what_the_command_prints(
    page: str, desk: Path, update_golden: bool
) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    def printed(match: re.Match[str]) -> str:
        done = run(match[1], desk, COLUMNS="140")
        assert done.returncode == 0, done.stderr
        lines = "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip()
        return f"<!-- output: {match[1]} -->\n```\n{lines}\n```"

    renewed = OUTPUT.sub(printed, text)
    if update_golden:
        (ROOT / page).write_text(renewed, encoding="utf-8")
    assert renewed == text or update_golden
