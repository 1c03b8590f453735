"""Digits: 1,797 handwritten digits of 8 × 8 pixels, as scikit-learn ships them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening

OPENING = Opening(
    title="Digits",
    to_try="1,797 handwritten digits, each 8 × 8 pixels: 64 numbers. **Try this:** hover over a "
    "point to see its image; then change the projection from PCA to UMAP and watch the ten digits "
    "separate. Or take the vectors from *a network's hidden layer*.",
    projection="pca",
    color="digit",
    tries={"projection": "umap"},
    examples=(
        Example("3, no. 3", "8, no. 1", "5, no. 3"),
        Example("1, no. 1", "7, no. 1", "4, no. 3"),
    ),
    icon="draw",
    door="64 pixels are 64 numbers. Watch ten digits separate when PCA gives way to UMAP.",
)


def load() -> Dataset:
    """Load the handwritten digits; ``images`` is (1797, 8, 8) float32, 0 (paper) to 1 (ink).

    References
    ----------
    E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI Machine Learning
    Repository (1998), the test part. https://doi.org/10.24432/C50P49
    """
    from sklearn.datasets import load_digits

    digits = load_digits()
    digit = pd.Series(digits.target.astype(str))
    number = (digit.groupby(digit).cumcount() + 1).astype(str)
    return Dataset(
        name="digits",
        title=OPENING.title,
        item="digit",
        items="digits",
        frame=pd.DataFrame({"digit": digit}),
        labels=tuple(digit + ", no. " + number),
        columns=(
            Column("digit", "digit", "category", note="The digit the writer was asked to write."),
        ),
        images=(digits.images / 16).astype(np.float32),
        source="Optical Recognition of Handwritten Digits, UCI Machine Learning Repository "
        "(Alpaydin and Kaynak, 1998), as shipped with scikit-learn",
        licence="CC BY 4.0",
        default_item="3, no. 1",
        opening=OPENING,
    )
