"""The training of an embedding layer: a table in front of a network that predicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report
from embedviz.vectorizers.objectives import Examples

if TYPE_CHECKING:
    import torch

STEPS = 32
"""Steps an epoch, each on its share of the lists."""

LEARNING_RATE = 0.02
SPREAD = 0.5
"""Standard deviation of the random numbers that the table starts with."""


def train(
    examples: Examples, n_items: int, *, width: int, epochs: int, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Train the network.

    Returns
    -------
    (epochs + 1, n_items, width) float32
        The rows of the embedding layer before training and after each epoch.
    (epochs + 1,) float64
        Mean cross-entropy over all lists, in nats, at the same times.
    """
    import torch

    random = torch.Generator().manual_seed(seed)
    table, weights, bias = _start(n_items, width, len(examples.outputs), random)
    optimizer = torch.optim.Adam([table, weights, bias], lr=LEARNING_RATE)

    def loss_on(counts: torch.Tensor) -> torch.Tensor:
        """Give the mean over all pairs of item and output, so often as they are counted."""
        # One-hot times the table is a row of it: for all items at once, the table itself.
        scores = table @ weights + bias
        return -(counts * torch.log_softmax(scores, dim=1)).sum() / counts.sum()

    n_lists = len(examples.lists)
    everything = torch.from_numpy(examples.counts(np.arange(n_lists)))
    history, losses = [table.detach().numpy().copy()], [loss_on(everything).item()]
    for epoch in range(1, epochs + 1):
        order = torch.randperm(n_lists, generator=random).numpy()
        for rows in np.array_split(order, min(STEPS, n_lists)):
            optimizer.zero_grad()
            loss = loss_on(torch.from_numpy(examples.counts(rows)))
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        history.append(table.detach().numpy().copy())
        losses.append(loss_on(everything).item())
        report(epoch, epochs)
    return np.stack(history), np.array(losses)


def _start(
    n_items: int, width: int, n_outputs: int, random: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Make the table, (n, d), and the output layer, (d, outputs) and (outputs,), at random."""
    import torch

    table = SPREAD * torch.randn(n_items, width, generator=random)
    weights = torch.randn(width, n_outputs, generator=random) / width**0.5
    return table.requires_grad_(), weights.requires_grad_(), torch.zeros(n_outputs).requires_grad_()


def guess(examples: Examples) -> float:
    """Give the cross-entropy of guessing each output by how frequent it is, in nats."""
    counts = examples.counts(np.arange(len(examples.lists))).sum(axis=0, dtype=np.float64)
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())
