"""What one takes away: rows, vectors, neighbours and the plot as files that others read.

A writer takes what is written and an open binary file. A new kind of file is one function and
one line in ``WRITERS``.
"""

from embedviz.writing.write import WRITERS, as_bytes, write

__all__ = ["WRITERS", "as_bytes", "write"]
