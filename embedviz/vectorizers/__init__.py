"""Ways to turn items into vectors: one file and one line each."""

from embedviz.registry import Registry

__all__ = ["ENCODERS", "VECTORIZERS"]

VECTORIZERS = Registry(
    "vectorizer",
    __name__,
    {
        "features": "features:FeatureVectorizer",
        "pixels": "pixels:PixelVectorizer",
        "tokens": "tokens:TokenTable",
        "sentence": "sentence:SentenceEncoder",
        "tfidf": "lsa:TfidfEncoder",
        "embedding_layer": "embedding_layer:EmbeddingLayer",
        "factors": "factors:RatingFactors",
        "word2vec": "word2vec:Word2VecEncoder",
        "mix": "mix:MixVectorizer",
        "hidden_layer": "hidden_layer:HiddenLayer",
    },
)

ENCODERS: tuple[str, ...] = ("sentence", "tfidf", "word2vec")
"""The vectorizers that take any text."""
