"""Plotly figures of a projection, of an analogy, of two vectors side by side."""

from embedviz.plotting.analogy import plot_analogy
from embedviz.plotting.figure import plot
from embedviz.plotting.html import show, write_html
from embedviz.plotting.vector_strip import plot_vectors

__all__ = ["plot", "plot_analogy", "plot_vectors", "show", "write_html"]
