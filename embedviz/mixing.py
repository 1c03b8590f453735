"""ev.mix: a table's features and the meaning of its texts as one space, with a weight each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.api import text_encoder, vectorize
from embedviz.datasets import Dataset
from embedviz.datasets.gaps import flag_name, without_gaps
from embedviz.errors import InvalidRequest
from embedviz.space import VectorSpace
from embedviz.vectorizers.models import BUNDLED_MODEL, LEARNED

Encoded = tuple[NDArray[np.floating], Sequence[str]]
"""The (m, d) vectors of a column's known texts, and the d names of their dimensions."""


def mix(
    dataset: Dataset,
    features: Sequence[str] | None = None,
    texts: Mapping[str, float] | Sequence[str] | None = None,
    *,
    features_weight: float = 1.0,
    model: str = BUNDLED_MODEL,
    scaling: str = "standard",
    weights: Mapping[str, float] | None = None,
    transforms: Mapping[str, str] | None = None,
    positions: str = "degrees",
    metric: str = "euclidean",
    missing: str = "error",
    **parameters: Any,
) -> VectorSpace:
    r"""Make one space of what items cost and what they say: of features and encoded texts.

    The features are one block, each text column is another. Blocks are balanced first, so a
    weight says which part of the squared Euclidean distance a block has on average: 1 and 1 are
    half and half, 1 and 3 a quarter and three quarters.

    Parameters
    ----------
    dataset : Dataset
    features : sequence of str, optional
        Columns to use; the data set's default features where none are named. None at all with
        ``[]``.
    texts : mapping of str to float, or sequence of str, optional
        Text columns with the weight of each, 0 to 100, or 1 where none is given. The first text
        column where none is named.
    features_weight : float
        The weight of all features together. How they compare among themselves is said by
        ``scaling`` and ``weights``.
    model, **parameters
        What encodes the texts; see :func:`embedviz.encode`.
    scaling, weights, transforms, positions
        For the features; see :func:`embedviz.vectorize`.
    metric : str
        See :class:`~embedviz.space.VectorSpace`. The shares hold for ``"euclidean"``.
    missing : str
        See :func:`embedviz.vectorize`. A blank text is a gap: filled, it lies in the middle of
        the others; as a category, it is also 1 in a dimension of its own.

    Returns
    -------
    VectorSpace
        (n, d) float32, the features first; the mean squared distance between two items is 1.

    Raises
    ------
    InvalidRequest, InvalidParameter, MissingValues, ModelUnavailable, UnknownName
        With a sentence that says which part can't be.

    See Also
    --------
    embedviz.vectorizers.mix.MixVectorizer : how blocks are balanced, with the source.

    Examples
    --------
    >>> import io
    >>> import embedviz as ev
    >>> rooms = ev.read(io.BytesIO(
    ...     b"room,price,said\n"
    ...     b"A,40,a bed and a chair\nB,42,the sea from the bed\nC,90,a bed and two chairs"
    ... ), name="rooms.csv")
    >>> half = ev.mix(rooms, ["price"], {"said": 1}, model="tfidf")
    >>> half.contributions("A", "C")["feature"].tolist()
    ['price', 'said']
    """
    shares = shares_of(dataset, texts)
    names = features_of(dataset, features)
    kept = without_gaps(dataset, [*names, *shares], missing)
    encoded: dict[str, Encoded] = {}
    for name in shares:
        encoder = text_encoder(model, **parameters)
        vectors = encoder.fit_transform(texts_to_encode(kept, name))
        encoded[name] = vectors, encoder.get_feature_names_out()
    facts = None
    if names:
        facts = vectorize(
            kept, names, scaling=scaling, weights=weights, transforms=transforms,
            positions=positions, missing=missing,
        )  # fmt: skip
    return mixed(
        kept, facts, encoded, shares,
        features_weight=features_weight, metric=metric, mark_gaps=missing == "category",
        by=text_encoder(model).title if model in LEARNED else model,
    )  # fmt: skip


def shares_of(
    dataset: Dataset, texts: Mapping[str, float] | Sequence[str] | None
) -> dict[str, float]:
    """Give the weight of each text column, by its name.

    Raises
    ------
    InvalidRequest
        If a column holds no texts, or there is none.
    UnknownName
        If there is no such column.
    """
    if isinstance(texts, str):
        raise InvalidRequest(f'Give the texts with their weights: {{"{texts}": 1}}.')
    if texts is None:
        texts = [column.name for column in dataset.columns_of("text")[:1]]
    shares = dict(texts) if isinstance(texts, Mapping) else dict.fromkeys(texts, 1.0)
    if not shares:
        raise InvalidRequest("A mix needs a text column beside the features. Choose at least one.")
    for name in shares:
        if dataset.column(name).kind != "text":
            raise InvalidRequest(
                f'"{dataset.column(name).title}" holds no texts. Choose it as a feature, or take '
                "another column."
            )
    return shares


def features_of(dataset: Dataset, features: Sequence[str] | None) -> list[str]:
    """Give the features of a mix: those named, else the default ones; maybe none at all."""
    if isinstance(features, str):
        raise InvalidRequest(f'Give the features as a list: ["{features}"].')
    return list(dict.fromkeys(dataset.default_features if features is None else features))


def texts_to_encode(dataset: Dataset, name: str) -> list[str]:
    """Give the texts of a column that are not blank, in their order."""
    from embedviz.vectorizers.mix import known_texts

    return known_texts(dataset.frame[name], dataset.column(name))


def mixed(
    kept: Dataset,
    facts: VectorSpace | None,
    encoded: Mapping[str, Encoded],
    shares: Mapping[str, float],
    *,
    features_weight: float = 1.0,
    metric: str = "euclidean",
    mark_gaps: bool = False,
    by: str,
) -> VectorSpace:
    """Put features and encoded texts together; see :func:`mix`.

    Parameters
    ----------
    kept : Dataset
        The items, with no gaps but blank texts that are to be filled.
    facts : VectorSpace, optional
        Their features as vectors.
    encoded : mapping of str to ((m, d) float, sequence of str)
        For each text column, the vectors of its :func:`texts_to_encode` and the names of their
        dimensions.
    shares : mapping of str to float
        The weight of each text column.
    features_weight, metric
        See :func:`mix`.
    mark_gaps : bool
        Whether blank texts get a dimension of their own.
    by : str
        What encoded the texts, as a visitor reads it.
    """
    from embedviz.vectorizers.mix import MixVectorizer

    parts = [
        _of_text(kept, name, weight, encoded[name], mark_gaps=mark_gaps)
        for name, weight in shares.items()
    ]
    made_by = f"{' and '.join(kept.column(name).title for name in shares)} by {by}"
    if facts is not None:
        names, columns = facts.feature_names, facts.feature_columns
        parts.insert(0, _Part("features", features_weight, facts.vectors, names, columns))
        made_by = f"{facts.made_by}; {made_by}"
    vectorizer = MixVectorizer(
        blocks=[part.block for part in parts for _ in part.names],
        weights={part.block: part.weight for part in parts},
    )
    return VectorSpace(
        vectorizer.fit_transform(np.hstack([part.numbers for part in parts])),
        kept.labels,
        metric=metric,
        feature_names=tuple(name for part in parts for name in part.names),
        feature_columns=tuple(name for part in parts for name in part.columns),
        dataset=kept if facts is None else facts.dataset,
        made_by=made_by,
    )


@dataclass(frozen=True)
class _Part:
    """A block before it is balanced: (n, d) numbers, d names, the columns they come from."""

    block: str
    weight: float
    numbers: NDArray[np.floating]
    names: Sequence[str]
    columns: Sequence[str]


def _of_text(
    kept: Dataset, name: str, weight: float, encoded: Encoded, *, mark_gaps: bool
) -> _Part:
    from embedviz.vectorizers.mix import as_block

    column = kept.column(name)
    vectors, dimensions = encoded
    numbers = as_block(kept.frame[name], column, vectors, mark_gaps=mark_gaps)
    names = [f"{column.title}: {dimension}" for dimension in dimensions]
    if numbers.shape[1] > len(names):
        names.append(flag_name(column))
    return _Part(f"text: {name}", weight, numbers, names, [name] * len(names))
