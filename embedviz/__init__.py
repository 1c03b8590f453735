"""embedviz: see what an embedding is, and how far its picture can be believed.

>>> import embedviz as ev
>>> digits = ev.load_dataset("digits")
>>> space = ev.vectorize(digits)
>>> view = ev.project(space, method="pca")
>>> figure = ev.plot(view, color="digit", highlight="3, no. 1", k=5)
"""

import lazy_loader

__version__ = "0.1.0"

# The public names stand in __init__.pyi. Nothing is imported before it is used: see what is light
# in tests/test_house.py.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
