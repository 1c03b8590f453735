from .analogy import plot_analogy as plot_analogy
from .figure import plot as plot
from .html import show as show
from .html import write_html as write_html
from .vector_strip import plot_vectors as plot_vectors
