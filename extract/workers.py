"""Extraction of many files in worker processes, each with a limit of time and of memory."""

import multiprocessing
import os
import resource
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from extract.document import Document, Note
from extract.extract import UNKNOWN, extract, formats
from extract.limits import Limits

Item = tuple[str, Callable[[], bytes] | Path, str | None, str | None]
"""A key of the caller's, where the bytes are, the file's name and its media type as served."""

FILES_A_WORKER = 400
"""A worker is replaced after so many, so that nothing that a library leaks adds up."""

GRACE = 15.0
"""Seconds over the limit after which a worker that did not stop by itself is ended."""


def extract_many(
    items: Iterable[Item], *, limits: Limits | None = None, workers: int = 0
) -> Iterator[tuple[str, Document]]:
    """Read files in worker processes; yield ``(key, document)`` as they finish, in any order.

    Every item yields exactly one document; where it could not be read, ``error`` says why. A
    worker that dies costs the one file that it was reading. Items are taken as workers become
    free, and the bytes of at most twice as many files as there are workers are held.

    Args:
        items: A path is read in the worker. A function is called in this process, shortly
            before its bytes are needed.
        limits: By default those of a new collection.
        workers: Processes; 0 is one a core.
    """
    limits = limits or Limits()
    count = workers or os.cpu_count() or 1
    waiting: dict[Future[Any], str] = {}
    remaining = iter(items)
    # Spawned, not forked: the caller may have threads, and a fork inherits their locks.
    pool = ProcessPool(
        max_workers=count,
        max_tasks=FILES_A_WORKER,
        initializer=_prepare,
        initargs=(limits,),
        context=multiprocessing.get_context("spawn"),
    )
    try:
        while True:
            while len(waiting) < 2 * count and (item := next(remaining, None)) is not None:
                key, where, name, media_type = item
                try:
                    body = where if isinstance(where, Path) else where()
                except OSError as error:
                    yield key, _missing(error)
                    continue
                future = pool.schedule(
                    _extract,
                    args=(body, name, media_type, limits),
                    timeout=limits.seconds + min(GRACE, limits.seconds),
                )
                waiting[future] = key
                del body
            if not waiting:
                break
            for ended in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(ended), _outcome(ended, limits)
    finally:
        # Also when the caller stops early: nothing is left running.
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _prepare(limits: Limits) -> None:
    """In the worker: import what will be needed, then limit the memory above that."""
    formats()
    _limit_memory(limits.mebibytes * 1024 * 1024)


def _limit_memory(extra: int) -> None:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = pages * resource.getpagesize() + extra
        resource.setrlimit(
            resource.RLIMIT_AS,
            (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard),
        )
    except (OSError, ValueError):
        # No /proc, or a system without this limit: the time limit and the parent still hold.
        return


def _extract(
    body: bytes | Path, name: str | None, media_type: str | None, limits: Limits
) -> Document:
    """In the worker: read one file."""
    if isinstance(body, Path):
        try:
            body = read_file(body, limits)
        except OSError as error:
            return _missing(error)
    return extract(body, name=name, media_type=media_type, limits=limits)


def read_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, or its first ones where it is too large to be read anyway.

    Raises:
        OSError: It cannot be opened.
    """
    with path.open("rb") as file:
        return file.read(limits.bytes + 1)


def _outcome(future: Future[Any], limits: Limits) -> Document:
    error = future.exception()
    if error is None:
        found: Document = future.result()
        return found
    if isinstance(error, TimeoutError):
        return _failed(
            "timeout",
            f"expected to be read in {limits.seconds:g} seconds, found that it takes longer;"
            " its worker was ended, and nothing of the file is kept."
            " Raise extract_seconds in collection.toml.",
        )
    if isinstance(error, MemoryError) or (isinstance(error, ProcessExpired) and _killed(error)):
        return _failed(
            "out-of-memory",
            f"expected to need at most {limits.mebibytes} MiB of memory, found more;"
            " nothing of the file is kept. Raise extract_mebibytes in collection.toml.",
        )
    code = getattr(error, "exitcode", None)
    return _failed(
        "crashed",
        f"expected a document, found that the worker reading it died (exit code {code}:"
        f" {error}). Nothing of the file is kept, other files were not touched; please"
        " report it with the file.",
    )


def _killed(error: ProcessExpired) -> bool:
    return bool(error.exitcode == -9)  # the kernel ends the largest process when memory runs out


def _missing(error: OSError) -> Document:
    return _failed(
        "missing",
        f"expected a file that can be read, found: {error.strerror or error}."
        " Check the path and its permissions.",
    )


def _failed(code: str, message: str) -> Document:
    return replace(Document(media_type=UNKNOWN), error=Note(code=code, message=message))
