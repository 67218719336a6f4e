"""Reading in worker processes: a letter that hangs or breaks the reader costs one failure."""

import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as ReadTimeoutError
from dataclasses import dataclass, replace
from itertools import islice

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from crawlers.capture import Capture
from extract.document import Document
from nlp.documents import Source, read_documents
from nlp.hints import Hints
from nlp.response import Response

Work = tuple[str, list[tuple[Document, Capture]], tuple[Capture, ...]]
"""The id of the response, its readable documents, and all its captures, the page first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one group of captures.

    Attributes:
        key: The id of the response.
        response: ``None`` where it could not be read or is no response.
        code: Of the failure: ``timeout``, ``crashed`` or ``fault``; ``None`` where there is none.
        message: Of the failure, or why it is no response.
    """

    key: str
    response: Response | None = None
    code: str | None = None
    message: str | None = None
    traceback: str | None = None


def read_group(work: Work) -> Reading:
    """Read the documents of one group; for a page of a log, with what the log says of it."""
    key, documents, captures = work
    if not documents:
        return Reading(key=key, message="nothing in it can be read")
    page = captures[0]
    hints = Hints(
        force=page.force,
        title=page.title,
        reference=page.reference,
        published=page.published,
        labels=page.labels,
    )
    sources = [
        Source(document=document, sha256=capture.sha256, url=capture.url)
        for document, capture in documents
    ]
    response = read_documents(sources, hints)
    if not _is_response(response, page):
        return Reading(key=key, message="no authority answers in it")
    return Reading(key=key, response=replace(response, id=key))


def _is_response(response: Response, page: Capture) -> bool:
    """Whether someone answers here: always in an entry of a log, else where it says who."""
    if page.kind == "decision" or not _says_something(response):
        return False
    return page.parent is not None or page.kind == "page" or bool(response.forces)


def _says_something(response: Response) -> bool:
    """Whether the words themselves show a letter, whatever log or folder it stood in."""
    return any(
        (
            response.reference, response.received, response.responded, response.questions,
            response.exemptions, response.procedural, response.outcome,
            any(name.startswith("forces.") for name, spans in response.field_spans if spans),
        )
    )  # fmt: skip


def read_many(work: Iterable[Work], *, seconds: float, workers: int) -> Iterator[Reading]:
    """Read groups side by side, yielding each as it is done, in their order.

    Args:
        work: Taken as the workers need it, never all at once.
        seconds: Time limit of one group.
        workers: Number of processes.
    """
    waiting = iter(work)
    if (first := next(waiting, None)) is None:
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=workers, context=context) as pool:
        running: deque[tuple[str, ProcessFuture[Reading]]] = deque()

        def start(one: Work) -> None:
            running.append((one[0], pool.schedule(read_group, args=(one,), timeout=seconds)))

        start(first)
        for one in islice(waiting, 4 * workers):
            start(one)
        while running:
            key, future = running.popleft()
            yield _result(key, future, seconds)
            if (one_more := next(waiting, None)) is not None:
                start(one_more)


def _result(key: str, future: ProcessFuture[Reading], seconds: float) -> Reading:
    try:
        return future.result()
    except ReadTimeoutError:
        message = f"reading took more than {seconds:g} s (setting extract_seconds)"
        return Reading(key=key, code="timeout", message=message)
    except ProcessExpired as error:
        message = f"the reading process died ({error}); the other letters were read"
        return Reading(key=key, code="crashed", message=message)
    except Exception as error:
        kept = "".join(traceback.format_exception(error))
        message = f"a fault of the program: {type(error).__name__}: {error}"
        return Reading(key=key, code="fault", message=message, traceback=kept)
