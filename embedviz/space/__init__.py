"""The vector space: vectors with labels and a metric; neighbours, analogies, axes."""

from embedviz.space.metrics import METRICS, Metric
from embedviz.space.neighbors import NeighborGraph
from embedviz.space.vector_space import VectorSpace

__all__ = ["METRICS", "Metric", "NeighborGraph", "VectorSpace"]
