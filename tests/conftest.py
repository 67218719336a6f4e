"""Fixtures that more than one folder of tests needs."""

import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("FOI_TEST_REQUIRE_ALL") == "1"
"""Set in continuous integration: what is absent is then a failure, not a skip."""


def absent(reason: str) -> None:
    """Skip the test with the reason; fail it where everything is required."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes what was found where the expected stands; read the diff."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected files")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether a golden test shall write what it found instead of comparing it."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real test documents: $FOI_CORPUS, or ../shared/corpus beside the checkout."""
    shared = Path(os.environ.get("FOI_SHARED") or ROOT.parent / "shared")
    folder = Path(os.environ.get("FOI_CORPUS") or shared / "corpus")
    if not (folder / "MANIFEST.csv").exists():
        absent(f"no corpus of real documents at {folder}; set FOI_CORPUS to its folder")
    return folder


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real Elasticsearch that tests may write to."""
    url = os.environ.get("FOI_TEST_ELASTICSEARCH", "")
    if not url:
        absent("no Elasticsearch; set FOI_TEST_ELASTICSEARCH to its address")
    try:
        urllib.request.urlopen(f"{url}/_cluster/health", timeout=10).close()
    except OSError as error:
        absent(f"no Elasticsearch answers at {url}: {error}")
    return url


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection that ``foi demo`` builds. It is shared: copy it before changing it."""
    folder = tmp_path_factory.mktemp("sample") / "demo"
    command = [sys.executable, "-m", "foi", "demo", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(autouse=True)
def _programs(request: pytest.FixtureRequest) -> None:
    """Skip a test marked ``program("tesseract")`` where the program is not installed."""
    for mark in request.node.iter_markers("program"):
        for name in mark.args:
            if shutil.which(name) is None:
                absent(f"{name} is not installed")


@pytest.fixture(autouse=True)
def _no_operator_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tester's own collection out of the tests."""
    for name in ("FOI_COLLECTION", "FOI_CONTACT", "FOI_ENGINE", "FOI_ELASTICSEARCH_URL"):
        monkeypatch.delenv(name, raising=False)
