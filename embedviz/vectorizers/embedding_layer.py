"""EmbeddingLayer: vectors that a small network learns because they help it to predict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.engine.progress import report
from embedviz.engine.threads import one_torch_thread
from embedviz.errors import UnknownLabel, UnknownName
from embedviz.parameters import check, parameter
from embedviz.vectorizers.objectives import OBJECTIVES, Examples

if TYPE_CHECKING:
    import torch

STEPS = 32
"""Steps an epoch, each on its share of the lists."""

LEARNING_RATE = 0.02
SPREAD = 0.5
"""Standard deviation of the random numbers that the table starts with."""


@dataclass(kw_only=True, eq=False, repr=False)
class EmbeddingLayer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Train a network of one hidden layer, and keep the table in front of that layer.

    An item comes in as one-hot; times the (n, d) table of weights that is the item's row, and the
    row is the hidden layer. From it a linear layer and a softmax predict the outputs of the
    objective: for co-watching, which other items are on the same list (skip-gram without order,
    every pair of a list a pair of context, all n items in the softmax); for the others, the genre
    or the decade. Cross-entropy goes down by Adam. The table starts random and ends as the
    vectors.

    The viewers of co-watching are made up, see :func:`embedviz.datasets.viewers.watch_lists`:
    genres and years reach the network through their choices alone.

    Parameters
    ----------
    objective : str
        ``"co-watching"``, ``"genre"`` or ``"year"``.
    n_components : int
        d, the width of the hidden layer.
    epochs : int
        How often all lists are read.
    seed : int
        For the viewers, the start of the table and the order of the lists.

    Attributes
    ----------
    table_ : (n, d) float32
        The rows of the embedding layer after the last epoch.
    history_ : (epochs + 1, n, d) float32
        The same before training and after each epoch.
    losses_ : (epochs + 1,) float64
        Mean cross-entropy over all lists, in nats, before training and after each epoch.
    guess_ : float
        The cross-entropy of guessing each output by how frequent it is, whatever the item.
    outputs_ : tuple of str
        What the network chooses from.

    References
    ----------
    T. Mikolov and others: Efficient Estimation of Word Representations in Vector Space (2013),
    https://arxiv.org/abs/1301.3781. M. Grbovic and others: E-commerce in Your Inbox: Product
    Recommendations at Scale, KDD 2015, https://doi.org/10.1145/2783258.2788627 (prod2vec).
    """

    version: ClassVar[int] = 1  # counted up when the same request gives other numbers
    title: ClassVar[str] = "Learned embedding layer"

    objective: str = "co-watching"
    n_components: int = parameter(
        16,
        "Dimensions",
        low=2,
        high=64,
        step=1,
        help="The width of the hidden layer. Narrow: items share what they can. Wide: each may "
        "keep its own.",
    )
    epochs: int = parameter(
        40,
        "Epochs",
        low=1,
        high=100,
        step=1,
        help="How often the network reads everything. Few: still near the random start.",
    )
    seed: int = 42

    def fit(self, frame: pd.DataFrame, y: Any = None) -> EmbeddingLayer:
        """Train on n shows, one row each under its label, with ``genres`` and ``debuted``.

        Raises
        ------
        InvalidRequest
            If there are fewer than four, or a column is missing or has gaps.
        InvalidParameter, UnknownName
            If a parameter is out of its range, or there is no such objective.
        """
        check(self)
        if self.objective not in OBJECTIVES:
            raise UnknownName.among("objective", self.objective, OBJECTIVES)
        examples = OBJECTIVES[self.objective].examples(frame, self.seed)
        self.outputs_ = examples.outputs
        self._rows = {label: row for row, label in enumerate(frame.index)}
        with one_torch_thread():
            self.history_, self.losses_ = self._train(examples, len(frame))
        self.table_ = self.history_[-1]
        self.guess_ = _guess(examples)
        return self

    def transform(self, frame: pd.DataFrame) -> NDArray[np.float32]:
        """Look up the rows of m items by their labels, (m, d) float32.

        Raises
        ------
        UnknownLabel
            If an item was not there in training: the table has no row for it.
        """
        for label in frame.index:
            if label not in self._rows:
                raise UnknownLabel.among(str(label), [])
        return np.asarray(self.table_[[self._rows[label] for label in frame.index]])

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give a number to each dimension: it has no meaning of its own."""
        numbers = range(1, self.n_components + 1)
        return np.array([f"dimension {number}" for number in numbers], dtype=object)

    def _train(
        self, examples: Examples, n_items: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        import torch

        random = torch.Generator().manual_seed(self.seed)
        table, weights, bias = _start(n_items, self.n_components, len(examples.outputs), random)
        optimizer = torch.optim.Adam([table, weights, bias], lr=LEARNING_RATE)

        def loss_on(counts: torch.Tensor) -> torch.Tensor:
            """Give the mean over all pairs of item and output, so often as they are counted."""
            # One-hot times the table is a row of it: for all items at once, the table itself.
            scores = table @ weights + bias
            return -(counts * torch.log_softmax(scores, dim=1)).sum() / counts.sum()

        n_lists = len(examples.lists)
        everything = torch.from_numpy(examples.counts(np.arange(n_lists)))
        history, losses = [table.detach().numpy().copy()], [loss_on(everything).item()]
        for epoch in range(1, self.epochs + 1):
            order = torch.randperm(n_lists, generator=random).numpy()
            for rows in np.array_split(order, min(STEPS, n_lists)):
                optimizer.zero_grad()
                loss = loss_on(torch.from_numpy(examples.counts(rows)))
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
            history.append(table.detach().numpy().copy())
            losses.append(loss_on(everything).item())
            report(epoch, self.epochs)
        return np.stack(history), np.array(losses)


def _start(
    n_items: int, width: int, n_outputs: int, random: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Make the table, (n, d), and the output layer, (d, outputs) and (outputs,), at random."""
    import torch

    table = SPREAD * torch.randn(n_items, width, generator=random)
    weights = torch.randn(width, n_outputs, generator=random) / width**0.5
    return table.requires_grad_(), weights.requires_grad_(), torch.zeros(n_outputs).requires_grad_()


def _guess(examples: Examples) -> float:
    counts = examples.counts(np.arange(len(examples.lists))).sum(axis=0, dtype=np.float64)
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())
