"""What people's decisions wait for: a day to set, meetings to arrange and run, papers to send, answers due, results to tell."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from kheo.democracy.models import Candidate, CommunityDecision, Form, Matter, Round, Scope
from kheo.democracy.queries.decisions import village_results
from kheo.democracy.rules.decisions import NOTHING_CARRIED_OUT, answer_by, effect_of, report_by, send_by, tell_by
from kheo.democracy.rules.meetings import told_by
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.models import Role
from kheo.organisation.queries.units import names_on

MEETINGS, SENDING, ANSWERS = "cuộc họp của cộng đồng dân cư", "quyết định phải gửi", "quyết định chờ công nhận"
UNDATED, UNTOLD = "việc chưa định ngày lấy quyết định", "kết quả chưa công khai"
NEAR = timedelta(days=60)  # a day of the year after is no countdown
UNREPORTED = "quyết định chưa báo cáo kết quả thực hiện"


def of_all(bench: Bench) -> list[DeskItem]:
    """For the office: every village's meetings and decisions, answers of commune and Front, matters of the whole commune."""
    return [*_rounds(bench, None), *_sending(bench, None), *_answers(bench, ("commune", "front")), *_totals(bench)]


def own_village(bench: Bench) -> list[DeskItem]:
    """For a village's head: the own matters to date, meetings, decisions to write and send, results to tell and report on."""
    grants = bench.only(Role.VILLAGE_HEAD).grants
    units = {grant.unit_id for grant in grants if grant.locality == bench.locality.code and grant.unit_id is not None}
    return [
        *_rounds(bench, units),
        *_sending(bench, units),
        *_undated(bench, units),
        *_untold(bench, units),
        *_unreported(bench, units),
    ]


def of_leader(bench: Bench) -> list[DeskItem]:
    """For the commune's chair: decisions to recognise, results of all villages to add up and to date."""
    return [*_answers(bench, ("commune",)), *_totals(bench)]


def of_front(bench: Bench) -> list[DeskItem]:
    """For the Front's own staff: members of boards to recognise; nothing for other units."""
    held = bench.only(Role.UNIT_STAFF).grants
    code = f"{bench.locality.code}/mttq"
    return _answers(bench, ("front",)) if any(grant.body == code for grant in held) else []


def _rounds(bench: Bench, villages: set[int] | None) -> list[DeskItem]:
    rows = Round.objects.filter(matter__locality=bench.locality, form=Form.MEETING, state__in=("planned", "open"))
    rows = rows.select_related("matter", "meeting").order_by("planned_on", "pk")
    if villages is not None:
        rows = rows.filter(village__in=villages)
    names = names_on({one.village_id for one in rows}, bench.today)
    return [_meeting(bench, one, names.get(one.village_id, "")) for one in rows]


def _meeting(bench: Bench, one: Round, place: str) -> DeskItem:
    url = bench.address("democracy:meeting", one.pk)
    all_url = bench.address("democracy:matters")
    if one.state == "open":
        tag, tone, why, act, due = "Đang họp", "info", "Điểm danh, ghi kết quả.", "Mở cuộc họp", one.planned_on
    else:
        due = one.planned_on
        meeting = getattr(one, "meeting", None)
        if meeting is not None and meeting.told_on is not None:
            why, act = f"Họp {one.planned_on:%d/%m/%Y}, đã báo cho dân.", "Mở cuộc họp"
        else:
            due = told_by(one.planned_on) or one.planned_on
            why, act = f"Họp {one.planned_on:%d/%m/%Y}; báo cho dân chậm nhất {due:%d/%m/%Y}.", "Chuẩn bị, báo dân"
        tag, tone = bench.standing(due)
    return DeskItem(tag, tone, f"{place}: {one.matter.title}", why, act, url, kind=MEETINGS, all_url=all_url, due=due)


def _sending(bench: Bench, villages: set[int] | None) -> list[DeskItem]:
    rows = Round.objects.filter(matter__locality=bench.locality, state="closed", passed=True, decision__sent_on=None)
    winners = Candidate.objects.filter(election__round=OuterRef("pk"), is_elected=True)
    rows = rows.exclude(~Exists(winners), election__isnull=False)  # an election that left everybody out has nothing to send
    rows = rows.exclude(matter__state="annulled").select_related("matter").order_by("closed_on", "pk")
    if villages is not None:
        rows = rows.filter(village__in=villages)
    names = names_on({one.village_id for one in rows}, bench.today)
    items = []
    for one in rows:
        due = send_by(one.closed_on or bench.today)
        tag, tone = bench.standing(due)
        items.append(
            DeskItem(
                tag, tone, f"{names.get(one.village_id, '')}: {one.matter.title}",
                "Đã thông qua; lập quyết định, gửi xã và Mặt trận.", "Lập, gửi", bench.address("democracy:decision", one.pk),
                note="Điều 20 khoản 3 Luật 10/2022/QH15", kind=SENDING, all_url=bench.address("democracy:matters"), due=due,
            )
        )  # fmt: skip
    return items


def _undated(bench: Bench, villages: set[int]) -> list[DeskItem]:
    """Matters that no asking is planned for: new ones, those called off, those whose meeting too few households came to."""
    asked = Round.objects.filter(matter=OuterRef("pk"))
    rows = Matter.objects.filter(locality=bench.locality, village__in=villages, state__in=("proposed", "deciding"))
    rows = rows.annotate(has_failed=Exists(asked.filter(state="failed")))
    items = []
    for one in rows.exclude(Exists(asked.filter(state__in=("planned", "open", "closed")))).order_by("pk"):
        if one.has_failed:
            tag, why, note = "Không đủ hộ", "Họp không đủ hộ; định lần phát phiếu lấy ý kiến từng hộ.", "Điều 19 khoản 1 điểm b"
        else:
            tag, why, note = "Chưa định ngày", "Chọn hình thức, ngày lấy quyết định rồi báo cho dân.", "Điều 17"
        items.append(
            DeskItem(
                tag, "wait", one.title, why, "Định ngày", bench.address("democracy:matter", one.pk),
                note=f"{note} Luật 10/2022/QH15", kind=UNDATED, all_url=bench.address("democracy:matters"),
            )
        )  # fmt: skip
    return items


def _untold(bench: Bench, villages: set[int]) -> list[DeskItem]:
    """Results that the head has not made public in the village; passed or not (Điều 23 khoản 2)."""
    rows = Matter.objects.filter(locality=bench.locality, village__in=villages, published_on=None)
    items = []
    for one in rows.exclude(decided_on=None).order_by("decided_on", "pk"):
        due = tell_by(one.decided_on or bench.today)
        why = f"Có kết quả ngày {one.decided_on:%d/%m/%Y}; công khai ở nhà văn hoá, báo dân, theo thông lệ trước {due:%d/%m/%Y}."
        items.append(
            DeskItem(
                "Chưa công khai", "wait", one.title, why, "Ghi đã công khai",
                bench.address("democracy:matter", one.pk) + "#cong-khai", note="Điều 23 khoản 2 Luật 10/2022/QH15", kind=UNTOLD,
                all_url=bench.address("democracy:matters"), due=due,
            )
        )  # fmt: skip
    return items


def _unreported(bench: Bench, villages: set[int]) -> list[DeskItem]:
    """Decisions in force on which the head did not report back to the people and the commune (Điều 23 khoản 2)."""
    rows = Matter.objects.filter(locality=bench.locality, village__in=villages, state="in_force", reported_on=None)
    items = []
    for one in rows.exclude(effective_on=None).exclude(kind__in=NOTHING_CARRIED_OUT).order_by("effective_on", "pk"):
        due = report_by(one.effective_on or bench.today)
        tag, tone = bench.standing(due) if due <= bench.today + NEAR else ("Chưa báo cáo", "wait")
        why = (
            f"Có hiệu lực từ {one.effective_on:%d/%m/%Y}; báo cáo dân và xã đã làm được gì, chậm nhất ở hội nghị năm {due.year}."
        )
        items.append(
            DeskItem(
                tag, tone, one.title, why, "Báo cáo lại", bench.address("democracy:matter", one.pk) + "#bao-cao",
                note="Điều 23 khoản 2, Điều 33 khoản 3 Luật 10/2022/QH15", kind=UNREPORTED,
                all_url=bench.address("democracy:matters"), due=due,
            )
        )  # fmt: skip
    return items


def _answers(bench: Bench, whose: tuple[str, ...]) -> list[DeskItem]:
    rows = CommunityDecision.objects.filter(round__matter__locality=bench.locality, round__matter__state="sent")
    items = []
    for one in rows.select_related("round__matter").order_by("received_on", "pk"):
        matter = one.round.matter
        if effect_of(matter.kind, matter.scope, bench.today) in whose and one.received_on is not None:
            due = answer_by(one.received_on)
            tag, tone = bench.standing(due)
            items.append(
                DeskItem(
                    tag, tone, f"Công nhận: {matter.title}", f"Nhận {one.received_on:%d/%m/%Y}.", "Công nhận, trả lời",
                    bench.address("democracy:decision", one.round_id), note="Điều 21 khoản 2 Luật 10/2022/QH15", kind=ANSWERS,
                    all_url=bench.address("democracy:matters"), due=due,
                )
            )  # fmt: skip
    return items


def _totals(bench: Bench) -> list[DeskItem]:
    """Commune-wide matters whose villages all answered, and those that carried and have no day yet."""
    items = []
    for one in Matter.objects.filter(locality=bench.locality, scope=Scope.COMMUNE, state__in=("deciding", "passed")):
        url = bench.address("democracy:matter", one.pk)
        if one.state == "passed":
            why = "Đã thông qua; Uỷ ban nhân dân định ngày hiệu lực."
            items.append(DeskItem("Chờ ngày hiệu lực", "wait", one.title, why, "Ghi ngày hiệu lực", url))
        elif (results := village_results(one)).closed and not results.open:
            why = f"{results.closed} nơi đã có kết quả."
            items.append(DeskItem("Đủ kết quả", "wait", one.title, why, "Tổng hợp", url))
    return items
