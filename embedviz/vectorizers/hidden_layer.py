"""The hidden layer of a small network that is trained on pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedviz.errors import InvalidRequest
from embedviz.extras import needs


def hidden_layer(
    taught: NDArray[np.floating],
    classes: ArrayLike | None,
    shown: NDArray[np.floating],
    *,
    task: str,
    width: int,
    epochs: int,
    seed: int,
) -> NDArray[np.float32]:
    """Train a network on some pictures, and give what its hidden layer makes of others.

    Parameters
    ----------
    taught : (n, h, w)
    classes : (n,) or None
        Which class each is of; not looked at by the task ``"same"``.
    shown : (m, h, w)
    task, width, epochs, seed
        See :func:`embedviz.vectorizers.convolution.trained`.

    Returns
    -------
    (m, width) float32

    Raises
    ------
    InvalidRequest
        If the pictures are no such stack, are smaller than 2 × 2, or classes are missing or all
        the same.
    """
    with needs("models"):
        from embedviz.vectorizers.convolution import activations, trained

    if taught.ndim != 3 or min(taught.shape[1:]) < 2 or len(taught) < 2:
        raise InvalidRequest(
            "A network learns from a stack of at least two images, items × height × width, "
            f"got the shape {taught.shape}."
        )
    answers = np.zeros(len(taught), np.int64) if task == "same" else _answers(classes, len(taught))
    body, _ = trained(taught, answers, task, width=width, epochs=epochs, seed=seed)
    return activations(body, shown)


def _answers(given: ArrayLike | None, n_images: int) -> NDArray[np.int64]:
    classes, answers = np.unique([] if given is None else np.asarray(given), return_inverse=True)
    if len(answers) != n_images or len(classes) < 2:
        raise InvalidRequest(
            f"To learn classes, the network needs one for each of the {n_images:,} images, "
            f"and at least two different ones; got {len(answers):,} answers with "
            f"{len(classes):,} classes."
        )
    return answers.astype(np.int64)
