"""From what was measured on the sheet of rulers to how a printer sets off: the office measures, Khéo reckons."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kheo.recognition.rules.blanks import STEP

_CENT = Decimal("0.01")
_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Offset:
    """*dx*, *dy* in mm added to every place, after the place was multiplied by the *scales* (per cent, across and down)."""

    dx: Decimal
    dy: Decimal
    scale_x: Decimal = _WHOLE
    scale_y: Decimal = _WHOLE


NO_OFFSET = Offset(Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Measured:
    """Where the upper left cross came out, mm from the left and the top edge; how far the crosses lie apart (None: rightly).

    *sheet*: the offset with which the measured sheet was made.
    """

    left: Decimal
    top: Decimal
    across: Decimal | None = None
    down: Decimal | None = None
    sheet: Offset = NO_OFFSET


def offset_of(measured: Measured, margin: int, across: int, down: int) -> Offset:
    """The offset that brings the cross back to *margin* mm from both edges, and the crosses to *across* and *down* mm apart.

    To the half millimetre and the hundredth of a per cent.
    """
    sheet = measured.sheet
    dx, scale_x = _along(measured.left, measured.across, margin, across, (sheet.dx, sheet.scale_x))
    dy, scale_y = _along(measured.top, measured.down, margin, down, (sheet.dy, sheet.scale_y))
    return Offset(dx, dy, scale_x, scale_y)


def _along(
    came_out: Decimal, apart: Decimal | None, margin: int, distance: int, sheet: tuple[Decimal, Decimal]
) -> tuple[Decimal, Decimal]:
    """One direction. The printer makes a + s × p of a place p, s = apart ÷ (distance × scale); shift and scale undo both."""
    shift, scale = sheet
    wanted = (scale * distance / apart if apart else scale).quantize(_CENT, ROUND_HALF_UP)
    set_at = shift + margin * scale / _WHOLE
    exact = set_at - came_out * wanted / _WHOLE
    return (exact / STEP).quantize(Decimal(1), ROUND_HALF_UP) * STEP, wanted
