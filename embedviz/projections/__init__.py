"""Ways to draw a vector space in two or three dimensions: one file and one line each."""

from embedviz.projections.placing import place, with_items
from embedviz.projections.projection import Axis, Method, Projection
from embedviz.projections.quality import Quality
from embedviz.registry import Registry

__all__ = ["PROJECTIONS", "Axis", "Method", "Projection", "Quality", "place", "with_items"]

PROJECTIONS = Registry(
    "projection",
    __name__,
    {
        "given": "given:Given",
        "features": "features:Features",
        "pca": "pca:PCA",
        "umap": "umap:UMAP",
        "tsne": "tsne:TSNE",
    },
)
