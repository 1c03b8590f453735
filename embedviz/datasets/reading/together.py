"""Together: one file of any kind, or vectors and the files that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from embedviz.datasets.reading import projector
from embedviz.datasets.reading.asked import asking
from embedviz.datasets.reading.formats import COMPRESSED, ending_of, read_raw
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.engine.progress import JobCancelled
from embedviz.errors import EmbedvizError, UnreadableFile, quoted


def read_together(
    files: Sequence[tuple[BinaryIO, str]], *, unpacked: bool = False, encoding: str = "",
    sheet: str | int = "",
) -> RawTable:  # fmt: skip
    """Read one file, or vectors and what belongs to them.

    Parameters
    ----------
    files : sequence of (binary file, name)
        One of any kind; or vectors, their metadata, and a projector's config and sprite image.
    unpacked : bool
        Whether they come out of a compressed file: another within is refused.
    encoding, sheet
        What is asked for of them; see :class:`~embedviz.datasets.reading.asked.Asked`.

    Raises
    ------
    UnreadableFile
        If one can't be read, or they don't belong together.
    """
    if not files:
        raise UnreadableFile("No file was given.")
    for file, name in files if unpacked else ():
        if name.lower().endswith(COMPRESSED) or ending_of(file, "") in COMPRESSED:
            raise UnreadableFile(
                f"{quoted(shown(name))} is compressed within a compressed file. Unpack it first."
            )
    if len(files) == 1 and not files[0][1].lower().endswith(".bytes"):
        return read_raw(*files[0], encoding=encoding, sheet=sheet)
    try:
        with asking(encoding, sheet):
            return projector.join(files)
    except (EmbedvizError, JobCancelled):
        raise
    except Exception as error:  # a damaged picture, a config of nonsense
        names = ", ".join(name for _, name in files[:4])
        raise UnreadableFile(f"{names} are damaged or don't belong together.") from error
