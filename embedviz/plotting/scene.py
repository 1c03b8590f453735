"""The 3D scene: its axes, its camera, and where a point of it falls on the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.plotting.palette import Theme
from embedviz.projections import Projection

EYE = (1.15, -1.25, 0.6)
CENTER = (0.0, 0.0, -0.16)
"""Below the middle of the cube, so that the cube stands higher in its frame."""

CAMERA = {
    "eye": dict(zip("xyz", EYE, strict=True)),
    "center": dict(zip("xyz", CENTER, strict=True)),
    "up": {"x": 0, "y": 0, "z": 1},
}
VIEW_ANGLE = np.radians(45)


def scene(view: Projection, theme: Theme) -> dict[str, Any]:
    """Make the scene of a 3D projection: a cube whose sides are the axes."""
    made: dict[str, Any] = {
        # Axes with units of their own fill a cube; else a length means the same everywhere.
        "aspectmode": "cube" if view.axes_have_units else "data",
        "dragmode": "orbit",
    }
    for name, axis in zip(("xaxis", "yaxis", "zaxis"), view.axes, strict=True):
        title = f"{axis.title}, {axis.unit}" if axis.unit else axis.title
        title = title.replace("<", "‹")  # drawn by WebGL, which knows <b> but no &lt;
        made[name] = {
            "title": {"text": title, "font": {"color": theme.muted, "size": 13}},
            "type": "log" if axis.log else "linear",
            "showticklabels": view.axes_have_units,
            "tickfont": {"color": theme.muted, "size": 11},
            "gridcolor": theme.grid,
            "showbackground": False,
            "zeroline": False,
            "showspikes": False,
            "separatethousands": True,
            "nticks": 6,
        }
    return made


def on_screen(cube: NDArray[np.floating], *, width: float, height: float) -> NDArray[np.floating]:
    """Place points of the scene on the screen, seen by the opening camera.

    Parameters
    ----------
    cube : (m, 3) float
        From -0.5 to 0.5 within the scene's cube.
    width, height : float
        Of the frame, in pixels.

    Returns
    -------
    (m, 2) float
        Pixels from the frame's lower left corner.
    """
    eye = np.array(EYE)
    forward = np.array(CENTER) - eye
    forward /= np.linalg.norm(forward)
    right = np.cross(forward, [0, 0, 1])
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    away = (cube - eye) @ forward
    scale = height / 2 / np.tan(VIEW_ANGLE / 2) / away
    across, upward = (cube - eye) @ right * scale, (cube - eye) @ up * scale
    return np.stack([width / 2 + across, height / 2 + upward], axis=1)
