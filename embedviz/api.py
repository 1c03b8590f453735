"""The verbs: load, read, vectorize, encode, learn, mix, project.

Each names a way to make vectors or to draw them, gives it the caller's parameters and lets it
work: what is done stands with the way itself, in ``embedders`` and ``projections``.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from embedviz.datasets import DATASETS, Dataset
from embedviz.datasets.gaps import without_gaps
from embedviz.datasets.given import as_table, dataset_of, texts_of
from embedviz.embedders import EMBEDDERS
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.models import BUNDLED_MODEL
from embedviz.parameters import knobs
from embedviz.registry import named

if TYPE_CHECKING:
    from embedviz.projections import Projection
    from embedviz.space import VectorSpace

TRANSFORMS = ("none", "log")


def list_datasets() -> list[str]:
    """Give the names of the data sets that ship with embedviz.

    Returns
    -------
    list of str
        In the order in which the app offers them; their sources stand in ``data/README.md``.

    Examples
    --------
    >>> import embedviz as ev
    >>> ev.list_datasets()[:3]
    ['cities', 'tv_shows', 'sentences']
    """
    return list(DATASETS)


def load_dataset(name: str) -> Dataset:
    """Load a data set that ships with embedviz.

    Returns
    -------
    Dataset
        Its ``source`` and ``licence`` say where the facts come from.

    Raises
    ------
    UnknownName
        With the closest names.

    Examples
    --------
    >>> import embedviz as ev
    >>> digits = ev.load_dataset("digits")
    >>> len(digits), digits.images.shape, digits.labels[0]
    (1797, (1797, 8, 8), '0, no. 1')
    """
    dataset: Dataset = DATASETS[DATASETS.named(name)]()
    return dataset


def read(
    given: Any, *, name: str | None = None, sample: int | None = None, seed: int = 42,
    encoding: str | None = None, sheet: str | int | None = None,
) -> Dataset | VectorSpace:  # fmt: skip
    r"""Read what a person brings, and find out what its columns mean.

    Parameters
    ----------
    given : str, Path, binary file, a list of them, or an object
        A table (CSV, TSV, Excel, JSON, JSON Lines, Parquet, Feather, Arrow), a ``.txt`` with one
        text a line, or vectors: ``.npy``, ``.npz``, ``.safetensors``, word2vec's, GloVe's and
        fastText's (``.bin``, ``.txt``, ``.vec``), a projector's tensors with their metadata (as a
        list, or side by side in a folder). Each may be in gzip or zip. Or a DataFrame, an array,
        gensim's KeyedVectors, an Arrow table, a Hugging Face data set, a list of dicts (rows) or
        a dict of lists (columns).
    name : str, optional
        What it is called, where it has no name of its own; its ending says how to read it.
    sample : int, optional
        Take so many rows at random, where there are more.
    seed : int
        Which ones.
    encoding : str, optional
        That of a text file, such as ``"cp1251"``; where none is given, what it looks like.
    sheet : str or int, optional
        Of an Excel file, by its name or its place from 0 on; else the first with a table in it.

    Returns
    -------
    Dataset or VectorSpace
        A space where there are ready vectors: cosine from 10 dimensions on, if each points
        somewhere, else Euclidean. ``source`` of the data set says what was assumed and left out.

    Raises
    ------
    UnreadableFile
        With the row and what is wrong there; the first row below the header is row 1.
    UnknownName, InvalidRequest
        If there is no such sheet or encoding.

    Examples
    --------
    >>> import io
    >>> import embedviz as ev
    >>> fruit = ev.read(io.BytesIO(b"fruit,sugar,water\nfig,16,79\nkiwi,9,83"), name="fruit.csv")
    >>> fruit.labels, fruit.default_features
    (('fig', 'kiwi'), ('sugar', 'water'))
    """
    from embedviz.datasets import reading

    dataset = reading.read(
        as_table(given), name=name, sample=sample, seed=seed, encoding=encoding, sheet=sheet
    )
    if dataset.vectors is None:
        return dataset
    from embedviz.embedders.ready import fitting_metric

    return _space("ready", dataset, {}, metric=fitting_metric(dataset))


def vectorize(
    dataset: Dataset | Any,
    features: Sequence[str] | None = None,
    *,
    scaling: str = "none",
    weights: Mapping[str, float] | None = None,
    transforms: Mapping[str, str] | None = None,
    positions: str = "degrees",
    metric: str = "euclidean",
    missing: str = "warn",
) -> VectorSpace:
    """Turn the items of a data set into vectors of their features, or of their pixels.

    Parameters
    ----------
    dataset : Dataset
        Or what :func:`read` reads, such as a DataFrame.
    features : sequence of str, optional
        Columns to use, in order. Where none are given: the data set's default features, the
        pixels of its pictures, or the vectors it was brought with.
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
        What to do with rows that have a gap: ``"warn"`` (leave them out, a warning says how many),
        ``"drop"``, ``"error"``, ``"fill"`` (the median of numbers, the category "not known")
        or ``"category"`` (the category "missing"; numbers get the median and one dimension more,
        such as "price: missing", which is 1 for a gap).

    Returns
    -------
    VectorSpace
        (n, d) float32; ``dataset`` holds the rows that were kept.

    Raises
    ------
    InvalidRequest, InvalidParameter, MissingValues, UnknownName
        With a sentence that says which part can't be.

    References
    ----------
    Scaling, categories and gaps are scikit-learn's (``StandardScaler``, ``MinMaxScaler``,
    ``OneHotEncoder``, ``SimpleImputer``), held by tests.

    Examples
    --------
    >>> import embedviz as ev
    >>> cities = ev.load_dataset("cities")
    >>> ev.vectorize(cities, ["latitude", "longitude"], metric="haversine").vectors.shape[1]
    2
    """
    dataset = dataset_of(dataset)
    if features is None and not dataset.default_features:
        if dataset.images is not None:
            return _space("pixels", dataset, {}, metric=metric)
        if dataset.vectors is not None:
            return _space("ready", dataset, {}, metric=metric)
    columns = _columns(dataset, features, transforms)
    missing = _missing(dataset, columns["features"], missing)
    return _space(
        "features", dataset, columns,
        scaling=scaling, weights=tuple((weights or {}).items()), positions=positions, metric=metric,
        missing=missing,
    )  # fmt: skip


def encode(
    texts: Sequence[str] | Dataset | Any,
    model: str = BUNDLED_MODEL,
    *,
    column: str | None = None,
    metric: str = "cosine",
    **parameters: Any,
) -> VectorSpace:
    """Encode texts as vectors: by a sentence model, or by what is learned from them alone.

    Parameters
    ----------
    texts : sequence of str, Dataset, DataFrame or Series
        n texts, or a table whose text column (the first, or ``column``) is meant. Blank texts and
        gaps (None, NaN) have no vector: they are left out, and a warning says how many; or, with
        ``missing="fill"``, they get the average of the others.
    model : str
        The bundled ``"all-MiniLM-L6-v2"``, a folder, a name on a hub; or an encoder by its name:
        ``"tfidf"`` for TF-IDF with truncated SVD, ``"word2vec"``, trained on these texts, a text
        being the mean of its words. Spelled as you like: ``"TF-IDF"``.
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
        With a sentence that says what can't be.

    References
    ----------
    N. Reimers, I. Gurevych: Sentence-BERT, EMNLP 2019, https://aclanthology.org/D19-1410.
    S. Deerwester and others: Indexing by Latent Semantic Analysis (1990), for ``"tfidf"``.
    T. Mikolov and others: Distributed Representations of Words and Phrases and their
    Compositionality, NeurIPS 2013, https://arxiv.org/abs/1310.4546, for ``"word2vec"``.

    Examples
    --------
    >>> import embedviz as ev
    >>> space = ev.encode(["a cat sat", "the cat sat", "stocks fell"], "tfidf", n_components=2)
    >>> space.neighbors("a cat sat", k=1)["label"].tolist()
    ['the cat sat']
    """
    dataset, column = texts_of(texts, column, blank_too=parameters.get("missing") == "fill")
    space: VectorSpace = text_embedder(model, parameters, column=column, metric=metric)(dataset)
    return space


def learn(
    dataset: Dataset, objective: str = "co-watching", *, metric: str = "cosine", **parameters: Any
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
        :class:`~embedviz.embedders.embedding_layer.EmbeddingLayer`.

    Returns
    -------
    VectorSpace
        (n, n_components) float32: the rows of the network's embedding layer.

    Raises
    ------
    InvalidParameter, InvalidRequest
        With a sentence that says what can't be.

    References
    ----------
    M. Grbovic and others: E-commerce in Your Inbox, KDD 2015 (prod2vec),
    https://doi.org/10.1145/2783258.2788627.

    Examples
    --------
    >>> import embedviz as ev
    >>> ev.learn(ev.load_dataset("tv_shows"), "genre", n_components=4, epochs=2).vectors.shape
    (388, 4)
    """
    return _space("embedding_layer", dataset, parameters, objective=objective, metric=metric)


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
        :class:`~embedviz.embedders.hidden_layer.HiddenLayer`.

    Returns
    -------
    VectorSpace
        Of the first half of the items, (n / 2, n_components) float32.

    Raises
    ------
    InvalidParameter, InvalidRequest
        With a sentence that says what can't be.

    References
    ----------
    T. Chen and others: A Simple Framework for Contrastive Learning of Visual Representations
    (SimCLR), ICML 2020, https://arxiv.org/abs/2002.05709, for ``"same"``.

    Examples
    --------
    >>> import embedviz as ev
    >>> digits = ev.load_dataset("digits").take(range(60))
    >>> ev.learn_pictures(digits, "classes", n_components=4, epochs=1).vectors.shape
    (30, 4)
    """
    return _space("hidden_layer", dataset, parameters, task=task, metric=metric)


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
    missing: str = "warn",
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

    References
    ----------
    Blocks are balanced in the manner of multiple factor analysis (B. Escofier, J. Pagès, 1994),
    but by their total variance, so that weights are shares of distance.

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
    dataset = dataset_of(dataset)
    weight_of = _weights_of_texts(dataset, texts)
    shares = {"features": features_weight} | {f"text.{each}": weight_of[each] for each in weight_of}
    encoder = text_embedder(model, parameters)
    columns = _columns(dataset, features, transforms)
    missing = _missing(dataset, [*columns["features"], *weight_of], missing)
    return _space(
        "mix", dataset, columns,
        texts=tuple(weight_of), encoder=encoder, shares=tuple(shares.items()), scaling=scaling,
        weights=tuple((weights or {}).items()), positions=positions, metric=metric, missing=missing,
    )  # fmt: skip


def load_words(model: str = BUNDLED_MODEL, *, metric: str = "cosine") -> VectorSpace:
    """Load the whole words of a model's token table; imports neither torch nor transformers.

    Returns
    -------
    VectorSpace
        21,745 words × 384 float32 for the bundled model, the frequent words first.

    Raises
    ------
    ModelUnavailable
        If there is no such model on this machine, or it has no such table.

    References
    ----------
    T. Mikolov, W. Yih, G. Zweig: Linguistic Regularities in Continuous Space Word
    Representations, NAACL 2013, https://aclanthology.org/N13-1090, for what is asked of it.

    Examples
    --------
    >>> import embedviz as ev
    >>> words = ev.load_words()
    >>> words.analogy(positive=["king", "woman"], negative=["man"], k=1)["label"].tolist()
    ['queen']
    """
    from embedviz.datasets.words import words_of

    return _space("tokens", words_of(model), {}, model=model, metric=metric)


def project(
    space: VectorSpace | Any,
    method: str | Any = "pca",
    *,
    dimensions: int = 2,
    seed: int = 42,
    **parameters: Any,
) -> Projection:
    """Draw a space in 2 or 3 dimensions.

    Parameters
    ----------
    space : VectorSpace
        Or what :func:`vectorize` takes, which is then vectorized first.
    method : str or estimator
        A name in :data:`embedviz.projections.PROJECTIONS`, spelled as you like: ``"t-SNE"``. Or
        anything with scikit-learn's ``fit_transform``, such as ``sklearn.manifold.Isomap()``; it
        decides about dimensions and seed itself.
    dimensions : int
        2 or 3.
    seed : int
        The same seed gives the same coordinates, in every process.
    **parameters
        Those of the method, such as ``n_neighbors=15, min_dist=0.1`` for UMAP.

    Returns
    -------
    Projection
        ``coordinates`` (n, dimensions) float32, with ``quality``: how far it can be believed.

    Raises
    ------
    UnknownName, InvalidParameter, InvalidRequest
        With a sentence that says what can't be.

    References
    ----------
    Each method names its own: see :mod:`embedviz.projections`. The quality is that of J. Venna,
    S. Kaski: Neighborhood preservation in nonlinear projection methods, ICANN 2001,
    https://doi.org/10.1007/3-540-44668-0_68.

    Examples
    --------
    >>> import embedviz as ev
    >>> space = ev.vectorize(ev.load_dataset("digits").take(range(200)))
    >>> view = ev.project(space, "pca", dimensions=3)
    >>> view.coordinates.shape, round(view.quality.trustworthiness, 2)
    ((200, 3), 0.94)
    """
    from embedviz.projections import PROJECTIONS
    from embedviz.projections.estimator import by_estimator
    from embedviz.space import VectorSpace

    if not isinstance(space, VectorSpace):
        space = _space_of(space)
    if not isinstance(method, str):
        return by_estimator(space, method, parameters)
    chosen = _with(PROJECTIONS[PROJECTIONS.named(method)], parameters)
    projection: Projection = chosen(space, dimensions=dimensions, seed=seed)
    return projection


def _space_of(given: Any) -> VectorSpace:
    """Give the space of a projection, or the vectors of what is read."""
    drawn: VectorSpace | None = getattr(given, "space", None)
    return vectorize(given) if drawn is None else drawn


def _columns(
    dataset: Dataset, features: Sequence[str] | None, transforms: Mapping[str, str] | None
) -> dict[str, tuple[str, ...]]:
    """Give the features asked for, else the default ones, and those whose logarithm is meant."""
    if isinstance(features, str):
        raise InvalidRequest(f'Give the features as a list: ["{features}"].')
    chosen = tuple(dataset.default_features if features is None else features)
    for feature, transform in (transforms or {}).items():
        if feature not in chosen:
            raise UnknownName.among("chosen feature", feature, chosen)
        if transform not in TRANSFORMS:
            raise UnknownName.among("transform", transform, TRANSFORMS)
    logs = tuple(each for each, transform in (transforms or {}).items() if transform == "log")
    return {"features": chosen, "logs": logs}


def _missing(dataset: Dataset, names: Sequence[str], missing: str) -> str:
    """Give what is done with gaps in these columns; where a warning is enough, give that."""
    if missing != "warn":
        return missing
    n_left = len(dataset) - len(without_gaps(dataset, names, "drop"))
    if not n_left:
        return "error"
    warnings.warn(
        f"{n_left:,} of {len(dataset):,} rows have a gap in a chosen column and were left out. "
        'missing="fill" keeps them.',
        stacklevel=3,
    )
    return "drop"


def _weights_of_texts(
    dataset: Dataset, texts: Mapping[str, float] | Sequence[str] | None
) -> dict[str, float]:
    if isinstance(texts, str):
        raise InvalidRequest(f'Give the texts with their weights: {{"{texts}": 1}}.')
    if texts is None:
        texts = [column.name for column in dataset.columns_of("text")[:1]]
    return dict(texts) if isinstance(texts, Mapping) else dict.fromkeys(texts, 1.0)


def text_embedder(
    model: str = BUNDLED_MODEL, parameters: Mapping[str, Any] = MappingProxyType({}), **fixed: Any
) -> Any:
    """Give what encodes texts: an encoder of that name, else the language model of that name.

    Parameters
    ----------
    model, **parameters
        See :func:`encode`.
    """
    from embedviz.embedders.text import TextEmbedder

    try:
        kind = EMBEDDERS[EMBEDDERS.named(model)]
    except UnknownName:
        kind = None
    if kind is not None and issubclass(kind, TextEmbedder):
        return _with(kind, parameters, **fixed)
    return _with(EMBEDDERS["sentence"], parameters, model=model, **fixed)


def _space(name: str, dataset: Dataset, parameters: Mapping[str, Any], **fixed: Any) -> VectorSpace:
    """Make vectors by the way of that name."""
    space: VectorSpace = _with(EMBEDDERS[name], parameters, **fixed)(dataset)
    return space


def _with(kind: Any, parameters: Mapping[str, Any], **fixed: Any) -> Any:
    """Make a method with the parameters a person gave, beside those that are fixed."""
    known = [each.name for each in fields(kind) if each.init and each.name not in fixed]
    for name in parameters:
        if name not in known:
            allowed = f"It has {', '.join(known)}." if known else "It has none."
            raise InvalidRequest(f'{kind.title} has no parameter called "{name}". {allowed}')
    given = {**parameters, **fixed}
    return kind(**{name: _spelled(kind, name, value) for name, value in given.items()})


def _spelled(kind: Any, name: str, value: Any) -> Any:
    """Give a choice in the spelling it was declared in; what is none is left to the checks."""
    from embedviz.space import METRICS

    knob = knobs(kind)[name][1] if name in knobs(kind) else None
    choices = METRICS if name == "metric" else knob.choices if knob is not None else None
    if choices is None or not isinstance(value, str):
        return value
    try:
        return named(name, value, choices)
    except UnknownName:
        return value
