"""How somebody takes part, in plain words, by the form in which a village is asked (Luật 10/2022/QH15 Điều 17, 18)."""

from collections.abc import Sequence
from datetime import date, time

MEETING, BALLOTS, ONLINE = "meeting", "ballots", "online"


def how_to_take_part(form: str, state: str, planned_on: date, ends_on: date | None) -> str:
    """What the household does; "" once the asking is over."""
    if state not in {"planned", "open"}:
        return ""
    until = f" đến hết ngày {ends_on:%d/%m/%Y}" if ends_on else ""
    if form == MEETING:
        return f"Họp ngày {planned_on:%d/%m/%Y}. Mỗi hộ một người đại diện đến dự, bàn và biểu quyết."
    if form == BALLOTS:
        return f"Tổ phát phiếu đến từng hộ từ ngày {planned_on:%d/%m/%Y}{until}. Mỗi hộ một phiếu; ghi xong giao lại cho tổ."
    return (
        f"Biểu quyết trên điện thoại từ ngày {planned_on:%d/%m/%Y}{until}. Mỗi hộ một mã trên phiếu được phát; quét hoặc gõ mã."
    )


def how_in_clusters(sittings: Sequence[tuple[str, date, time, str]]) -> str:
    """Where each cluster meets: its name, day, hour and place; people go to their own (Luật 10/2022/QH15 Điều 18 khoản 3)."""
    told = "; ".join(f"{name}: {at:%H:%M} ngày {on:%d/%m/%Y}, {place}" for name, on, at, place in sittings)
    return f"Họp theo cụm. {told}. Mỗi hộ một người đại diện đến dự ở một cụm, bàn và biểu quyết."
