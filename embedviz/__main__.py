"""``python -m embedviz`` is the command ``embedviz``."""

from embedviz.command import main

main()
