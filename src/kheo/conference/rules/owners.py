"""Who may be given a point of a conclusion: whoever still exists on the day by which it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Existence:
    """An owner's name, the first day on which it no longer exists (None: it lives) and who took over."""

    name: str
    ended_on: date | None = None
    successors: Sequence[str] = ()


def ended_by(owner: Existence, due_on: date) -> str:
    """Why *owner* cannot be given something due on *due_on*: its name, the date, its successor; "" when it can."""
    if owner.ended_on is None or owner.ended_on > due_on:
        return ""
    heirs = ", ".join(owner.successors)
    mend = f"giao cho {heirs}" if heirs else "giao cho cơ quan, đơn vị khác"
    return (
        f"{owner.name} thôi hoạt động từ {owner.ended_on:%d/%m/%Y}, mà hạn là {due_on:%d/%m/%Y}; "
        f"{mend}, hoặc đặt hạn trước ngày ấy."
    )
