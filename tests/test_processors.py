"""The fixed pictures are the same on every processor and with every number of threads.

Each process is told to compute as another processor would: the variables of OpenBLAS, oneDNN,
Numba, faiss and torch.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PICTURES = Path(__file__).with_name("pictures.py")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "MKL_NUM_THREADS")
HASWELL = {
    "OPENBLAS_CORETYPE": "Haswell", "ONEDNN_MAX_CPU_ISA": "AVX2", "NUMBA_CPU_NAME": "haswell",
    "FAISS_OPT_LEVEL": "AVX2", "ATEN_CPU_CAPABILITY": "avx2",
}  # fmt: skip
NEHALEM = {
    "OPENBLAS_CORETYPE": "Nehalem", "ONEDNN_MAX_CPU_ISA": "SSE41", "NUMBA_CPU_NAME": "nehalem",
    "FAISS_OPT_LEVEL": "generic", "ATEN_CPU_CAPABILITY": "default",
}  # fmt: skip


def drawn(processor: dict[str, str], threads: int) -> dict[str, str]:
    """Draw all pictures in a process of its own; gives the fingerprint of each."""
    counts = dict.fromkeys(THREADS, str(threads))
    done = subprocess.run(
        [sys.executable, PICTURES], check=True, capture_output=True, text=True,
        cwd=PICTURES.parents[1], env={**os.environ, **counts, **processor},
    )  # fmt: skip
    pictures: dict[str, str] = json.loads(done.stdout)
    return pictures


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    return drawn({}, 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("processor", "threads"), [(HASWELL, 1), (NEHALEM, 4)], ids=["Haswell, 1", "Nehalem, 4"]
)
def test_another_processor_draws_the_same_pictures(here, processor, threads):
    there = drawn(processor, threads)
    assert len(here) >= 40
    assert [name for name in here if here[name] != there[name]] == []
