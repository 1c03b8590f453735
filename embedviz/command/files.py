"""Files: what is named in a terminal, brought as the app's page brings what is dropped on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from embedviz.datasets.reading import READERS
from embedviz.datasets.reading.projector import beside
from embedviz.errors import InvalidRequest, UnreadableFile, quoted
from embedviz.ui.session_file import MOST_FILES, Session, is_session, read_session

WITH_VECTORS = {".png", ".jpg", ".jpeg"}
"""A sprite image belongs to a projector's vectors."""
_TEXTS = ".txt"
_MOST_BYTES = 2**40  # who starts the server brings what they like


def brought(paths: Sequence[Path]) -> Session:
    """Give what was named: a session file with its choices, or files with none.

    Raises
    ------
    UnreadableFile
        If a file isn't there, may not be read, or is a folder with nothing to read in it.
    """
    files = [each for path in paths for each in _files_of(path.expanduser())]
    if len(files) == 1 and not isinstance(files[0], Path):
        return files[0]
    named = [each for each in files if isinstance(each, Path)]
    if len(named) < len(files):
        raise InvalidRequest("A folder of texts is brought by itself: name no other file.")
    if len(named) == 1:
        named += beside(named[0])
    if len(named) > MOST_FILES:
        raise UnreadableFile(
            f"{len(named):,} files are more than the {MOST_FILES} that can belong together."
        )
    (name, content), *others = [(each.name, _content(each)) for each in named]
    if not others and is_session(content):
        return read_session(content, most_bytes=_MOST_BYTES)
    return Session(name, content, {}, tuple(others))


def _files_of(path: Path) -> list[Path | Session]:
    """Give a file, or those of a folder that can be read."""
    if not path.is_dir():
        return [path]
    inside = sorted(each for each in path.iterdir() if each.is_file() and each.name[0] != ".")
    found = [each for each in inside if each.suffix.lower() in {*READERS, *WITH_VECTORS}]
    texts = [each for each in found if each.suffix.lower() == _TEXTS]
    if len(texts) > 1 and len(texts) == len(found):
        return [_as_texts(path, texts)]
    if not found:
        *others, last = READERS
        raise UnreadableFile(
            f"The folder {quoted(path)} has no file in it that can be read. It can be "
            f"{', '.join(others)} or {last}."
        )
    return list(found)


def _as_texts(folder: Path, files: Sequence[Path]) -> Session:
    """Make one table of a folder of texts: a row for each file."""
    from embedviz.datasets.reading.encoding import decoded

    rows = (
        {"file": each.stem, "text": decoded(_content(each), each.name)[0].strip()}
        for each in files
    )  # fmt: skip
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return Session(f"{folder.resolve().name}.jsonl", lines.encode(), {})


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {quoted(path)}.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name has a zero character in it"
        raise UnreadableFile(f"The file {quoted(path)} can't be read: {why}.") from None
