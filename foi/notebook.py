"""The notebook API: a collection as DataFrames."""

from pathlib import Path
from typing import TYPE_CHECKING, Self

from collection.collection import Collection
from collection.collection import open_collection as _open

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from mosaic.position import Position
    from mosaic.provisions import By


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

    def responses(self, query: str = "*:*") -> "pd.DataFrame":
        """The responses that a query finds, a row each, indexed by id."""
        from index.find import letters_found
        from mosaic.frames import responses_frame

        return responses_frame(letters_found(self.collection, query))

    def exemptions(self, query: str = "*:*") -> "pd.DataFrame":
        """A row a response and provision that it relies on."""
        from index.find import letters_found
        from mosaic.frames import exemptions_frame

        return exemptions_frame(letters_found(self.collection, query))

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

    def robins(self, query: str | None = None) -> "pd.DataFrame":
        """The round robins, a row each, by id; with a query, those it finds a letter of."""
        from mosaic.frames import robins_frame
        from mosaic.robins import robins

        return robins_frame(robins(self.collection, self._found(query)))

    def findings(self, query: str = "*:*") -> "pd.DataFrame":
        """What changed, was withdrawn, stands out or does not go together, a row a finding."""
        from index.find import letters_found
        from mosaic.finding_frames import findings_frame
        from mosaic.findings import findings

        return findings_frame(findings(self.collection, letters_found(self.collection, query)))

    def doubts(self, query: str = "*:*") -> "pd.DataFrame":
        """How many forces each letter leaves in doubt, a row a question and letter."""
        from index.find import letters_found
        from mosaic.finding_frames import doubts_frame
        from mosaic.findings import all_doubts

        return doubts_frame(all_doubts(self.collection, letters_found(self.collection, query)))

    def wording(self, query: str = "*:*") -> "pd.DataFrame":
        """Passages that forces share, a row each, indexed by id."""
        from index.find import letters_found
        from mosaic.finding_frames import passages_frame
        from mosaic.passages import shared

        return passages_frame(shared(letters_found(self.collection, query)))

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

    def provisions(self, query: str = "*:*", *, by: "By | None" = None) -> "pd.DataFrame":
        """How often sections are relied on, with denominators and intervals.

        A row a section, or a group and section.
        """
        import pandas as pd

        from index.find import letters_found
        from mosaic.provisions import provisions

        found = provisions(letters_found(self.collection, query), by)
        return pd.DataFrame([share.contract() for share in found])

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
        from index.find import letters_found
        from mosaic.matrix import matrix
        from mosaic.robins import letters_of

        if robin is not None:
            letters = letters_of(self.collection, robin)
        else:
            letters = letters_found(self.collection, query)
        return matrix(self.collection, letters, robin=robin)

    def _found(self, query: str | None) -> "list[str] | None":
        from index.find import ids_found

        return None if query is None else ids_found(self.collection, query)


def open_collection(path: Path | str | None = None) -> FoiCollection:
    """Open a collection that exists, by default ``$FOI_COLLECTION`` or ``foi-data``.

    Raises:
        CollectionError: There is none in that folder; the message says how to make one.
    """
    return FoiCollection(_open(path, create=False))
