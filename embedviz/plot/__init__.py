"""Plotly figures of a projection, of an analogy, of two vectors side by side."""

from embedviz.plot.analogy import plot_analogy
from embedviz.plot.figure import plot
from embedviz.plot.html import show, write_html
from embedviz.plot.vector_strip import plot_vectors

__all__ = ["plot", "plot_analogy", "plot_vectors", "show", "write_html"]
