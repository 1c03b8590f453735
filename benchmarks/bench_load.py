"""A class at once: 30 visitors for three minutes, in the second half beside UMAP of all words."""

from __future__ import annotations

from load import Measured, load, percentiles
from row import Row

VISITORS, SECONDS = 30, 180.0


def measure() -> list[Row]:
    measured = load(VISITORS, SECONDS)
    rows = [
        _waiting_row(measured, "the app alone", 1.0, with_heavy=False),
        _waiting_row(measured, "UMAP of 21,745 words running beside", 2.0, with_heavy=True),
    ]
    errors = len(measured.errors)
    rows.append(Row("errors among them", f"{errors:,}", "–", "–", "0", errors == 0))
    for half, cores in zip(("alone", "beside UMAP"), measured.cores, strict=True):
        busy = ", ".join(f"{name} {share:.2f}" for name, share in cores.items())
        rows.append(Row(f"processor cores kept busy, {half}", busy, "–", "–"))
    memory = ", ".join(f"{name} {size / 2**20:,.0f} MB" for name, size in measured.memory.items())
    rows.append(Row("largest memory", memory, "–", "–"))
    return rows


def _waiting_row(measured: Measured, what: str, target: float, *, with_heavy: bool) -> Row:
    waited = measured.seconds(with_heavy=with_heavy)
    half, most, nearly_all = percentiles(waited)
    return Row(
        f"{VISITORS} visitors, {len(waited):,} changes, {what}: half, 95 %, 99 % answered within",
        f"{half:.2f}, {most:.2f}, {nearly_all:.2f} s",
        f"{target:.0f} s",
        f"{most / target:.2f} × of it for 95 %",
        f"95 % within {target:.0f} s",
        most <= target,
    )
