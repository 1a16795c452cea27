"""What waits between the levels: proposals of the places below to be sorted, answers of the level above to be read."""

from collections import Counter
from datetime import timedelta

from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.models import Programme
from kheo.movement.queries.nominations import answered_since, page_below, waiting_by_programme

NEWS = timedelta(days=14)


def to_sort(bench: Bench) -> list[DeskItem]:
    """Proposals from below that nobody has sorted yet, one thing to do a programme."""
    return [
        DeskItem(
            "Chờ xếp", "wait", f"{written(count)} đề nghị từ cấp dưới chờ xếp",
            f"Năm {programme.year}: xếp vào chưa đạt cấp này, đạt cấp này hoặc đề nghị cấp trên, mỗi đề nghị một lý do.",
            "Xếp", bench.address("movement:from_below", programme.code),
        )
        for programme, count in waiting_by_programme(bench.locality).items()
    ]  # fmt: skip


def answered(bench: Bench) -> list[DeskItem]:
    """What the level above said in the last two weeks of what this one proposed."""
    found: dict[tuple[Programme, Programme], Counter[str]] = {}
    for row in answered_since(bench.locality, bench.today - NEWS):
        found.setdefault((row.programme, row.registration.programme), Counter())[row.get_group_display()] += 1
    return [
        DeskItem(
            "Có kết quả", "info", f"{above.locality.name} đã xếp {written(groups.total())} đề nghị năm {own.year}",
            "; ".join(f"{written(count)} {label}" for label, count in sorted(groups.items())) + ".",
            "Xem", page_below(own),
        )
        for (above, own), groups in found.items()
    ]  # fmt: skip
