"""Ways to make vectors of a data set's items: one file and one line each."""

from embedviz.registry import Registry

__all__ = ["EMBEDDERS"]

EMBEDDERS = Registry(
    "way to make vectors",
    __name__,
    {
        "ready": "ready:Ready",
        "features": "features:Features",
        "pixels": "pixels:Pixels",
        "hidden_layer": "hidden_layer:HiddenLayer",
        "embedding_layer": "embedding_layer:EmbeddingLayer",
        "tokens": "tokens:Tokens",
        "mix": "mix:Mix",
        "sentence": "sentence:Sentence",
        "tfidf": "tfidf:Tfidf",
        "word2vec": "word2vec:Word2Vec",
    },
)
