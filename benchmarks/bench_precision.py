"""What a processor without bfloat16 gets, and what 8-bit weights would give it: why we don't.

They encode twice to four times as fast as float32 and rank pairs of sentences nearly as well, but
move single similarities by several hundredths, ten times as far as bfloat16 does. A list of
neighbours would depend on the processor, so float32 it is.
"""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import torch
from bench_encode import STSB, by_turns, sts
from numpy.typing import NDArray
from row import Row
from scipy.stats import spearmanr
from sentence_transformers import SentenceTransformer
from torch import Tensor

from embedviz.models import bundled_folder
from embedviz.vectorizers import minilm

LARGEST = 127


class EightBits:
    """Products of rows, each scaled to 8 bits by itself, with weights of 8 bits.

    A row's own scale makes a text's vector independent of what is encoded with it.
    """

    def __init__(self) -> None:
        self._packed: dict[int, object] = {}

    def __call__(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Give x times the transposed weight, plus the bias."""
        if id(weight) not in self._packed:
            scales = weight.abs().amax(1).double() / LARGEST
            zeros = torch.zeros(len(weight), dtype=torch.long)
            rounded = torch.quantize_per_channel(weight, scales, zeros, 0, torch.qint8)
            self._packed[id(weight)] = torch.ops.quantized.linear_prepack(rounded, None)
        scale = x.abs().amax(1, keepdim=True)
        product = torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(
            x / scale, 1 / LARGEST, LARGEST + 1, self._packed[id(weight)]
        )
        return product * scale + bias


def measure() -> list[Row]:
    if not STSB.is_file():
        return []
    first, second, score = sts()
    texts = first[:600]
    reference = SentenceTransformer(str(bundled_folder()), device="cpu", local_files_only=True)
    exact = minilm.MiniLM(bundled_folder(), "float32")
    short = minilm.MiniLM(bundled_folder(), "bfloat16")
    eight, rounded = minilm.MiniLM(bundled_folder(), "float32"), EightBits()

    def by_eight(texts: list[str]) -> NDArray[np.float32]:
        with patch.object(minilm, "linear", rounded):
            return eight.encode(texts)

    def spearman(vectors: tuple[NDArray[np.float32], ...]) -> float:
        return float(spearmanr((vectors[0] * vectors[1]).sum(axis=1), score).statistic)

    ours, theirs = by_turns(
        lambda: exact.encode(texts), lambda: reference.encode(texts, show_progress_bar=False)
    )
    quick, plain = by_turns(lambda: by_eight(texts), lambda: exact.encode(texts))
    true = exact.encode(texts)
    moved = [largest_move(other, true) for other in (by_eight(texts), short.encode(texts))]
    lost = spearman((by_eight(first), by_eight(second))) - spearman(
        (exact.encode(first), exact.encode(second))
    )
    return [
        Row(
            "encoding 600 of sentences of the STS benchmark, float32, as without bfloat16 "
            "(sentence-transformers)",
            f"{600 / ours:,.0f} a second",
            f"{600 / theirs:,.0f} a second",
            f"{theirs / ours:.2f} × as fast",
            "at least 2.5 ×, or why not: next row",
            theirs / ours >= 2.5,
        ),
        Row(
            "8-bit weights, not used: how far a similarity moves at most (bfloat16)",
            f"{moved[0]:.3f}",
            f"{moved[1]:.3f}",
            f"{plain / quick:.2f} × as fast as float32, Spearman {lost:+.4f}",
        ),
    ]


def largest_move(vectors: NDArray[np.float32], true: NDArray[np.float32]) -> float:
    """Say by how much a similarity differs at most from what float32 gives."""
    return float(np.abs(vectors @ vectors.T - true @ true.T).max())
