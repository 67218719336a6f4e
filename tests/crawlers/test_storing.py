import asyncio
import hashlib
from pathlib import Path

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


def test_what_cannot_be_stored_is_told_to_all_that_wait(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)

    async def fails_then_goes_on() -> tuple[list[object], str]:
        store = Store(blobs)
        waiting = [asyncio.create_task(store.put(body)) for body in (b"one", b"two")]
        await asyncio.sleep(0)
        for draft, _ in store.waiting:
            assert draft.aside is not None
            draft.aside.unlink()
        found = await asyncio.gather(*waiting, return_exceptions=True)
        return list(found), await store.put(b"one")

    errors, sha256 = asyncio.run(fails_then_goes_on())

    assert [type(error) for error in errors] == [FileNotFoundError] * 2
    assert blobs.get(sha256) == b"one"
