"""Plotly figures of a projection, of an analogy, of two vectors side by side."""

import lazy_loader

# The names stand in __init__.pyi. Nothing is imported before it is used: the server needs the front
# end's files before a page needs pandas.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
