"""Plotly figures of a projection, of an analogy, of two vectors side by side."""

import sys
from types import ModuleType

from embedviz.plot.analogy import plot_analogy
from embedviz.plot.figure import plot
from embedviz.plot.html import show, write_html
from embedviz.plot.vector_strip import plot_vectors

__all__ = ["plot", "plot_analogy", "plot_vectors", "show", "write_html"]


class _PackageAndVerb(ModuleType):
    """Python gives ``embedviz.plot`` to this package once imported: let it be the verb as well."""

    __call__ = staticmethod(plot)


sys.modules[__name__].__class__ = _PackageAndVerb
