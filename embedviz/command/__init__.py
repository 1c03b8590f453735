"""The command ``embedviz``: the app for a terminal's files, pictures without a browser, a check-up.

What it does with a file is what the library and the app do; here it is asked for and told.
"""

from embedviz.command.app import main

__all__ = ["main"]
