import asyncio
import hashlib
from pathlib import Path

import pytest

from collection.blobs import Blobs
from crawlers.storing import LARGE, Store


def test_what_comes_at_once_is_stored_each_under_its_digest(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    bodies = [*(f"letter {n % 30}".encode() for n in range(40)), b"x" * (LARGE + 1)]

    async def all_at_once() -> list[str]:
        store = Store(blobs)
        first = await asyncio.gather(*map(store.put, bodies))
        assert store.settling is None
        return [*first, await store.put(b"a later one")]

    found = asyncio.run(all_at_once())

    expected = [*bodies, b"a later one"]
    assert found == [hashlib.sha256(body).hexdigest() for body in expected]
    assert [blobs.get(sha256) for sha256 in found] == expected
    assert Blobs(tmp_path).sweep() == 0


def test_a_full_disk_is_told_to_all_that_wait_for_it(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)

    async def written(store: Store, body: bytes) -> str:
        draft = blobs.draft(body)
        assert draft.aside is not None
        draft.aside.unlink()  # as if it could not be stored
        settled = asyncio.get_running_loop().create_future()
        store.waiting.append((draft, settled))
        return await store.put(body + b" too")

    async def fails_then_goes_on() -> str:
        store = Store(blobs)
        with pytest.raises(FileNotFoundError):
            await written(store, b"a letter")
        return await store.put(b"a letter")

    assert blobs.get(asyncio.run(fails_then_goes_on())) == b"a letter"
