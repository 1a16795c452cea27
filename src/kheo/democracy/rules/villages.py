"""How somebody takes part, in plain words, by the form in which a village is asked (Luật 10/2022/QH15 Điều 17, 18)."""

from datetime import date

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
