"""What publishing waits for: «hôm nay phải công khai gì», proofs that are wanted, a village's own board and people."""

from kheo.democracy.queries.posting_spots import Spot, village_spots
from kheo.democracy.queries.publishing import drafts_of
from kheo.democracy.queries.publishing_year import ShownLine, due_lines, open_spots, watched
from kheo.democracy.rules.posting_standing import MISSING
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.organisation.models import Role, Unit

KIND, TELLING = "nội dung phải công khai", "việc công khai ở cộng đồng dân cư"


def to_publish(bench: Bench) -> list[DeskItem]:
    """Lines of the plan that are due within a week or overdue, and what is prepared and not yet published."""
    waiting = [_draft(bench, one.pk, one.title) for one in drafts_of(bench.locality)]
    return [*waiting, *(_line(bench, one) for one in due_lines(bench.locality, bench.today))]


def _line(bench: Bench, one: ShownLine) -> DeskItem:
    tag, tone = bench.standing(one.line.due_on)
    return DeskItem(
        tag, tone, f"Công khai: {one.line.what}{f', {one.line.period}' if one.line.period else ''}",
        f"{one.item.label}. {one.line.responsible}.", "Công khai", f"{bench.address('democracy:draft_new')}?dong={one.line.pk}",
        note=one.item.citation, kind=KIND, all_url=bench.address("democracy:publishing"), due=one.line.due_on,
    )  # fmt: skip


def _draft(bench: Bench, pk: int, title: str) -> DeskItem:
    return DeskItem(
        "Chờ công khai", "wait", title, "Đã chuẩn bị, chưa đăng.", "Xem, công khai", bench.address("democracy:draft", pk),
        kind="nội dung đang chuẩn bị", all_url=bench.address("democracy:publishing"),
    )  # fmt: skip


def to_prove(bench: Bench) -> list[DeskItem]:
    """All proofs that are overdue as one thing: how many places, and the way to the list."""
    return _missing(bench, "Ghi minh chứng", "democracy:publishing")


def unproved(bench: Bench) -> list[DeskItem]:
    """For inspectors: what was published without every proof."""
    return _missing(bench, "Xem minh chứng", "democracy:publishing_inspection")


def _missing(bench: Bench, act: str, view: str) -> list[DeskItem]:
    missing = [spot for spot in open_spots(watched(bench.locality, bench.today)) if spot.standing.code == MISSING]
    if not missing:
        return []
    titles = list(dict.fromkeys(spot.posting.title for spot in missing))
    more = f" và {len(titles) - 1} nội dung khác" if len(titles) > 1 else ""
    return [
        DeskItem(
            "Thiếu minh chứng", "late", f"{written(len(missing))} nơi thiếu minh chứng công khai", f"{titles[0]}{more}.", act,
            bench.address(view), due=missing[0].standing.due,
        )
    ]  # fmt: skip


def own_village(bench: Bench) -> list[DeskItem]:
    """For a village's head: what to hang and what to tell in the own village."""
    held = bench.only(Role.VILLAGE_HEAD).grants
    units = [grant.unit_id for grant in held if grant.locality == bench.locality.code and grant.unit_id is not None]
    listed = watched(bench.locality, bench.today)
    villages = Unit.objects.filter(pk__in=units, level=Unit.Level.VILLAGE).order_by("code")
    own = [spot for village in villages for spot in village_spots(listed, village)]
    return [_duty(bench, spot) for spot in own if spot.standing.code in {MISSING, "waiting"}]


def _duty(bench: Bench, spot: Spot) -> DeskItem:
    tag, tone = bench.standing(spot.standing.due)
    told = spot.form == "head"
    url = f"{bench.address('democracy:village_duties')}?noi={spot.village.pk if spot.village else ''}"
    return DeskItem(
        tag, tone, spot.posting.title,
        f"{'Thông báo đến Nhân dân' if told else 'Niêm yết, chụp ảnh bảng tin'}, {spot.place}.",
        "Ghi đã báo" if told else "Ghi ảnh", url, kind=TELLING, all_url=url, due=spot.standing.due,
    )  # fmt: skip
