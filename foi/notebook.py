"""The notebook API: a collection as DataFrames."""

from pathlib import Path
from typing import TYPE_CHECKING, Self

from collection.collection import Collection
from collection.collection import open_collection as _open
from collection.error import FoiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import altair as alt
    import pandas as pd

    from mosaic.figure import Figure
    from mosaic.position import Position
    from mosaic.provisions import By, Share
    from nlp.collected import Collected


class FoiCollection:
    """A collection, for people who write pandas.

    Every frame leads back to a page: its address, when it was fetched, its SHA-256. Close it, or
    use it in a ``with`` statement.
    """

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def forces(self) -> "pd.DataFrame":
        """The registry, a row a force."""
        from mosaic.frames import forces_frame

        return forces_frame()

    def responses(self, query: str = "*:*", *, once: bool = False) -> "pd.DataFrame":
        """The responses that a query finds, a row each, indexed by id.

        Args:
            query: What to find.
            once: A joint reply that stands in the logs of several forces has one row, not one a
                page. Counts of letters want that.
        """
        from mosaic.frames import responses_frame

        return responses_frame(self._each(query, once=once))

    def exemptions(self, query: str = "*:*", *, once: bool = False) -> "pd.DataFrame":
        """A row a response and provision that it relies on; ``once`` as in :meth:`responses`."""
        from mosaic.frames import exemptions_frame

        return exemptions_frame(self._each(query, once=once))

    def positions(self, query: str = "*:*", *, robin: str | None = None) -> "pd.DataFrame":
        """Every force and what it says to each question, a row a cell, with its evidence.

        Args:
            query: The letters to lay side by side.
            robin: Id of a round robin; then its letters, and no query.
        """
        from mosaic.frames import positions_frame

        return positions_frame(self._matrix(query, robin))

    def mosaic(self, query: str = "*:*", *, robin: str | None = None) -> "pd.DataFrame":
        """The same as a table: a row a force, a column a question.

        The words of the questions are in ``attrs["questions"]``, the denominators in
        ``attrs["caption"]``.
        """
        from mosaic.frames import side_by_side

        return side_by_side(self._matrix(query, robin))

    def picture(
        self, query: str = "*:*", *, robin: str | None = None, title: str = "Who answered what"
    ) -> "alt.LayerChart":
        """The same as a chart that can be printed, with a description for those who hear it."""
        from mosaic.picture import picture

        return picture(self._matrix(query, robin), title=title)

    def tally(
        self, query: str = "*:*", *, robin: str | None = None, title: str = "What letters let know"
    ) -> "alt.LayerChart":
        """How many letters say what to each question, as a chart; a joint one counts once."""
        from mosaic.picture import tally

        return tally(self._matrix(query, robin), title=title)

    def map(
        self,
        query: str = "*:*",
        *,
        robin: str | None = None,
        question: str | None = None,
        title: str = "Who answered what",
    ) -> "alt.LayerChart":
        """One question as a map of the country, a tile a force; the first if none is named."""
        from mosaic.tilemap import tile_map

        return tile_map(self._matrix(query, robin), question=question, title=title)

    def robins(self, query: str | None = None) -> "pd.DataFrame":
        """The round robins, a row each, by id; with a query, those it finds a letter of."""
        from mosaic.frames import robins_frame
        from mosaic.robins import robins

        return robins_frame(robins(self.collection, self._found(query)))

    def largest_robin(self, query: str | None = None) -> str:
        """The id of the round robin with most letters, of those that a query finds a letter of.

        Raises:
            FoiError: There is none.
        """
        found = self.robins(query)
        if found.empty:
            raise FoiError(
                f"{query or 'this collection'}: expected a request that several forces answered,"
                " found none among the letters. Ask for another subject;"
                " `collection.robins()` lists what there is."
            )
        return str(found["letters"].idxmax())

    def findings(self, query: str = "*:*") -> "pd.DataFrame":
        """What changed, was withdrawn, stands out or does not go together, a row a finding."""
        from index.find import letters_found
        from mosaic.finding_frames import findings_frame
        from mosaic.findings import findings

        return findings_frame(findings(self.collection, letters_found(self.collection, query)))

    def turns(
        self, query: str = "*:*", *, title: str = "Who changed their mind"
    ) -> "alt.LayerChart":
        """What changed or was withdrawn, before and after, as a chart."""
        from index.find import letters_found
        from mosaic.findings import findings
        from mosaic.turns import turns

        found = findings(self.collection, letters_found(self.collection, query))
        return turns(found, title=title)

    def doubts(self, query: str = "*:*") -> "pd.DataFrame":
        """How many forces each letter leaves in doubt, a row a question and letter."""
        from index.find import letters_found
        from mosaic.finding_frames import doubts_frame
        from mosaic.findings import all_doubts

        return doubts_frame(all_doubts(self.collection, letters_found(self.collection, query)))

    def shrinking(
        self, robin: str, question: str, *, title: str = "What the answers leave in doubt"
    ) -> "alt.LayerChart":
        """How the forces in doubt about one question grow fewer, letter by letter, as a chart."""
        from mosaic.doubt import doubts
        from mosaic.shrinking import shrinking

        found = [one for one in doubts(self._matrix("", robin)) if one.question == question]
        return shrinking(found, title=title)

    def wording(self, query: str = "*:*") -> "pd.DataFrame":
        """Passages that forces share, a row each, indexed by id."""
        from index.find import letters_found
        from mosaic.finding_frames import passages_frame
        from mosaic.passages import shared

        return passages_frame(shared(letters_found(self.collection, query)))

    def spread(
        self, ids: "Iterable[str]", query: str = "*:*", *, title: str = "Who had it when"
    ) -> "alt.LayerChart":
        """Shared passages on a line of time, as a chart; ``ids`` are those of :meth:`wording`."""
        from index.find import letters_found
        from mosaic.passages import shared
        from mosaic.spread import spread

        wanted = set(ids)
        found = shared(letters_found(self.collection, query))
        return spread([one for one in found if one.id in wanted], title=title)

    def own_words(self, query: str = "*:*") -> "pd.DataFrame":
        """How much of each letter is its own among those that the query finds, a row a letter."""
        from index.find import letters_found
        from mosaic.finding_frames import shares_frame
        from mosaic.passages import shares

        return shares_frame(shares(letters_found(self.collection, query)))

    def clocks(self, query: str = "*:*") -> "pd.DataFrame":
        """Working days from receipt to answer, a row a response, indexed by id."""
        from index.find import letters_found
        from mosaic.frames import clocks_frame

        return clocks_frame(letters_found(self.collection, query))

    def figures(self, query: str = "*:*", *, robin: str | None = None) -> "pd.DataFrame":
        """Every number that letters give, and the ways to give none, a row each, with its place.

        Args:
            query: The letters to lay side by side.
            robin: Id of a round robin; then its letters, and no query.
        """
        from mosaic.figure_frames import figures_frame

        return figures_frame(self._figures(query, robin))

    def figures_side_by_side(
        self, query: str = "*:*", *, robin: str | None = None
    ) -> "pd.DataFrame":
        """The same as printed: a row a series and force, a column a period.

        Financial and calendar years have rows and columns of their own. The denominators are in
        ``attrs["caption"]``.
        """
        from mosaic.figure_frames import figures_side_by_side

        return figures_side_by_side(self._figures(query, robin))

    def provisions(self, query: str = "*:*", *, by: "By | None" = None) -> "pd.DataFrame":
        """How often sections are relied on, with denominators and intervals.

        A row a section, or a group and section.
        """
        import pandas as pd

        from mosaic.provisions import Share

        rows = [share.contract() for share in self._shares(query, by)]
        return pd.DataFrame(rows, columns=list(Share.__dataclass_fields__))

    def intervals(self, query: str = "*:*", *, title: str = "Which sections") -> "alt.LayerChart":
        """How often each section is relied on, with its interval, as a chart; not a ranking."""
        from mosaic.share_pictures import intervals

        return intervals(self._shares(query), title=title)

    def funnel(
        self, section: str, query: str = "*:*", *, by: "By", title: str = "Noise or difference"
    ) -> "alt.LayerChart":
        """Which groups rely on a section more or less than chance explains, as a chart."""
        from mosaic.share_pictures import funnel

        return funnel(self._shares(query, by), section, title=title)

    def tables(self, query: str = "*:*") -> "dict[str, pd.DataFrame]":
        """The letters that a query finds as flat tables that join on the letter's id, for SQL.

        People's names and contact data are replaced by their kind.
        """
        from foi.exporting import records
        from foi.tables import tables
        from index.find import letters_found

        return tables(records(letters_found(self.collection, query), personal_data=False))

    def export(self, path: Path | str, query: str = "*:*") -> int:
        """Write the letters that a query finds to a file, and return how many there are.

        The name says the format: ``.csv``, ``.jsonl``, ``.parquet``, ``.bib`` (BibTeX) or
        ``.json`` (CSL). People's names and contact data are replaced by their kind.

        Raises:
            FoiError: It says another.
        """
        from foi.exporting import export, format_of, records
        from index.find import letters_found

        form = format_of(Path(path))
        found = records(letters_found(self.collection, query), personal_data=False)
        with Path(path).open("wb") as out:
            return export(form, found, out)

    def status(self) -> "pd.DataFrame":
        """What became of every capture, a row a force; the last row is the whole."""
        import pandas as pd

        from foi.account import account

        return pd.DataFrame(account(self.collection))

    def close(self) -> None:
        self.collection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _matrix(self, query: str, robin: str | None) -> "list[Position]":
        from mosaic.matrix import matrix

        return matrix(self.collection, self._letters(query, robin), robin=robin)

    def _figures(self, query: str, robin: str | None) -> "list[Figure]":
        from mosaic.figures import figures

        return figures(self.collection, self._letters(query, robin), robin=robin)

    def _letters(self, query: str, robin: str | None) -> "list[Collected]":
        from index.find import letters_found
        from mosaic.robins import letters_of

        if robin is not None:
            return letters_of(self.collection, robin)
        return letters_found(self.collection, query)

    def _each(self, query: str, *, once: bool) -> "list[Collected]":
        from index.find import letters_found
        from mosaic.matrix import once as each_once

        found = letters_found(self.collection, query)
        return each_once(found) if once else list(found)

    def _shares(self, query: str, by: "By | None" = None) -> "list[Share]":
        from index.find import letters_found
        from mosaic.provisions import provisions

        return provisions(letters_found(self.collection, query), by)

    def _found(self, query: str | None) -> "list[str] | None":
        from index.find import ids_found

        return None if query is None else ids_found(self.collection, query)


def open_collection(path: Path | str | None = None) -> FoiCollection:
    """Open a collection that exists, by default ``$FOI_COLLECTION`` or ``foi-data``.

    Raises:
        CollectionError: There is none in that folder; the message says how to make one.
    """
    return FoiCollection(_open(path, create=False))
