"""A class at once: 30 visitors load pages and change things for three minutes.

In the second half beside UMAP of all words.
"""

from __future__ import annotations

from load import Measured, load, megabytes, percentiles
from row import Row

VISITORS, SECONDS = 30, 180.0
MOST_SLOWER = 3
MOST_MEMORY, MOST_KEPT = 1_500, 200  # megabytes


def measure() -> list[Row]:
    measured = load(VISITORS, SECONDS)
    rows = [
        _waiting_row(measured, "the app alone", 1.0, with_heavy=False),
        _waiting_row(measured, "UMAP of 21,745 words running beside", 2.0, with_heavy=True),
        _loading_row(measured, "the app alone", with_heavy=False),
        _loading_row(measured, "UMAP of 21,745 words running beside", with_heavy=True),
    ]
    errors = len(measured.errors)
    rows.append(Row("errors among them", f"{errors:,}", "–", "–", "0", errors == 0))
    for half, cores in zip(("alone", "beside UMAP"), measured.cores, strict=True):
        busy = ", ".join(f"{name} {share:.2f}" for name, share in cores.items())
        rows.append(Row(f"processor cores kept busy, {half}", busy, "–", "–"))
    rows.append(_memory_row(measured))
    rows.append(Row("the same: the server, its workers, the visitors", megabytes(measured.memory),
                    megabytes(measured.before), "–"))  # fmt: skip
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


def _loading_row(measured: Measured, what: str, *, with_heavy: bool) -> Row:
    slower = measured.slower(with_heavy=with_heavy)
    half, most, nearly_all = percentiles(slower)
    idle = [each for loads in measured.idle.values() for each in loads]
    return Row(
        f"the same, {len(slower):,} pages loaded (by an idle server), {what}: half, 95 %, 99 %",
        f"{half:.1f}, {most:.1f}, {nearly_all:.1f} × its time",
        f"{percentiles(idle)[0]:.2f} s for half",
        "–",
        "–" if with_heavy else f"95 % within {MOST_SLOWER} ×",
        None if with_heavy else most <= MOST_SLOWER,
    )


def _memory_row(measured: Measured) -> Row:
    most = measured.memory["server"] / 2**20
    before, after = (
        (each["server"] - each["results"]) / 2**20 for each in (measured.before, measured.after)
    )
    return Row(
        "the server's largest memory; without the results it keeps, after all have left (before)",
        f"{most:,.0f}; {after:,.0f} MB",
        f"{before:,.0f} MB",
        f"{after - before:+,.0f} MB",
        f"under {MOST_MEMORY:,} MB; at most {MOST_KEPT} MB more than before",
        most < MOST_MEMORY and after - before <= MOST_KEPT,
    )
