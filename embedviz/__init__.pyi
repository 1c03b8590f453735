# The table of contents: each public name and where it stands, read when embedviz is imported.

from .api import encode as encode
from .api import learn as learn
from .api import learn_pictures as learn_pictures
from .api import list_datasets as list_datasets
from .api import load_dataset as load_dataset
from .api import load_words as load_words
from .api import mix as mix
from .api import project as project
from .api import read as read
from .api import vectorize as vectorize
from .datasets import Column as Column
from .datasets import Dataset as Dataset
from .embedders.similarity import explain_similarity as explain_similarity
from .errors import AmbiguousLabel as AmbiguousLabel
from .errors import EmbedvizError as EmbedvizError
from .errors import InvalidParameter as InvalidParameter
from .errors import InvalidRequest as InvalidRequest
from .errors import MissingValues as MissingValues
from .errors import ModelUnavailable as ModelUnavailable
from .errors import UnknownLabel as UnknownLabel
from .errors import UnknownName as UnknownName
from .errors import UnreadableFile as UnreadableFile
from .plotting import plot as plot
from .plotting import show as show
from .plotting import write_html as write_html
from .projections import Projection as Projection
from .space import VectorSpace as VectorSpace
from .space.checking import Check as Check
from .space.checking import check as check
from .space.description import describe_group as describe_group
from .space.groups import find_clusters as find_clusters
from .writing import write as write

__version__: str
