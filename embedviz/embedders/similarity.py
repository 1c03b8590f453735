"""explain_similarity: why two texts are near, pair by pair of their tokens."""

from __future__ import annotations

from embedviz.embedders import EMBEDDERS
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.models import BUNDLED_MODEL
from embedviz.vectorizers.similarity import SimilarityShares, similarity_shares


def explain_similarity(
    first: str, second: str, model: str = BUNDLED_MODEL, *, precision: str = "auto"
) -> SimilarityShares:
    """Share the cosine of two texts out among the pairs of their tokens.

    For sentence models whose vector of a text is the mean of its tokens' vectors, as the bundled
    one's is. The shares add up to the cosine exactly; nothing is estimated.

    Parameters
    ----------
    first, second : str
        Two texts; n and m tokens as the model cuts them.
    model : str
        The bundled ``"all-MiniLM-L6-v2"``, a folder, or a name on a hub, as for :func:`encode`.
    precision : str
        ``"auto"``, as :func:`encode` has it, so that the sum is the similarity shown there; or
        ``"float32"``.

    Returns
    -------
    SimilarityShares
        ``shares`` (n, m) float32 with the sum ``similarity``, ``tokens``, ``pairs`` and
        ``by_token`` as DataFrames, ``n_unread`` where a text was too long. Shares may be negative.

    Raises
    ------
    InvalidRequest
        If a text is blank, or the model doesn't average.
    ModelUnavailable, InvalidParameter
        If there is no such model, or no such precision.

    References
    ----------
    N. Reimers, I. Gurevych: Sentence-BERT, EMNLP 2019, https://aclanthology.org/D19-1410, for the
    mean. A product of two sums is the sum of the products; the rest is arithmetic.

    Examples
    --------
    >>> import embedviz as ev
    >>> why = ev.explain_similarity("A cat sat.", "The cat slept.")
    >>> why.tokens[0]
    ('[CLS]', 'a', 'cat', 'sat', '.', '[SEP]')
    >>> abs(float(why.shares.sum()) - why.similarity) < 1e-6
    True
    """
    return similarity_shares((first, second), _averaging(model), precision)


def _averaging(model: str) -> str:
    """Give a sentence model's name; another way to encode texts is refused."""
    try:
        name = EMBEDDERS.named(model)
    except UnknownName:
        return model
    if name != "sentence":
        raise InvalidRequest(
            f"{EMBEDDERS[name].title} doesn't make a text's vector as the mean of vectors that its "
            "tokens have in context, so a similarity is no sum over pairs of tokens. Choose a "
            f"language model, such as {BUNDLED_MODEL}."
        )
    return BUNDLED_MODEL
