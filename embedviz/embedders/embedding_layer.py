"""The embedding layer of a small network: a table in front of what predicts something of shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.progress import report
from embedviz.engine.record import Record
from embedviz.engine.threads import one_torch_thread
from embedviz.errors import UnknownName
from embedviz.parameters import changed, parameter
from embedviz.vectorizers.objectives import OBJECTIVES, Examples

READS = {"genres", "debuted"}

STEPS = 32
"""Steps an epoch, each on its share of the lists."""

LEARNING_RATE = 0.02
SPREAD = 0.5
"""Standard deviation of the random numbers that the table starts with."""


@dataclass(frozen=True, kw_only=True)
class EmbeddingLayer(Embedder):
    """The table that a network learns because it helps to predict; see :func:`embedviz.learn`.

    An item comes in as one-hot; times the (n, d) table of weights that is the item's row, and the
    row is the hidden layer. From it a linear layer and a softmax predict the outputs of the
    objective: for co-watching, which other items are on the same list (skip-gram without order,
    every pair of a list a pair of context, all n items in the softmax); for the others, the genre
    or the decade. Cross-entropy goes down by Adam. The table starts random and ends as the
    vectors.

    The viewers of co-watching are made up, see :func:`embedviz.datasets.viewers.watch_lists`:
    genres and years reach the network through their choices alone.

    References
    ----------
    T. Mikolov and others: Efficient Estimation of Word Representations in Vector Space (2013),
    https://arxiv.org/abs/1301.3781. M. Grbovic and others: E-commerce in Your Inbox: Product
    Recommendations at Scale, KDD 2015, https://doi.org/10.1145/2783258.2788627 (prod2vec).
    """

    title: ClassVar[str] = "A learned embedding layer"
    help: ClassVar[str] = "The hidden layer of a small network, trained here in seconds."
    doing: ClassVar[str] = "Training the network"
    key: ClassVar[str] = "layer"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("vectors", f"learned from {each.source}"): {"objective": name}
        for name, each in OBJECTIVES.items()
    }

    objective: str = parameter(
        "co-watching",
        "Learned from",
        help="\n".join(f"- **{each.source}**: {each.help}" for each in OBJECTIVES.values()),
        options=lambda *_: {name: each.source for name, each in OBJECTIVES.items()},
    )
    n_components: int = parameter(
        16, "Numbers per item", low=2, high=64, step=1,
        help="The width of the hidden layer. In a narrow one, items have to share numbers; in a "
        "wide one, each can have its own.",
    )  # fmt: skip
    epochs: int = parameter(
        40, "Epochs", low=1, high=100, step=1,
        help="How often the network reads everything. After a few epochs it is still near its "
        "random start.",
    )  # fmt: skip
    seed: int = 42
    metric: str = compared_by("cosine", "euclidean", "manhattan")

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are the facts that the made-up viewers choose by."""
        return {column.name for column in dataset.columns} >= READS

    def made_by(self, dataset: Dataset) -> str:
        """Name what was learned."""
        return f"an embedding layer that learned {self.objective}"

    def compute(self, dataset: Dataset) -> Record:
        """Train the network.

        Returns
        -------
        dict
            ``vectors`` (n, d) float32 as they are at the end, ``history`` (epochs + 1, n, d)
            float16 before training and after each epoch, ``losses`` (epochs + 1,) float64, and
            ``guess``, the loss of guessing by frequency alone.

        Raises
        ------
        InvalidRequest
            If there are fewer than four shows, or a column is missing or has gaps.
        UnknownName
            If there is no such objective.
        """
        if self.objective not in OBJECTIVES:
            raise UnknownName.among("objective", self.objective, OBJECTIVES)
        frame = dataset.frame.set_axis(list(dataset.labels), axis=0)
        examples = OBJECTIVES[self.objective].examples(frame, self.seed)
        with one_torch_thread():
            history, losses = train(
                examples, len(frame), width=self.n_components, epochs=self.epochs, seed=self.seed
            )
        return {
            "vectors": history[-1],
            "history": history.astype(np.float16),
            "losses": losses,
            "guess": guess(examples),
        }

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.learn``."""
        return "", "ev.learn", changed(self)


def train(
    examples: Examples, n_items: int, *, width: int, epochs: int, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Give the table's rows and the mean loss, in nats, at the start and after each epoch.

    They are (epochs + 1, n_items, width) float32 and (epochs + 1,) float64.
    """
    import torch

    random = torch.Generator().manual_seed(seed)
    table = SPREAD * torch.randn(n_items, width, generator=random)
    weights = torch.randn(width, len(examples.outputs), generator=random) / width**0.5
    learned = [table, weights, torch.zeros(len(examples.outputs))]
    optimizer = torch.optim.Adam([each.requires_grad_() for each in learned], lr=LEARNING_RATE)

    def loss_on(counts: torch.Tensor) -> torch.Tensor:
        """Give the mean over all pairs of item and output, so often as they are counted."""
        # One-hot times the table is a row of it: for all items at once, the table itself.
        scores = table @ weights + learned[-1]
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


def guess(examples: Examples) -> float:
    """Give the cross-entropy of guessing each output by how frequent it is, in nats."""
    counts = examples.counts(np.arange(len(examples.lists))).sum(axis=0, dtype=np.float64)
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())
