"""Encoding with the bundled model, and the first vector of a process, ours against theirs."""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from row import Row, seconds, timed
from scipy.stats import spearmanr
from sentence_transformers import SentenceTransformer

import embedviz as ev
from embedviz.models import bundled_folder
from embedviz.vectorizers.sentence import SentenceEncoder, used_precision

STSB = Path(__file__).parents[2] / "shared" / "reference" / "stsb_dev.csv"
ROUNDS = 5
OURS = "from embedviz.vectorizers.sentence import SentenceEncoder as E\nE().fit_transform(['a'])"
THEIRS = (
    "from sentence_transformers import SentenceTransformer\n"
    f"SentenceTransformer({str(bundled_folder())!r}, device='cpu').encode(['a'])"
)


def measure() -> list[Row]:
    reference = SentenceTransformer(str(bundled_folder()), device="cpu", local_files_only=True)
    encoder = SentenceEncoder().fit([])
    short = ev.load_dataset("sentences").texts()
    rows = [speed("the sentences that ship", short, encoder, reference)]
    if STSB.is_file():
        first, second, score = sts()
        rows.append(speed("sentences of the STS benchmark", first[:600], encoder, reference))
        rows.append(agreement(first, second, score, encoder, reference))
    rows.append(speed("longer texts", longer(short), encoder, reference))
    rows.append(same_alone(short, encoder))
    rows.append(first_vector())
    return rows


def speed(
    what: str, texts: list[str], encoder: SentenceEncoder, reference: SentenceTransformer
) -> Row:
    ours, theirs = by_turns(
        lambda: encoder.transform(texts), lambda: reference.encode(texts, show_progress_bar=False)
    )
    return Row(
        f"encoding {len(texts):,} of {what}, {used_precision('auto')} (sentence-transformers)",
        f"{len(texts) / ours:,.0f} a second",
        f"{len(texts) / theirs:,.0f} a second",
        f"{theirs / ours:.2f} × as fast",
        "at least 2 ×",
        theirs / ours >= 2,
    )


def agreement(
    first: list[str],
    second: list[str],
    score: list[float],
    encoder: SentenceEncoder,
    reference: SentenceTransformer,
) -> Row:
    def spearman(encode: Callable[[list[str]], np.ndarray]) -> float:
        cosines = (encode(first) * encode(second)).sum(axis=1)
        return float(spearmanr(cosines, score).statistic)

    ours = spearman(encoder.transform)
    theirs = spearman(lambda texts: reference.encode(texts, show_progress_bar=False))
    return Row(
        f"Spearman with people's similarity, {len(first):,} pairs (sentence-transformers)",
        f"{ours:.4f}",
        f"{theirs:.4f}",
        f"{ours - theirs:+.4f}",
        "at most 0.005 lost",
        ours >= theirs - 0.005,
    )


def same_alone(texts: list[str], encoder: SentenceEncoder) -> Row:
    among = encoder.transform(texts)[::5]
    alone = np.vstack([encoder.transform([text]) for text in texts[::5]])
    largest = float(np.abs(among - alone).max())
    name = f"largest difference of {len(alone)} texts' vectors, alone and among {len(texts)}"
    return Row(name, f"{largest:.1e}", "0", "–", "at most 1e-6", largest <= 1e-6)


def first_vector() -> Row:
    ours, theirs = by_turns(lambda: fresh(OURS), lambda: fresh(THEIRS), rounds=3)
    return Row(
        "a new process to its first vector, files in memory (sentence-transformers)",
        seconds(ours),
        seconds(theirs),
        f"{theirs / ours:.2f} × as fast",
    )


def fresh(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def by_turns(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Do both in turns, once to warm up; give the median seconds of each."""
    ours(), theirs()
    pairs = [(timed(ours)[0], timed(theirs)[0]) for _ in range(rounds)]
    mine, other = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(other)


def sts() -> tuple[list[str], list[str], list[float]]:
    with STSB.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return [row[0] for row in rows], [row[1] for row in rows], [float(row[2]) for row in rows]


def longer(sentences: list[str]) -> list[str]:
    """Make 100 texts of 5 to 25 sentences, always the same: 60 to 250 tokens each."""
    rng = np.random.default_rng(42)
    return [" ".join(rng.choice(sentences, size)) for size in rng.integers(5, 26, 100)]
