"""What comes round in a village: its yearly conference, from the plan to the result, and the calendar of an election."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from kheo.democracy.models import Candidate, CommunityMeeting, Election, Round
from kheo.democracy.queries.community import VillageMeeting, meetings_of
from kheo.democracy.queries.election_results import is_over
from kheo.democracy.queries.elections import ElectionState, elections_of
from kheo.democracy.rules.community import hold_by, notice_by
from kheo.democracy.rules.elections import HEAD, again_rule
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.models import Role
from kheo.organisation.queries.units import names_on

END_OF_YEAR = 10  # month; the conference is held towards the end of the year (Luật 10/2022/QH15 Điều 33 khoản 1)
CONFERENCES, ELECTIONS, POINTS = "hội nghị định kỳ", "việc bầu cử", "kết luận hội nghị chưa giao"
LAW = "Điều 33 Luật 10/2022/QH15, Điều 11 Nghị định 59/2023/NĐ-CP"


def own_village(bench: Bench) -> list[DeskItem]:
    """For a village's head: the next step of the year's conference and of each election that is not counted."""
    held = [grant for grant in bench.only(Role.VILLAGE_HEAD).grants if grant.locality == bench.locality.code]
    units = {grant.unit_id for grant in held if grant.unit_id is not None}
    if not units:
        return []
    found = [one for one in meetings_of(bench.locality, bench.today.year, bench.today) if one.village.unit_id in units]
    elections = [one for one in elections_of(bench.locality) if one.election.matter.village_id in units]
    # After a meeting that too few came to, the asking of every household has items of its own.
    failed = set(Round.objects.filter(matter__locality=bench.locality, state="failed").values_list("matter", flat=True))
    to_meet = [one for one in elections if one.election.matter_id not in failed and _goes_on(one.election)]
    items = [_conference(bench, one) for one in found] + [_election(bench, one) for one in to_meet]
    items += [_again(bench, one.election, len(one.elected)) for one in _waiting(elections)]
    return [item for item in items if item is not None]


def _goes_on(election: Election) -> bool:
    """Whether there is anything to do for an election not counted: not once its matter was withdrawn, or its village ended."""
    state = election.matter.state
    return state == "deciding" or (state == "proposed" and not is_over(election))


def to_give(bench: Bench) -> list[DeskItem]:
    """For the office: conclusions of a conference that nobody was given as a task, one item a conference."""
    rows = CommunityMeeting.objects.filter(locality=bench.locality, conclusions__isnull=False, conclusions__task=None)
    rows = rows.annotate(points=Count("conclusions")).order_by("year", "pk")
    names = names_on({one.village_id for one in rows}, bench.today)
    all_url = bench.address("democracy:community_meetings")
    return [
        DeskItem(
            "Chờ giao", "wait", _called(names.get(one.village_id, ""), one.year),
            f"{one.points} kết luận chưa giao thành nhiệm vụ.", "Giao nhiệm vụ",
            bench.address("democracy:community_meeting", one.pk), kind=POINTS, all_url=all_url,
        )
        for one in rows
    ]  # fmt: skip


def _called(village: str, year: int) -> str:
    return f"{village}: hội nghị định kỳ năm {year}"


def of_heads(bench: Bench) -> list[DeskItem]:
    """For the office and the leader: heads recognised whose term nobody wrote down (Nghị định 59/2023 Điều 8), one query.

    And elections that elected none: the commune decides on electing again (Điều 3 khoản 5 điểm d).
    """
    stood = Candidate.objects.filter(election=OuterRef("pk"), is_elected=True)
    later = Election.objects.filter(matter__village=OuterRef("matter__village"), what=Election.What.HEAD)
    later = later.filter(Q(follows=OuterRef("pk")) | Q(planned_on__gt=OuterRef("planned_on"))).exclude(matter__state="withdrawn")
    rows = Election.objects.filter(matter__locality=bench.locality, what=Election.What.HEAD).select_related("matter")
    recognised = Q(Exists(stood.filter(term=None)), matter__state="in_force")
    nobody = Q(~Exists(stood), ~Exists(later), valid_ballots__isnull=False) & ~Q(matter__state="annulled")
    nobody &= Q(matter__village__ended_on=None) | Q(matter__village__ended_on__gt=bench.today)
    found = rows.filter(recognised | nobody).order_by("pk")
    return [_begin(bench, one) if one.matter.state == "in_force" else _again(bench, one, 0) for one in found]


def _begin(bench: Bench, one: Election) -> DeskItem:
    return DeskItem(
        "Chờ ghi", "wait", one.matter.title, "Đã công nhận kết quả; ghi ngày bắt đầu nhiệm kỳ của người trúng cử.",
        "Ghi nhiệm kỳ", bench.address("democracy:election_recognise", one.pk),
        note="Điều 8 Nghị định 59/2023/NĐ-CP", kind=ELECTIONS, all_url=bench.address("democracy:elections"),
    )  # fmt: skip


def _waiting(states: list[ElectionState]) -> list[ElectionState]:
    """Elections with seats left that nothing follows yet and no later one of the village for the same seats replaced."""
    live = [one for one in states if one.election.matter.state != "withdrawn"]
    followed = {one.election.follows_id for one in live}
    newest: dict[tuple[int | None, str], date] = {}
    for one in live:
        key = (one.election.matter.village_id, one.election.what)
        newest[key] = max(newest.get(key, one.election.planned_on), one.election.planned_on)
    return [
        one
        for one in live
        if one.is_counted
        and not is_over(one.election)
        and len(one.elected) < one.election.seats
        and one.election.pk not in followed
        and one.election.matter.state != "annulled"
        and newest[one.election.matter.village_id, one.election.what] == one.election.planned_on
    ]


def _again(bench: Bench, election: Election, number: int) -> DeskItem:
    """*number* of its seats were filled."""
    if number:
        tag, why, act = "Còn thiếu", f"Bầu được {number} trong {election.seats} người.", "Bầu tiếp"
    else:
        tag, why, act = "Chưa bầu được", "Không ai trúng cử.", "Bầu lại"
    if election.what == HEAD:
        why += " Uỷ ban nhân dân cấp xã quyết định việc bầu lại."
    else:
        why += " Mặt trận cấp xã hướng dẫn bầu bổ sung."
    return DeskItem(
        tag, "wait", election.matter.title, why, act, bench.address("democracy:election", election.pk),
        note=again_rule(election.what, election.planned_on).citation, kind=ELECTIONS,
        all_url=bench.address("democracy:elections"),
    )  # fmt: skip


def _conference(bench: Bench, one: VillageMeeting) -> DeskItem | None:
    today, meeting = bench.today, one.meeting
    if meeting is None:
        if today.month < END_OF_YEAR:
            return None
        due, why, act = hold_by(one.year), "Chưa có kế hoạch; mỗi năm họp một lần, vào cuối năm.", "Lập kế hoạch"
        url = bench.address("democracy:community_plan")
    else:
        url = bench.address("democracy:community_meeting", meeting.pk)
        planned = f"Họp {meeting.planned_on:%d/%m/%Y}"
        if one.stage == "planned":
            due = notice_by(meeting.planned_on)
            why, act = f"{planned}; gửi kế hoạch, báo các hộ chậm nhất {due:%d/%m/%Y}.", "Báo các hộ"
        elif one.stage == "noticed":
            due = meeting.planned_on
            why, act = f"{planned}, đã báo các hộ: soạn ba báo cáo, họp rồi ghi số hộ có mặt.", "Mở hội nghị"
        elif one.stage == "held":
            return DeskItem(
                "Chờ báo cáo", "wait", _called(one.village.name, one.year), "Đã họp; ghi kết luận, gửi báo cáo kết quả.",
                "Báo cáo kết quả", url, note=LAW, kind=CONFERENCES, all_url=bench.address("democracy:community_meetings"),
            )  # fmt: skip
        else:
            return None
    tag, tone = bench.standing(due)
    return DeskItem(
        tag, tone, _called(one.village.name, one.year), why, act, url,
        note=LAW, kind=CONFERENCES, all_url=bench.address("democracy:community_meetings"), due=due,
    )  # fmt: skip


def _election(bench: Bench, state: ElectionState) -> DeskItem | None:
    if state.is_counted:
        return None
    step = next((one for one in state.steps if one.done_on is None), None)
    if step is not None:
        due, why, act, note = step.due, f"{step.label}.", "Mở lịch bầu", step.rule.citation
    else:
        due, note = state.election.planned_on, ""
        why, act = f"Họp bầu ngày {due:%d/%m/%Y}; kiểm phiếu rồi ghi kết quả.", "Mở cuộc bầu"
    tag, tone = bench.standing(due)
    return DeskItem(
        tag, tone, state.election.matter.title, why, act, bench.address("democracy:election", state.election.pk),
        note=note, kind=ELECTIONS, all_url=bench.address("democracy:elections"), due=due,
    )  # fmt: skip
