"""Linear support vector machines (scikit-learn) over the signs of letters."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sklearn.feature_extraction import DictVectorizer
from sklearn.svm import LinearSVC

Example = tuple[Mapping[str, float], str | bool]
"""The signs of one case, and what it is."""


def fitted(
    letters: Sequence[Sequence[Example]], strength: float, counts: Sequence[float] | None = None
) -> tuple[list[str], LinearSVC]:
    """The signs, and a machine that tells the cases apart by them.

    Args:
        letters: The cases of each letter. A sign that stands in one letter only is left out.
        strength: How much fitting the letters counts against small weights.
        counts: How much each letter counts; all the same where that is not said.
    """
    often = Counter(
        sign for letter in letters for sign in {sign for signs, _ in letter for sign in signs}
    )
    rows = [
        {sign: value for sign, value in signs.items() if often[sign] > 1}
        for letter in letters
        for signs, _ in letter
    ]
    table = DictVectorizer()
    matrix = table.fit_transform(rows)
    matrix.indices, matrix.indptr = (a.astype("int32") for a in (matrix.indices, matrix.indptr))
    machine = LinearSVC(C=strength, random_state=7)
    machine.fit(
        matrix,
        [true for letter in letters for _, true in letter],
        sample_weight=None if counts is None else [
            count for letter, count in zip(letters, counts, strict=True) for _ in letter
        ],
    )  # fmt: skip
    return list(map(str, table.get_feature_names_out())), machine
