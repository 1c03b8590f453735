"""A small convolutional network for small pictures, and what it can be trained to do.

Import this module only where a network is trained: it imports torch.

References
----------
Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-Based Learning Applied to Document
Recognition, Proceedings of the IEEE 86 (1998), https://doi.org/10.1109/5.726791. T. Chen,
S. Kornblith, M. Norouzi, G. Hinton: A Simple Framework for Contrastive Learning of Visual
Representations, ICML 2020, https://arxiv.org/abs/2002.05709.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Generator, Tensor, nn
from torch.nn.functional import affine_grid, cross_entropy, grid_sample, normalize

from embedviz.engine.progress import report
from embedviz.engine.threads import one_torch_thread

LEARNING_RATE = 0.003
FILTERS = 16
TEMPERATURE = 0.5
"""By which similarities are divided before the softmax; the smaller, the harder the nearest."""

TURN, GROW, MOVE, SLANT = math.radians(15), 0.15, 0.2, 0.25
"""How far a picture is changed at most: the angle, the share of its size, of half its width, and
how much it leans. A digit remains the same digit."""

Loss = Callable[[Tensor, Tensor, nn.Module, Generator], Tensor]
"""(b, 1, h, w) pictures, their (b,) answers, the network with its head, chance -> what to lower."""


@dataclass(frozen=True)
class Task:
    """What a network is trained to do: so many pictures a step, and the loss on them.

    Where there are classes, the head has an output for each; else it is as wide as the layer.
    """

    at_once: int
    loss: Loss
    has_classes: bool


def trained(
    images: NDArray[np.floating],
    answers: NDArray[np.int64],
    task: str,
    *,
    width: int,
    epochs: int,
    seed: int,
) -> tuple[nn.Module, NDArray[np.float64]]:
    """Train a network, reporting epoch by epoch.

    Parameters
    ----------
    images : (n, h, w)
    answers : (n,) int64
        The class of each picture, counted from 0; not looked at by a task that needs none.
    task : str
        Of :data:`TASKS`.
    width : int
        Of the hidden layer.
    epochs, seed : int

    Returns
    -------
    torch.nn.Module
        From (n, 1, h, w) pictures to their (n, width) hidden layer: all of the network but its
        head.
    (epochs,) float64
        The mean loss of each epoch, in nats.
    """
    how = TASKS[task]
    pictures, right = _as_tensor(images), torch.from_numpy(answers)
    random = Generator().manual_seed(seed)
    losses = []
    with one_torch_thread(), torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)  # the network's start; the numbers outside are left as they are
        body = network(images.shape[1:], width)
        n_outputs = int(answers.max()) + 1 if how.has_classes else width
        whole = nn.Sequential(body, nn.Linear(width, n_outputs))
        optimizer = torch.optim.Adam(whole.parameters(), LEARNING_RATE)
        for epoch in range(1, epochs + 1):
            of_epoch = []
            for rows in _shuffled(len(pictures), random, how.at_once):
                optimizer.zero_grad()
                loss = how.loss(pictures[rows], right[rows], whole, random)
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
                of_epoch.append(loss.item())
            losses.append(float(np.mean(of_epoch)))
            report(epoch, epochs)
    return body.eval(), np.array(losses)


def activations(body: nn.Module, images: NDArray[np.floating]) -> NDArray[np.float32]:
    """Give the (n, width) float32 hidden layer of (n, h, w) pictures."""
    with one_torch_thread(), torch.inference_mode():
        return np.asarray(body(_as_tensor(images)).numpy(), np.float32)


def network(shape: tuple[int, ...], width: int) -> nn.Module:
    """Make a network, not yet trained: two layers of 3 × 3 filters, a halving, the hidden layer.

    The hidden layer ends in tanh, so that each of its numbers is between -1 and 1.
    """
    height, across = shape
    return nn.Sequential(
        nn.Conv2d(1, FILTERS, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(FILTERS, 2 * FILTERS, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2, ceil_mode=True),
        nn.Flatten(),
        nn.Linear(2 * FILTERS * math.ceil(height / 2) * math.ceil(across / 2), width),
        nn.Tanh(),
    )


def changed(pictures: Tensor, random: Generator) -> Tensor:
    """Turn, grow, move and slant each of (b, 1, h, w) pictures a little, at random."""

    def up_to(most: float) -> Tensor:
        return (2 * torch.rand(len(pictures), generator=random) - 1) * most

    angle, size, slant = up_to(TURN), 1 + up_to(GROW), up_to(SLANT)
    right, down = up_to(MOVE), up_to(MOVE)
    rows = [
        torch.stack([angle.cos() * size, slant - angle.sin() * size, right], dim=1),
        torch.stack([angle.sin() * size, angle.cos() * size, down], dim=1),
    ]
    where = affine_grid(torch.stack(rows, dim=1), list(pictures.shape), align_corners=False)
    return grid_sample(pictures, where, align_corners=False)


def _tell_classes(pictures: Tensor, answers: Tensor, whole: nn.Module, _: Generator) -> Tensor:
    """Cross-entropy of the class."""
    return cross_entropy(whole(pictures), answers)


def _know_again(pictures: Tensor, _: Tensor, whole: nn.Module, random: Generator) -> Tensor:
    """Change each picture twice: cross-entropy of which of all is the other one (NT-Xent)."""
    n = len(pictures)
    twice = torch.cat([changed(pictures, random), changed(pictures, random)])
    seen = normalize(whole(twice), dim=1)
    alike = seen @ seen.T / TEMPERATURE
    alike = alike.masked_fill(torch.eye(2 * n, dtype=torch.bool), -torch.inf)
    return cross_entropy(alike, torch.arange(2 * n).roll(n))


TASKS = {
    "classes": Task(64, _tell_classes, has_classes=True),
    "same": Task(256, _know_again, has_classes=False),
}


def _shuffled(n: int, random: Generator, at_once: int) -> list[Tensor]:
    order = torch.randperm(n, generator=random)
    return [order[start : start + at_once] for start in range(0, n, at_once)]


def _as_tensor(images: NDArray[np.floating]) -> Tensor:
    return torch.from_numpy(np.array(images, np.float32))[:, None]
