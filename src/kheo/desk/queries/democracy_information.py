"""Requests for information that wait for the office's answer."""

from kheo.democracy.queries.information import waiting
from kheo.desk.queries.bench import Bench, DeskItem


def to_answer(bench: Bench) -> list[DeskItem]:
    """Each with its day; nothing of what was written, which may tell who asks."""
    items = []
    for one in waiting(bench.locality):
        tag, tone = bench.standing(one.due_on)
        items.append(
            DeskItem(
                tag, tone, f"Yêu cầu cung cấp thông tin nhận {one.received_on:%d/%m/%Y}",
                f"{one.get_ground_display()}; {one.get_way_display().lower()}.", "Trả lời",
                bench.address("democracy:information_request", one.pk), note="Điều 14 khoản 2 Luật 10/2022/QH15",
                kind="yêu cầu cung cấp thông tin", all_url=bench.address("democracy:information_list"), due=one.due_on,
            )
        )  # fmt: skip
    return items
