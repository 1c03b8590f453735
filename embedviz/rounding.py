"""Digits as a person reads them: half rounded up, and shares of 1 in percent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent(share: float, decimals: int | None = None) -> str:
    """Write a share of 1 in percent, where ``decimals`` isn't given with as many as it needs.

    Examples
    --------
    >>> percent(0.6149), percent(0.105), percent(0.004), percent(1), percent(3e-8)
    ('61 %', '11 %', '0.4 %', '100 %', 'under 0.1 %')
    >>> percent(0.004, 0), percent(0.5, 1)
    ('0 %', '50.0 %')
    """
    if decimals is not None:
        return f"{fixed(share, decimals, shift=2)} %"
    if 0 < share < 0.001:
        return "under 0.1 %"
    return f"{trimmed(fixed(share, 1 if 0 < share < 0.01 else 0, shift=2))} %"


def fixed(value: float, decimals: int, *, shift: int = 0) -> str:
    """Write a number, times ten to the power of ``shift``, with so many decimals, half rounded up.

    Half of what is read, not of what the machine holds: 0.285 is 29 %.
    """
    exact = Decimal(repr(float(value))).scaleb(shift)
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"


def trimmed(text: str) -> str:
    """Leave out the zeros that end a number's decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text
