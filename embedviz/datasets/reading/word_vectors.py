"""Word vectors: word2vec's text and binary, GloVe's text and fastText's .vec, read by gensim."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

import numpy as np

from embedviz.datasets.reading import limits
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.datasets.reading.vectors import table_of_vectors
from embedviz.errors import UnreadableFile, quoted
from embedviz.extras import needs

FEWEST_NUMBERS = 5
_HEADER = re.compile(rb"\s*(\d{1,12})[ \t](\d{1,7})\s*")
_FASTTEXT = (793712314).to_bytes(4, "little")
_LOOKED_AT = 2**20


def read_word2vec_binary(file: BinaryIO, name: str) -> RawTable:
    """Read word2vec's binary format."""
    start = file.read(64)
    if start.startswith(_FASTTEXT):
        raise UnreadableFile(
            f"{name} is a whole fastText model. Bring its vectors, the file that ends in .vec."
        )
    header = _HEADER.match(start.split(b"\n")[0])
    if header is None:
        raise UnreadableFile(
            f"{name} doesn't begin with two counts, as word2vec's binary format does. "
            "Save the vectors as .npy, .vec or Parquet."
        )
    n_words, n_dimensions = int(header[1]), int(header[2])
    file.seek(0)
    if n_words * n_dimensions * 4 > limits.size_of(file):
        raise UnreadableFile(
            f"{name} says it holds {n_words:,} vectors of {n_dimensions:,} numbers but is too "
            "short for them. It breaks off: download it again."
        )
    limits.check_vectors(n_words, n_dimensions, name)
    return _keyed(file, name, binary=True)


def read_word2vec_text(file: BinaryIO, name: str) -> RawTable:
    """Read words and their numbers, one word a line, with or without a line of two counts first."""
    content = limits.content_of(file, name)
    if not content.strip():
        raise UnreadableFile(f"{name} is empty.")
    lines = content.split(b"\n")
    header = _HEADER.fullmatch(lines[0])
    body = [line for line in (lines[1:] if header else lines) if line.strip()]
    if not body:
        raise UnreadableFile(f"{name} has no row of vectors.")
    usual = int(header[2]) if header else len(body[0].split()) - 1
    notes: tuple[str, ...] = ()
    promised = int(header[1]) if header else 0
    if len(body) > 1 and _breaks_off(body[-1], usual, content, more=promised > len(body)):
        del body[-1]
        notes = (f"{name} breaks off within its last line, which was left out.",)
    for place, line in enumerate(body, start=1):
        n_numbers = line.rstrip().count(b" ") + line.rstrip().count(b"\t")
        if n_numbers != usual:
            n_numbers = len(line.split()) - 1
        if n_numbers != usual:
            word = line.split()[0].decode("utf-8", "replace")
            raise UnreadableFile(
                f"Row {place:,} of {name}, {quoted(shown(word))}, has {n_numbers:,} numbers, "
                f"the others have {usual:,}. Vectors must be of one length."
            )
    if usual < 1:
        raise UnreadableFile(f"{name} has words but no numbers beside them.")
    limits.check_vectors(len(body), usual, name)
    n_told = int(header[1]) if header else len(body)
    if n_told != len(body):
        notes = (
            *notes,
            f"The first line of {name} promises {n_told:,} words, there are {len(body):,}.",
        )
    del lines, content
    whole = b"%d %d\n" % (len(body), usual) + b"\n".join(b" ".join(line.split()) for line in body)
    return _keyed(io.BytesIO(whole), name, binary=False, notes=notes)


def _breaks_off(last: bytes, usual: int, content: bytes, *, more: bool) -> bool:
    """Say whether a download stopped within the last line: too few numbers, or half of one.

    ``more`` says that further lines were promised.
    """
    if content.endswith((b"\n", b"\r")) and not more:
        return False
    parts = last.split()
    return len(parts) <= usual or not _is_number(parts[-1])


def looks_like_word_vectors(content: bytes) -> bool:
    r"""Say whether a text's lines are a word each and its numbers.

    Examples
    --------
    >>> looks_like_word_vectors(b"2 3\nfig 0.1 0.2 0.3\nkiwi 0.2 0.3 0.4\n")
    True
    >>> looks_like_word_vectors(b"I saw 2 or 3 of 10 items 7 times\n")
    False
    """
    lines = [line for line in content[:_LOOKED_AT].split(b"\n")[:21] if line.strip()]
    if len(content) > _LOOKED_AT:
        lines = lines[:-1] or lines
    if not lines:
        return False
    header = _HEADER.fullmatch(lines[0])
    rows = [line.split() for line in (lines[1:] if header else lines)[:10]]
    if header and _begins_vectors(rows, header):
        return True
    wanted = int(header[2]) if header else max(len(rows[0]) - 1, FEWEST_NUMBERS)
    return bool(rows) and all(
        (len(row) == wanted + 1 or (header is None and len(row) > FEWEST_NUMBERS))
        and all(_is_number(each) for each in row[1:])
        for row in rows
    )


def _begins_vectors(rows: list[list[bytes]], header: re.Match[bytes]) -> bool:
    """Say whether words with numbers follow two counts, fewer than promised, the last cut off."""
    wanted, promised = int(header[2]), int(header[1])
    *whole, last = rows or [[]]
    is_cut = len(last) + bool(whole) > 1 and len(last) <= wanted and len(rows) <= promised
    return is_cut and all(
        len(row) == (wanted + 1 if row is not last else len(last))
        and all(_is_number(each) for each in row[1 : -1 if row is last else None])
        for row in rows
    )


def _is_number(word: bytes) -> bool:
    return re.fullmatch(rb"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|nan|[+-]?inf", word) is not None


def _keyed(file: BinaryIO, name: str, *, binary: bool, notes: tuple[str, ...] = ()) -> RawTable:
    with needs("text"):
        from gensim.models import KeyedVectors

    try:
        with _path_to(file) as path:
            keyed = KeyedVectors.load_word2vec_format(
                path, binary=binary, unicode_errors="replace", datatype=np.float32
            )
    except (ValueError, EOFError, IndexError, OverflowError) as error:
        raise UnreadableFile(
            f"{name} breaks off, or has something other than numbers beside a word. "
            "Save or download it again."
        ) from error
    if not len(keyed):
        raise UnreadableFile(f"{name} has no word in it.")
    vectors = keyed.vectors[: len(keyed.index_to_key)]  # gensim leaves room for words that repeat
    return table_of_vectors(vectors, name, words=keyed.index_to_key, notes=notes)


@contextmanager
def _path_to(file: BinaryIO) -> Iterator[str]:
    """Give gensim a path to an open file, or to one in memory, which stays there."""
    with ExitStack() as opened:
        if isinstance(file, io.BytesIO):
            in_memory = hasattr(os, "memfd_create")
            held: Any = (
                os.fdopen(os.memfd_create("vectors"), "w+b")
                if in_memory
                else tempfile.TemporaryFile()  # noqa: SIM115 closed by the stack
            )
            opened.enter_context(held)
            held.write(file.getbuffer())
            held.flush()
        else:
            held = file
        held.seek(0)
        yield f"/dev/fd/{held.fileno()}"
