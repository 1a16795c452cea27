"""What waits at the loudspeaker: readings of today, and those that nobody wrote down."""

from kheo.democracy.queries.bulletins import waiting
from kheo.desk.queries.bench import Bench, DeskItem

MOST = 30


def readings(bench: Bench) -> list[DeskItem]:
    """A reading that is due today or was due; late once its day is over."""
    return [
        DeskItem(
            "Đọc loa hôm nay" if one.on == bench.today else f"Chưa ghi sổ {one.on:%d/%m/%Y}",
            "wait" if one.on == bench.today else "late",
            one.bulletin.title,
            f"Lúc {one.at:%H:%M} ngày {one.on:%d/%m/%Y}. Đọc xong thì ghi vào sổ.",
            "Mở bài",
            bench.address("democracy:bulletin", one.bulletin_id),
            kind="lượt đọc loa",
            all_url=bench.address("democracy:bulletins"),
            due=one.on,
        )
        for one in waiting(bench.locality, bench.today)[:MOST]
    ]
