"""The bytes of all sites on their way to the disk: what comes at once is settled at once."""

import asyncio

from collection.blobs import Blobs, Draft

LARGE = 1_000_000
"""Bytes from which on writing alone would hold the other sites up."""


class Store:
    """Stores bytes for good without holding the other sites up.

    To wait for the disk takes a thread, and each hand-over to one costs as much as reading a small
    page: so what came while the disk was busy is handed over together.
    """

    def __init__(self, blobs: Blobs) -> None:
        self.blobs = blobs
        self.waiting: list[tuple[Draft, asyncio.Future[None]]] = []
        self.settling: asyncio.Task[None] | None = None

    async def put(self, body: bytes) -> str:
        """Store bytes and return their SHA-256; they are on the disk when this returns."""
        if len(body) > LARGE:
            return await asyncio.to_thread(self.blobs.put, body)
        draft = self.blobs.draft(body)
        if draft.aside is not None:
            settled = asyncio.get_running_loop().create_future()
            self.waiting.append((draft, settled))
            if self.settling is None:
                self.settling = asyncio.create_task(self._settle())
            await settled
        return draft.sha256

    async def _settle(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting, []
            try:
                await asyncio.to_thread(self.blobs.settle, [draft for draft, _ in batch])
            except Exception as error:
                for _, settled in batch:
                    if not settled.done():
                        settled.set_exception(error)
            else:
                for _, settled in batch:
                    if not settled.done():
                        settled.set_result(None)
        self.settling = None
