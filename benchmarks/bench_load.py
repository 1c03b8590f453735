"""A class at once: 30 visitors load pages and change things for three minutes.

In the second half beside UMAP of all words. Then again for half as long, while a real browser on
the same two cores loads pages and draws them.
"""

from __future__ import annotations

from collections.abc import Mapping

from load import Measured, Trial, load, megabytes, percentiles
from row import Row

VISITORS, SECONDS = 30, 180.0
MOST_SLOWER = 3
MOST_MEMORY, MOST_KEPT = 1_500, 200  # megabytes


def measure() -> list[Row]:
    measured = load(Trial(VISITORS, SECONDS, browsing=False))
    rows = [
        _waiting_row(measured, "the app alone", 1.0, with_heavy=False),
        _waiting_row(measured, "UMAP of 21,745 words running beside", 2.0, with_heavy=True),
        _loading_row(measured, "the app alone", with_heavy=False),
        _loading_row(measured, "UMAP of 21,745 words running beside", with_heavy=True),
    ]
    for half, cores in zip(("alone", "beside UMAP"), measured.cores, strict=True):
        busy = ", ".join(f"{name} {share:.2f}" for name, share in cores.items())
        rows.append(Row(f"processor cores kept busy, {half}", busy, "–", "–"))
    rows.append(_memory_row(measured))
    rows.append(Row("the same: the server, its workers, the visitors", megabytes(measured.memory),
                    megabytes(measured.before), "–"))  # fmt: skip
    browsed = load(Trial(VISITORS, SECONDS / 2, heavy=False, forgotten=0))
    rows.append(_drawing_row(browsed))
    rows.append(
        _waiting_row(browsed, "a browser drawing pages on the same cores", 1.0, with_heavy=None)
    )
    errors = len(measured.errors) + len(browsed.errors)
    rows.append(Row("errors among all of them", f"{errors:,}", "–", "–", "0", errors == 0))
    return rows


def _waiting_row(measured: Measured, what: str, target: float, *, with_heavy: bool | None) -> Row:
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


def _drawing_row(measured: Measured) -> Row:
    """Say how long a person waits: a real browser on this machine too, never here before."""
    slower = measured.slower_in_a_browser()
    name = f"a browser loads {len(slower)} pages among the class: half, 95 %, 99 % drawn within"
    return _slower_row(name, slower, measured.idle_browsed)


def _loading_row(measured: Measured, what: str, *, with_heavy: bool) -> Row:
    """Say how much of that is the server's: everything fetched and the first run heard."""
    slower = measured.slower(with_heavy=with_heavy)
    name = f"the server's part of {len(slower):,} loads of the class, {what}: half, 95 %, 99 %"
    return _slower_row(name, slower, measured.idle, has_limit=not with_heavy)


def _slower_row(
    name: str, slower: list[float], idle: Mapping[str, list[float]], *, has_limit: bool = True
) -> Row:
    """Compare loads with those of an idle server, by page."""
    half, most, nearly_all = percentiles(slower)
    alone = percentiles([each for loads in idle.values() for each in loads])[0]
    return Row(
        name,
        f"{half:.1f}, {most:.1f}, {nearly_all:.1f} × its time",
        f"{alone:.2f} s for half, of an idle server",
        "–",
        f"95 % within {MOST_SLOWER} ×" if has_limit else "–",
        most <= MOST_SLOWER if has_limit else None,
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
