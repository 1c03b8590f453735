"""Fuzz the readers: valid files of each format, damaged at random, must open or give a sentence.

    python scripts/fuzz_readers.py --seconds 600 --seed 1

What raises anything but an EmbedvizError, or hides an error of our own behind a sentence, is kept
in the folder given by ``--keep`` and makes the exit code 1. Formats that native code reads are
read as the server does it, in a process with limits; one that ends there is kept and counted, too:
nothing else is harmed by it.
"""

from __future__ import annotations

import argparse
import faulthandler
import gzip
import io
import json
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from embedviz.datasets.reading import read_together, understood
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
from embedviz.errors import EmbedvizError, JobFailed
from embedviz.steps import BEFORE_READING, reading_step, table_of, understanding_step

OURS = "embedviz/datasets"
BUGS = (TypeError, AttributeError, LookupError, NameError, ArithmeticError, AssertionError)
"""What our own code may not raise, even where a reader makes a sentence of it."""
NATIVE = (".parquet", ".feather", ".arrow", ".npz", ".safetensors")
ENDED = "its process ended"
FRAME = pd.DataFrame(
    {
        "name": ["fig", "kiwi", "lime", "plum", "pear", "date"],
        "sugar": [16.0, 9.0, 1.7, 9.9, 9.8, 63.4],
        "when": ["2024-01-01", "2024-02-01", "2023-05-06", "2020-01-09", "2021-12-31", ""],
        "tags": ["a; b", "b; c", "a", "c; a", "b", ""],
        "lat": ["49°15'40\"N", "1°N", "2°S", "3°N", "4°N", "5°S"],
        "lon": ["1", "2", "3", "4", "5", "6"],
    }
)


def seeds() -> dict[str, bytes]:
    """Give one valid file of each format."""
    import openpyxl
    import pyarrow as pa
    import pyarrow.feather
    import pyarrow.parquet
    from safetensors.numpy import save
    from scipy import sparse

    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(6, 12)).astype(np.float32)
    table = pa.table(
        {
            **{name: FRAME[name].tolist() for name in FRAME},
            "emb": pa.array(vectors.tolist(), pa.list_(pa.float32())),
        }
    )
    words = [
        f"{name} {' '.join(map(str, row))}"
        for name, row in zip(FRAME["name"], vectors, strict=True)
    ]
    book = openpyxl.Workbook()
    book.active.append(list(FRAME.columns))
    for row in FRAME.itertuples(index=False):
        book.active.append(list(row))
    found = {
        "t.csv": FRAME.to_csv(index=False).encode(),
        "t.tsv": FRAME.to_csv(index=False, sep="\t").encode("utf-16"),
        "t.txt": "\n".join(words).encode(),
        "t.vec": "\n".join(["6 12", *words]).encode(),
        "t.bin": b"6 12\n"
        + b"".join(
            name.encode() + b" " + row.tobytes() + b"\n"
            for name, row in zip(FRAME["name"], vectors, strict=True)
        ),
        "t.json": FRAME.to_json(orient="records").encode(),
        "w.json": json.dumps(dict(zip(FRAME["name"], vectors.tolist(), strict=True))).encode(),
        "t.jsonl": FRAME.to_json(orient="records", lines=True).encode(),
        "t.xlsx": _written(book.save),
        "t.parquet": _written(lambda out: pyarrow.parquet.write_table(table, out)),
        "t.feather": _written(
            lambda out: pyarrow.feather.write_feather(table, out, compression="uncompressed")
        ),
        "z.parquet": _written(
            lambda out: pyarrow.parquet.write_table(
                table, out, compression="zstd", row_group_size=2, data_page_version="2.0"
            )
        ),
        "l.feather": _written(
            lambda out: pyarrow.feather.write_feather(table, out, compression="lz4", chunksize=4)
        ),
        "s.arrow": _streamed(table),
        "d.arrow": _streamed(
            pa.table({"name": pa.array(FRAME["name"]).dictionary_encode(), "n": [1] * 6})
        ),
        "s.npz": _written(lambda out: sparse.save_npz(out, sparse.csr_array(vectors > 0.5))),
        "t.npy": _written(lambda out: np.save(out, vectors)),
        "t.npz": _written(
            lambda out: np.savez(out, x=vectors, word=np.array(FRAME["name"].tolist()))
        ),
        "t.safetensors": save({"emb": vectors}),
        "t.csv.gz": gzip.compress(FRAME.to_csv(index=False).encode()),
    }
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a/tensors.tsv", "\n".join("\t".join(map(str, row)) for row in vectors))
        out.writestr("a/metadata.tsv", "\n".join(FRAME["name"]))
    return found | {"t.zip": zipped.getvalue()}


def _written(write: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def _streamed(table: Any) -> bytes:
    import pyarrow as pa

    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def damaged(content: bytes, rng: np.random.Generator) -> bytes:
    """Cut, flip, repeat, swap or fill some bytes."""
    kept = bytearray(content)
    for _ in range(rng.integers(1, 5)):
        if not kept:
            break
        start = int(rng.integers(len(kept)))
        end = min(len(kept), start + int(rng.integers(1, 20)))
        match int(rng.integers(7)):
            case 0:
                del kept[start:]
            case 1:
                kept[start] ^= 1 << int(rng.integers(8))
            case 2:
                kept[start:end] = rng.bytes(end - start)
            case 3:
                del kept[start:end]
            case 4:
                kept[start:start] = kept[start:end] * int(rng.integers(1, 50))
            case 5:
                kept[start:end] = bytes(
                    [int(rng.choice([0, 255, 34, 44, 10, 45, 57, 91, 123]))]
                ) * (end - start)
            case _:
                odd = [
                    b"nan",
                    b"1e999",
                    b"-",
                    b"\xff\xfe",
                    b"\r",
                    b'"',
                    b"99999999999999999999",
                    "٣".encode(),
                    b"\0",
                ]
                kept[start:start] = odd[int(rng.integers(len(odd)))]
    return bytes(kept)


def problem(name: str, content: bytes) -> str | None:
    """Say what is wrong with how a file was met; None if it opened or got its sentence."""
    try:
        table = understood(read_together([(io.BytesIO(content), name)]))
        dataset = table.dataset()
        for column in table.columns:
            for kind in ("text", "category"):
                table.with_kinds({column.name: kind})
        _ = dataset.fingerprint
    except EmbedvizError as error:
        cause = error.__cause__
        if isinstance(cause, BUGS) and OURS in _last_file(cause):
            return "".join(traceback.format_exception(cause)[-4:])
        if "\n" in str(error) or len(str(error)) > 600:
            return f"no single short sentence: {error!s:.300}"
    except Exception as error:  # noqa: BLE001 that is what is looked for
        return "".join(traceback.format_exception(error)[-4:])
    return None


def problem_in_worker(engine: Engine, name: str, content: bytes) -> str | None:
    """Say what is wrong with how a file was met in the process that reads for the server."""
    fingerprint = f"{time.monotonic_ns()}"
    read = reading_step([(name, content)], "file", 100, fingerprint, private=False)
    try:
        record = engine.submit(understanding_step(read)).result(60)
        _ = table_of(record, engine.submit(read).result(60)).dataset().fingerprint
    except JobFailed as error:
        return f"an error of ours: {error}"
    except EmbedvizError as error:
        if "reader broke" in str(error):
            return ENDED
    except Exception as error:  # noqa: BLE001 that is what is looked for
        return "".join(traceback.format_exception(error)[-4:])
    return None


def _last_file(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return frames[-1].filename if frames else ""


def main() -> int:
    """Fuzz for so many seconds; give 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"))
    asked = parser.parse_args()
    faulthandler.enable()
    rng = np.random.default_rng(asked.seed)
    files, counts, found, ended = seeds(), Counter(), {}, 0
    engine = Engine(Settings(cache_megabytes=0, workers=1), prepare=BEFORE_READING)
    asked.keep.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + asked.seconds
    while time.monotonic() < end:
        name = str(rng.choice(list(files)))
        content = damaged(files[name], rng)
        (asked.keep / f"last-{asked.seed}").write_bytes(name.encode() + b"\n" + content)
        began = time.process_time()
        told = (
            problem_in_worker(engine, name, content)
            if name.endswith(NATIVE)
            else problem(name, content)
        )
        if time.process_time() - began > 10:
            told = told or "slower than 10 s"
        counts[name] += 1
        ended += told == ENDED
        if told and (where := f"{name} {told[-160:]}") not in found:
            found[where] = told
            (asked.keep / f"{asked.seed}-{len(found)}-{name}").write_bytes(content)
            print(f"--- {name}, case {len(found)}\n{told}", flush=True)
    engine.close()
    print(f"{sum(counts.values()):,} files, {len(found)} findings: {dict(counts)}")
    print(f"{ended:,} ended the process that read them, and nothing else")
    return bool({*found.values()} - {ENDED})


if __name__ == "__main__":
    sys.exit(main())
