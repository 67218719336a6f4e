"""An evidence pack is checked by its own verifier, run as somebody else would."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collection.collection import Collection
from foi.packing import packed
from mosaic.pack import whole
from mosaic.pack_files import PackFileError, write_pack
from mosaic.pack_subject import Subject, of_robin
from mosaic.robins import robins
from nlp.collected import responses
from nlp.masking import mask
from nlp.response import PersonalData


def first(collection: Collection) -> Subject:
    return of_robin(collection, robins(collection)[0].id)


def verify(pack: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Without this project: -I shuts out its folder, -S its libraries."""
    place = pack / "verify.py" if pack.is_dir() else pack.parent / "verify.py"
    command = [sys.executable, "-I", "-S", str(place), str(pack), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module", params=[False, True], ids=["masked", "with-personal-data"])
def made(
    everything: Collection,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, str, bool]:
    folder = tmp_path_factory.mktemp("pack") / "pack"
    _, contents = packed(everything, first(everything), personal_data=request.param)
    return folder, write_pack(contents, folder), request.param


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_a_pack_as_made_is_right(made: tuple[Path, str, bool]) -> None:
    folder, digest, _ = made

    done = verify(folder, "--manifest", digest)

    assert done.returncode == 0, done.stderr
    assert digest in done.stdout
    assert any(row["evidence"] for row in read(folder, "matrix.json"))
    assert any(row["position"] == "not-crawled" for row in read(folder, "matrix.json"))
    assert {*read(folder, "versions.json")} == {"program", "reading", "law", "registry", "weights"}
    responses_ = len(read(folder, "records.json"))
    assert responses_ == 7
    assert len(read(folder, "citation.json")) == responses_ + 1
    assert (folder / "citation.bib").read_text(encoding="utf-8").count("@misc{") == responses_ + 1


def test_names_and_bytes_are_in_it_only_for_the_operator(
    everything: Collection, tmp_path: Path
) -> None:
    people = 0
    for robin in robins(everything):
        for personal_data in (False, True):
            _, contents = packed(
                everything, of_robin(everything, robin.id), personal_data=personal_data
            )
            whole = b"\n".join(contents.values()).decode()
            letters = {row["id"] for row in json.loads(contents["records.json"])}
            names = {
                item.text
                for held in responses(everything)
                if held.response.id in letters
                for item in held.response.personal_data
                if item.spans and len(item.text) > 5
            }
            people += len(names)
            assert all((name in whole) == personal_data for name in names)
            assert any(path.startswith("captures/") for path in contents) == personal_data
            for capture in json.loads(contents["captures.json"]):
                assert everything.blobs.path(capture["sha256"]).exists()
                assert (capture["file"] is not None) == personal_data
                if personal_data:
                    assert contents[capture["file"]] == everything.blobs.get(capture["sha256"])
            assert ("INCLUDED" in contents["README.txt"].decode()) == personal_data
            write_pack(contents, tmp_path / f"{robin.id}-{personal_data}")
            done = verify(tmp_path / f"{robin.id}-{personal_data}")
            assert done.returncode == 0, done.stderr
    assert people > 0


def test_the_same_round_robin_gives_the_same_bytes(everything: Collection, tmp_path: Path) -> None:
    id_ = robins(everything)[0].id
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"

    for path in (one, other):
        _, contents = packed(everything, of_robin(everything, id_))
        digest = write_pack(contents, path)

    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        (tmp_path / "verify.py").write_bytes(archive.read("verify.py"))
    assert verify(one, "--manifest", digest).returncode == 0


def flip(folder: Path) -> str:
    path = next((folder / "captures").iterdir())
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)
    return path.relative_to(folder).as_posix()


def edit(folder: Path) -> str:
    rows = read(folder, "records.json")
    rows[0]["outcome"] = "disclosed in full"
    (folder / "records.json").write_text(json.dumps(rows), encoding="utf-8")
    return "records.json"


def remove(folder: Path) -> str:
    path = next((folder / "texts").iterdir())
    path.unlink()
    return path.relative_to(folder).as_posix()


def add_file(folder: Path) -> str:
    (folder / "texts" / "more.txt").write_text("More.", encoding="utf-8")
    return "texts/more.txt"


def misquote(folder: Path) -> str:
    rows = read(folder, "passages.json")
    rows[0]["passage"] = "We hold no information." + rows[0]["passage"][23:]
    (folder / "passages.json").write_text(json.dumps(rows), encoding="utf-8")
    return "passages.json [0]"


def say_otherwise(folder: Path) -> str:
    rows = read(folder, "matrix.json")
    place = next(place for place, row in enumerate(rows) if row["evidence"])
    rows[place]["evidence"] = "We hold no information."
    (folder / "matrix.json").write_text(json.dumps(rows), encoding="utf-8")
    return f"matrix.json [{place}]"


def mend(folder: Path) -> None:
    """Write the manifest anew, as somebody would who wants to hide what they did."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    entries = [
        {
            "path": path.relative_to(folder).as_posix(),
            "size": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in files
        if path.name != "manifest.json"
    ]
    (folder / "manifest.json").write_text(json.dumps({"files": entries}), encoding="utf-8")


@pytest.fixture
def copied(everything: Collection, tmp_path: Path) -> tuple[Path, str]:
    _, contents = packed(everything, first(everything), personal_data=True)
    return tmp_path / "pack", write_pack(contents, tmp_path / "pack")


@pytest.mark.parametrize("tamper", [flip, edit, remove, add_file, misquote, say_otherwise])
def test_what_was_changed_is_named(
    tamper: Callable[[Path], str], copied: tuple[Path, str]
) -> None:
    where = tamper(copied[0])

    done = verify(copied[0])

    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if where in line]
    assert any("expected" in line and "found" in line for line in lines), done.stderr


@pytest.mark.parametrize("tamper", [flip, remove, misquote, say_otherwise])
def test_a_mended_manifest_hides_nothing(
    tamper: Callable[[Path], str], copied: tuple[Path, str]
) -> None:
    where = tamper(copied[0])
    mend(copied[0])

    done = verify(copied[0])

    assert done.returncode == 1
    assert where in done.stderr


@pytest.mark.parametrize("tamper", [edit, add_file])
def test_what_only_the_manifest_can_show_is_shown_by_its_hash(
    tamper: Callable[[Path], str], copied: tuple[Path, str]
) -> None:
    folder, digest = copied
    tamper(folder)
    mend(folder)

    assert verify(folder).returncode == 0
    done = verify(folder, "--manifest", digest)

    assert done.returncode == 1
    assert f"manifest.json: expected SHA-256 {digest}" in done.stderr


def test_what_is_no_pack_is_not_called_right(tmp_path: Path, copied: tuple[Path, str]) -> None:
    shutil.move(copied[0] / "verify.py", tmp_path / "verify.py")
    (tmp_path / "empty").mkdir()
    command = [sys.executable, str(tmp_path / "verify.py"), str(tmp_path / "empty")]

    assert subprocess.run(command, capture_output=True, check=False).returncode == 2


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(PackFileError, match=r"expected a new or an empty folder"):
        write_pack({"a": b"b"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_passage_never_cuts_a_name() -> None:
    text = "Write to jo.bloggs@kent.example, Jo Bloggs."
    people = (
        PersonalData(kind="email", text=text[9:31], spans=((9, 31),)),
        PersonalData(kind="name", text=text[12:18], spans=((12, 18),)),
        PersonalData(kind="name", text=text[33:42], spans=((33, 42),)),
    )
    masked = mask(text, people)

    for end in range(len(text) + 1):
        for start in range(end):
            begin, stop = whole((start, end), people)
            words, before = mask(text, people, begin, stop), len(mask(text, people, 0, begin))
            assert begin <= start < end <= stop
            assert masked[before : before + len(words)] == words
