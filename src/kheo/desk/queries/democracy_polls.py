"""Ballots to every household and online votes: what the head does next; what is late, for the office."""

from datetime import date

from kheo.democracy.models import BallotPlan, Form, OnlineVote, Round
from kheo.democracy.queries.polls import rounds_asked
from kheo.democracy.rules.voting import sending_due
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.models import Role

MOST = 60
KIND = "việc phát phiếu, biểu quyết"


def of_village(bench: Bench) -> list[DeskItem]:
    """For a head: each round of the own village that waits for an act."""
    held = [grant for grant in bench.only(Role.VILLAGE_HEAD).grants if grant.locality == bench.locality.code]
    return _items(bench, {grant.unit_id for grant in held if grant.unit_id is not None})


def late(bench: Bench) -> list[DeskItem]:
    """For the office: what is past its day in any village."""
    return [item for item in _items(bench, None) if item.is_late]


def _items(bench: Bench, villages: set[int] | None) -> list[DeskItem]:
    waiting = rounds_asked(bench.locality, villages).filter(state__in=("planned", "open"))[:MOST]
    found: list[DeskItem] = []
    for asked in waiting:
        found += _paper(bench, asked) if asked.form == Form.BALLOTS else _online(bench, asked)
    return found


def _paper(bench: Bench, asked: Round) -> list[DeskItem]:
    plan: BallotPlan | None = getattr(asked, "ballot_plan", None)
    url = bench.address("democracy:ballot_round", asked.pk)
    items = []
    if plan and not (plan.commune_on and plan.front_on):
        items.append(
            _item(bench, asked, url, "Gửi kế hoạch phát phiếu đến xã, Mặt trận", "Ghi ngày gửi", sending_due(plan.issued_on))
        )
    if asked.state == "planned":
        if plan is None:
            items.append(_item(bench, asked, url, "Lập kế hoạch, Tổ phát phiếu", "Lập kế hoạch", asked.planned_on))
        elif asked.planned_on <= bench.today:
            items.append(_item(bench, asked, url, "Mở phát phiếu, chốt số hộ", "Mở", asked.planned_on))
    elif asked.ends_on and asked.ends_on < bench.today:
        items.append(_item(bench, asked, url, "Hết hạn thu phiếu: kiểm phiếu", "Kiểm phiếu", asked.ends_on))
    else:
        items.append(_item(bench, asked, url, "Phát, thu phiếu từng hộ", "Mở danh sách", asked.ends_on))
    return items


def _online(bench: Bench, asked: Round) -> list[DeskItem]:
    vote: OnlineVote | None = getattr(asked, "online_vote", None)
    url = bench.address("democracy:online_round", asked.pk)
    if vote is None:
        return [_item(bench, asked, url, "Ghi điều kiện biểu quyết trực tuyến", "Ghi điều kiện", asked.planned_on)]
    if asked.state == "planned":
        if asked.planned_on > bench.today:
            return []
        return [_item(bench, asked, url, "Mở biểu quyết trực tuyến, chốt số hộ", "Mở", asked.planned_on)]
    if vote.starts_at is None:
        return [_item(bench, asked, url, "In, phát phiếu mã rồi bắt đầu", "Mở trang", asked.planned_on)]
    return [_item(bench, asked, url, "Đang biểu quyết trực tuyến", "Xem hộ nào chưa", asked.ends_on)]


def _item(bench: Bench, asked: Round, url: str, what: str, act: str, due: date | None) -> DeskItem:
    tag, tone = bench.standing(due)
    return DeskItem(
        tag, tone, what, f"{asked.matter.title}.", act, url, kind=KIND, all_url=bench.address("democracy:polls"),
        note="Điều 4, Điều 5 Nghị định 59/2023/NĐ-CP", due=due,
    )  # fmt: skip
