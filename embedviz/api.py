"""The verbs: load, vectorize, encode, learn, project. What ``import embedviz as ev`` offers.

Each joins layers that don't know one another: a vectorizer gives a matrix, this module makes the
:class:`~embedviz.space.VectorSpace` of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from embedviz.datasets import DATASETS, Dataset
from embedviz.datasets.gaps import gaps_in, without_gaps
from embedviz.datasets.labels import unique_labels
from embedviz.errors import InvalidRequest
from embedviz.space import VectorSpace
from embedviz.vectorizers.models import BUNDLED_MODEL, LEARNED

if TYPE_CHECKING:
    from embedviz.projections import Projection


_MANY_DIMENSIONS = 10
"""Ready vectors of so many are compared by their angle, as those of language models are."""


def list_datasets() -> list[str]:
    """Give the names of the data sets that ship with embedviz."""
    return list(DATASETS)


def load_dataset(name: str) -> Dataset:
    """Load a data set that ships with embedviz.

    Raises
    ------
    UnknownName
        With the closest names.
    """
    dataset: Dataset = DATASETS[name]()
    return dataset


def read(
    given: Any, *, name: str | None = None, sample: int | None = None, seed: int = 42
) -> Dataset | VectorSpace:
    r"""Read what a person brings, and find out what its columns mean.

    Parameters
    ----------
    given : str, Path, binary file, a list of them, or an object
        A table (CSV, TSV, Excel, JSON, JSON Lines, Parquet, Feather, Arrow), a ``.txt`` with one
        text a line, or vectors: ``.npy``, ``.npz``, ``.safetensors``, word2vec's, GloVe's and
        fastText's (``.bin``, ``.txt``, ``.vec``), a projector's tensors with their metadata (as a
        list, or side by side in a folder). Each may be in gzip or zip. Or a DataFrame, an array,
        gensim's KeyedVectors, an Arrow table, a Hugging Face data set.
    name : str, optional
        What it is called, where it has no name of its own; its ending says how to read it.
    sample : int, optional
        Take so many rows at random, where there are more.
    seed : int
        Which ones.

    Returns
    -------
    Dataset or VectorSpace
        A space where there are ready vectors: cosine from 10 dimensions on, if each points
        somewhere, else Euclidean. ``source`` of the data set says what was assumed and left out.

    Raises
    ------
    UnreadableFile
        With the row and what is wrong there; the first row below the header is row 1.

    Examples
    --------
    >>> import io
    >>> import embedviz as ev
    >>> fruit = ev.read(io.BytesIO(b"fruit,sugar,water\nfig,16,79\nkiwi,9,83"), name="fruit.csv")
    >>> fruit.labels, fruit.default_features
    (('fig', 'kiwi'), ('sugar', 'water'))
    """
    from embedviz.datasets import reading

    dataset = reading.read(given, name=name, sample=sample, seed=seed)
    if dataset.vectors is None:
        return dataset
    return ready_space(dataset)


def ready_space(dataset: Dataset, metric: str | None = None) -> VectorSpace:
    """Make the space of the ready vectors that a data set was brought with.

    Parameters
    ----------
    dataset : Dataset
        With ``vectors``.
    metric : str, optional
        How they are compared; as :func:`read` does, where none is said.

    Raises
    ------
    InvalidRequest
        If the data set has no ready vectors.
    """
    if dataset.vectors is None:
        raise InvalidRequest(
            f"{dataset.title or dataset.name} has no ready vectors. Choose columns or texts."
        )
    return VectorSpace(
        dataset.vectors,
        dataset.labels,
        metric or ready_metric(dataset),
        dataset=dataset,
        made_by=f"ready vectors of {dataset.name}",
    )


def ready_metric(dataset: Dataset) -> str:
    """Propose a metric for ready vectors: cosine for many dimensions, if each points somewhere."""
    vectors = dataset.vectors
    if vectors is None or vectors.shape[1] < _MANY_DIMENSIONS:
        return "euclidean"
    return "cosine" if vectors.any(axis=1).all() else "euclidean"


def vectorize(
    dataset: Dataset,
    features: Sequence[str] | None = None,
    *,
    scaling: str = "none",
    weights: Mapping[str, float] | None = None,
    transforms: Mapping[str, str] | None = None,
    positions: str = "degrees",
    metric: str = "euclidean",
    missing: str = "error",
) -> VectorSpace:
    """Turn the items of a data set into vectors of their features, or of their pixels.

    Parameters
    ----------
    dataset : Dataset
    features : sequence of str, optional
        Columns to use, in order. Where none are given: the data set's default features, or the
        pixels of its pictures.
    scaling : str
        ``"none"``, ``"standard"`` (mean 0, deviation 1), ``"minmax"`` (0 to 1) or ``"rank"``
        (share of smaller items); for numbers and ranges, not for zeros and ones.
    weights : mapping of str to float
        Factor for a feature's numbers after scaling, 0 to 100.
    transforms : mapping of str to str
        ``{"population": "log"}`` takes the logarithm to base 10 first.
    positions : str
        ``"degrees"``, or ``"sphere"`` for latitude and longitude as a point (x, y, z).
    metric : str
        See :class:`~embedviz.space.VectorSpace`. Haversine wants latitude and longitude alone.
    missing : str
        What to do with rows that have a gap: ``"error"``, ``"drop"``, ``"fill"`` (the median of
        numbers, the category "not known") or ``"category"`` (the category "missing"; numbers get
        the median and one dimension more, such as "price: missing", which is 1 for a gap).

    Returns
    -------
    VectorSpace
        (n, d) float32; ``dataset`` holds the rows that were kept.

    Raises
    ------
    InvalidRequest, InvalidParameter, MissingValues, UnknownName
        With a sentence that says which part can't be.

    Examples
    --------
    >>> import embedviz as ev
    >>> cities = ev.load_dataset("cities")
    >>> ev.vectorize(cities, ["latitude", "longitude"], metric="haversine").vectors.shape[1]
    2
    """
    if features is None and not dataset.default_features:
        return _of_pixels(dataset, metric)
    if isinstance(features, str):
        raise InvalidRequest(f'Give the features as a list: ["{features}"].')
    names = _in_order(dataset, features if features is not None else dataset.default_features)
    if not names:
        raise InvalidRequest(_same_point(dataset))
    if metric == "haversine":
        _check_haversine(dataset, names, scaling, weights, transforms, positions)
    from embedviz.vectorizers.features import FeatureVectorizer

    kept = without_gaps(dataset, names, missing)
    mark_gaps = missing == "category" and not gaps_in(kept, names).empty
    if mark_gaps and metric == "haversine":
        raise InvalidRequest(
            "Haversine has no place for a mark that says where a gap is. Leave these rows out, or "
            "fill them."
        )
    vectorizer = FeatureVectorizer(
        columns=[kept.column(name) for name in names],
        scaling=scaling,
        weights=weights,
        transforms=transforms,
        positions=positions,
        mark_gaps=mark_gaps,
    )
    vectors = vectorizer.fit_transform(kept.frame)
    return VectorSpace(
        vectors,
        kept.labels,
        metric=metric,
        feature_names=tuple(vectorizer.get_feature_names_out()),
        feature_columns=tuple(vectorizer.feature_columns_),
        dataset=_with_logs(kept, transforms or {}),
        made_by=f"{len(names)} feature{'s' if len(names) > 1 else ''}, scaling {scaling}",
    )


def encode(
    texts: Sequence[str] | Dataset,
    model: str = BUNDLED_MODEL,
    *,
    column: str | None = None,
    metric: str = "cosine",
    **parameters: Any,
) -> VectorSpace:
    """Encode texts as vectors: by a sentence model, or by what is learned from them alone.

    Parameters
    ----------
    texts : sequence of str or Dataset
        n texts, or a data set whose text column (the first, or ``column``) is meant.
    model : str
        The bundled ``"all-MiniLM-L6-v2"``, a folder, a name on a hub; ``"tfidf"`` for TF-IDF
        with truncated SVD; or ``"word2vec"``, trained on these texts, a text being the mean of its
        words.
    metric : str
        See :class:`~embedviz.space.VectorSpace`.
    **parameters
        Those of the encoder, such as ``n_components=100`` for the two that learn.

    Returns
    -------
    VectorSpace
        (n, d) float32, labelled by the texts themselves (a text that occurs again gets a number).

    Raises
    ------
    ModelUnavailable, InvalidRequest, UnknownName
    """
    dataset = texts if isinstance(texts, Dataset) else dataset_of_texts(texts)
    encoder = text_encoder(model, **parameters)
    vectors = encoder.fit_transform(dataset.texts(column))
    return VectorSpace(
        vectors,
        dataset.labels,
        metric=metric,
        feature_names=tuple(encoder.get_feature_names_out()),
        dataset=dataset,
        made_by=encoder.title if model in LEARNED else model,
    )


def learn(
    dataset: Dataset,
    objective: str = "co-watching",
    *,
    metric: str = "cosine",
    **parameters: Any,
) -> VectorSpace:
    """Learn vectors of shows by a small network that predicts something of them; takes seconds.

    Parameters
    ----------
    dataset : Dataset
        n shows with ``genres`` and ``debuted``, such as ``tv_shows``.
    objective : str
        ``"co-watching"``: what else a show's viewers watched. These viewers are made up: they
        choose by genre and time, and nothing else of a show reaches the network. ``"genre"``:
        its genres. ``"year"``: the decade in which it began.
    metric : str
        See :class:`~embedviz.space.VectorSpace`.
    **parameters
        ``n_components``, ``epochs`` and ``seed`` of the network; see
        :class:`~embedviz.vectorizers.embedding_layer.EmbeddingLayer`.

    Returns
    -------
    VectorSpace
        (n, n_components) float32: the rows of the network's embedding layer.

    Raises
    ------
    InvalidParameter, InvalidRequest
        With a sentence that says what can't be.
    """
    layer = embedding_layer(objective, **parameters)
    vectors = layer.fit_transform(by_label(dataset))
    return learned_space(dataset, vectors, objective, metric)


def embedding_layer(objective: str, **parameters: Any) -> Any:
    """Make the network of :func:`learn`, not yet trained."""
    from embedviz.vectorizers import VECTORIZERS

    return _made(VECTORIZERS["embedding_layer"], parameters, objective=objective)


def by_label(dataset: Dataset) -> pd.DataFrame:
    """Give a data set's table with its labels as the index, under which a network keeps rows."""
    return dataset.frame.set_axis(list(dataset.labels), axis=0)


def learned_space(dataset: Dataset, vectors: Any, objective: str, metric: str) -> VectorSpace:
    """Make the space of the rows that a network has learned."""
    return VectorSpace(
        vectors,
        dataset.labels,
        metric=metric,
        dataset=dataset,
        made_by=f"an embedding layer that learned {objective}",
    )


def learn_pictures(
    dataset: Dataset, task: str = "classes", *, metric: str = "euclidean", **parameters: Any
) -> VectorSpace:
    """Train a small convolutional network on half of the pictures; give the others' hidden layer.

    The network learns from the second half of the items and never sees the first, which is what
    the space is of: nothing in it can have been memorised. Takes a few seconds.

    Parameters
    ----------
    dataset : Dataset
        With ``images``, and a category column where classes are learned (the first is meant).
    task : str
        ``"classes"``: which class a picture belongs to. ``"same"``: which two are the same
        picture, moved and turned; this needs no classes.
    metric : str
        See :class:`~embedviz.space.VectorSpace`.
    **parameters
        ``n_components``, ``epochs`` and ``seed`` of the network; see
        :class:`~embedviz.vectorizers.hidden_layer.HiddenLayer`.

    Returns
    -------
    VectorSpace
        Of the first half of the items, (n / 2, n_components) float32.

    Raises
    ------
    InvalidParameter, InvalidRequest
        With a sentence that says what can't be.
    """
    return pictures_space(dataset, hidden_vectors(dataset, task, **parameters), metric)


def hidden_vectors(dataset: Dataset, task: str, **parameters: Any) -> Any:
    """Train the network of :func:`learn_pictures`; give the (n / 2, n_components) vectors."""
    from embedviz.vectorizers import VECTORIZERS

    if dataset.images is None:
        raise InvalidRequest(
            f"{dataset.title or dataset.name} has no pictures for a network to learn from."
        )
    layer = _made(VECTORIZERS["hidden_layer"], parameters, task=task)
    first, second = halves(dataset)
    classes = dataset.columns_of("category")
    answers = dataset.frame[classes[0].name].to_numpy(str)[second] if classes else None
    layer.fit(dataset.images[second], answers)
    return layer.transform(dataset.images[first])


def pictures_space(dataset: Dataset, vectors: Any, metric: str) -> VectorSpace:
    """Make the space of what a network made of the first half of the pictures."""
    shown = dataset.take(halves(dataset)[0])
    return VectorSpace(
        vectors,
        shown.labels,
        metric=metric,
        feature_names=tuple(f"hidden unit {unit}" for unit in range(1, vectors.shape[1] + 1)),
        dataset=shown,
        made_by="a trained network's hidden layer",
    )


def halves(dataset: Dataset) -> tuple[list[int], list[int]]:
    """Give the rows of the first half, which is shown, and of the second, which is learned from.

    In the order of the data set: neighbours in a file are often of one kind (digits by one hand),
    and so fewer of a kind are in both halves.
    """
    middle = (len(dataset.labels) + 1) // 2
    return list(range(middle)), list(range(middle, len(dataset.labels)))


def text_encoder(model: str = BUNDLED_MODEL, **parameters: Any) -> Any:
    """Make the encoder of a model, not yet fitted: a transformer of texts, as scikit-learn has it.

    Parameters
    ----------
    model, **parameters
        See :func:`encode`.
    """
    from embedviz.vectorizers import VECTORIZERS

    if model in LEARNED:
        return _made(VECTORIZERS[model], parameters)
    return _made(VECTORIZERS["sentence"], parameters, model=model)


def load_words(model: str = BUNDLED_MODEL, *, metric: str = "cosine") -> VectorSpace:
    """Load the whole words of a model's token table; imports neither torch nor transformers.

    Returns
    -------
    VectorSpace
        21,745 words × 384 float32 for the bundled model, the frequent words first.

    Raises
    ------
    ModelUnavailable
    """
    from embedviz.datasets.words import words_dataset
    from embedviz.vectorizers.tokens import TokenTable

    table = TokenTable(model=model).fit()
    dataset = words_dataset(table.words_, model)
    return VectorSpace(
        table.table_,
        dataset.labels,
        metric=metric,
        feature_names=tuple(table.get_feature_names_out()),
        dataset=dataset,
        made_by=f"the token table of {model}",
    )


def project(
    space: VectorSpace,
    method: str = "pca",
    *,
    dimensions: int = 2,
    seed: int = 42,
    **parameters: Any,
) -> Projection:
    """Draw a space in 2 or 3 dimensions.

    Parameters
    ----------
    space : VectorSpace
    method : str
        ``"features"``, ``"pca"``, ``"umap"``, ``"tsne"``; or ``"given"``, the picture that the
        data set brought (:attr:`Dataset.positions <embedviz.datasets.Dataset>`).
    dimensions : int
        2 or 3.
    seed : int
        The same seed gives the same picture.
    **parameters
        Those of the method, such as ``n_neighbors=15, min_dist=0.1`` for UMAP.

    Raises
    ------
    UnknownName, InvalidParameter, InvalidRequest
        With a sentence that says what can't be.
    """
    from embedviz.projections import PROJECTIONS

    chosen = _made(PROJECTIONS[method], parameters)
    projection: Projection = chosen(space, dimensions=dimensions, seed=seed)
    return projection


def dataset_of_texts(texts: Sequence[str], name: str = "texts") -> Dataset:
    """Make a data set of plain texts, each its own label."""
    from embedviz.datasets.dataset import Column

    if isinstance(texts, str):
        raise InvalidRequest("Give a list of texts, not one text.")
    if not len(texts):
        raise InvalidRequest("There is no text. Give at least one.")
    return Dataset(
        name,
        pd.DataFrame({"text": [str(text) for text in texts]}),
        unique_labels(texts),
        (Column("text", "text", "text"),),
        title="Texts",
        item="text",
        items="texts",
    )


def _of_pixels(dataset: Dataset, metric: str) -> VectorSpace:
    from embedviz.vectorizers.pixels import PixelVectorizer

    if dataset.images is None:
        raise InvalidRequest(_same_point(dataset))
    pixels = PixelVectorizer()
    return VectorSpace(
        pixels.fit_transform(dataset.images),
        dataset.labels,
        metric=metric,
        feature_names=tuple(pixels.get_feature_names_out()),
        dataset=dataset,
        made_by="pixels",
    )


def _same_point(dataset: Dataset) -> str:
    return f"Choose at least one feature: without one, every {dataset.item} is the same point."


def _in_order(dataset: Dataset, features: Sequence[str]) -> list[str]:
    """Give the features without repeats; latitude comes before longitude, as haversine wants."""
    names = list(dict.fromkeys(features))
    kinds = {name: dataset.column(name).kind for name in names}
    if {"latitude", "longitude"} <= set(kinds.values()) and len(names) == 2:
        names.sort(key=lambda name: kinds[name] != "latitude")
    return names


def _check_haversine(
    dataset: Dataset,
    names: Sequence[str],
    scaling: str,
    weights: Mapping[str, float] | None,
    transforms: Mapping[str, str] | None,
    positions: str,
) -> None:
    kinds = [dataset.column(name).kind for name in names]
    plain = scaling == "none" and not weights and not transforms and positions == "degrees"
    if kinds != ["latitude", "longitude"] or not plain:
        raise InvalidRequest(
            "Haversine measures kilometres on the Earth: it needs latitude and longitude alone, "
            "in degrees, without scaling or weights. Choose just those, or another metric."
        )


def _with_logs(dataset: Dataset, transforms: Mapping[str, str]) -> Dataset:
    if "log" not in transforms.values():
        return dataset
    columns = tuple(
        replace(column, log=transforms.get(column.name) == "log") for column in dataset.columns
    )
    return replace(dataset, columns=columns)


def _made(kind: Any, parameters: Mapping[str, Any], **fixed: Any) -> Any:
    """Make a method with the parameters a person gave, beside those that are fixed."""
    known = [each.name for each in fields(kind) if each.init and each.name not in fixed]
    for name in parameters:
        if name not in known:
            allowed = f"It has {', '.join(known)}." if known else "It has none."
            raise InvalidRequest(f'{kind.title} has no parameter called "{name}". {allowed}')
    return kind(**parameters, **fixed)
