"""Yearly conferences of the villages of a locality, and what the record says for the three reports."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from kheo.democracy.models import (
    CommunityMeeting,
    Consultation,
    Contribution,
    Dialogue,
    Inspection,
    Matter,
    Posting,
    Recommendation,
    Round,
    Scope,
)
from kheo.democracy.queries.matters import villages_on
from kheo.democracy.queries.roll import counts_on
from kheo.democracy.rules.community import hold_by, notice_by, reports
from kheo.democracy.rules.projects import MEASURES, Gift
from kheo.democracy.workflow import MATTER
from kheo.foundation.numbers import written
from kheo.organisation.models import Locality, Unit, UnitVersion
from kheo.organisation.queries.units import name_on, version_on
from kheo.organisation.queries.words import terms_of, terms_of_village


@dataclass(frozen=True)
class VillageMeeting:
    """A village of the year and its conference, if one was planned."""

    village: UnitVersion
    meeting: CommunityMeeting | None
    year: int
    today: date

    @property
    def stage(self) -> str:
        """missing, missed (the year is over), planned, noticed, held, sent."""
        if self.meeting is None:
            return "missed" if self.today > hold_by(self.year) else "missing"
        if self.meeting.result_sent_on:
            return "sent"
        if self.meeting.held_on:
            return "held"
        return "noticed" if self.meeting.noticed_on else "planned"

    @property
    def notice_by(self) -> date | None:
        return notice_by(self.meeting.planned_on) if self.meeting else None


def meetings_of(locality: Locality, year: int, today: date) -> list[VillageMeeting]:
    """Every village of *locality* on the last day of *year* (or today) with its conference; two queries."""
    day = min(today, date(year, 12, 31))
    found = {one.village_id: one for one in CommunityMeeting.objects.filter(locality=locality, year=year)}
    return [VillageMeeting(one, found.get(one.unit_id), year, today) for one in villages_on(locality, day)]


def find_meeting(locality: Locality, pk: int) -> CommunityMeeting | None:
    rows = CommunityMeeting.objects.select_related("locality", "village")
    return rows.prefetch_related("reports", "questions", "conclusions__task__body").filter(locality=locality, pk=pk).first()


def report_titles(meeting: CommunityMeeting) -> dict[str, str]:
    """Who reports about what, in the words of the community: «Tổ trưởng tổ dân phố: …»."""
    terms = terms_of_village(version_on(meeting.village, meeting.planned_on))
    givers = {"head": terms.head, "front": "Ban công tác Mặt trận", "board": "Ban Thanh tra nhân dân"}
    return {by: f"{givers[by]}: {about}" for by, about in reports(meeting.planned_on).items()}


def facts(meeting: CommunityMeeting, by: str, today: date) -> list[str]:
    """What the record says for the report of *by* (head, front, board) on the conference's year, a sentence each."""
    return {"head": _of_village, "front": _of_commune, "board": _of_board}[by](meeting, today)


def _of_village(meeting: CommunityMeeting, today: date) -> list[str]:
    village, year = meeting.village, meeting.year
    day = min(today, date(year, 12, 31))
    count = counts_on([village.pk], day)[village.pk]
    said = [f"{name_on(village, day)} có {written(count)} hộ trong sổ ngày {day:%d/%m/%Y}."]
    decided = Matter.objects.filter(village=village, decided_on__year=year).order_by("decided_on", "pk")
    said += [f"Ngày {one.decided_on:%d/%m/%Y}, «{one.title}»: {MATTER.public_label(one.state).lower()}." for one in decided]
    asked = Round.objects.filter(village=village, matter__scope=Scope.COMMUNE, state="closed", closed_on__year=year)
    said += [
        f"Ngày {one.closed_on:%d/%m/%Y}, «{one.matter.title}», việc của cả địa bàn cấp xã: {one.verdict}."
        for one in asked.select_related("matter").order_by("closed_on", "pk")
    ]
    return said + _given(Contribution.objects.filter(village=village, on__year=year, corrected_by=None, amount__gt=0))


def _given(rows: "QuerySet[Contribution]") -> list[str]:
    """What people gave to works, by kind: money, working days, land."""
    sums = rows.values("gift").annotate(total=Sum("amount")).order_by("gift")
    measures = {**MEASURES, Gift.LAND: "m² đất"}
    return [f"Nhân dân đóng góp {written(row['total'].normalize())} {measures[row['gift']]}." for row in sums]


def _of_commune(meeting: CommunityMeeting, today: date) -> list[str]:
    locality, year = meeting.locality, meeting.year
    posted = Posting.objects.filter(locality=locality, published_on__year=year).count()
    name = name_on(locality.unit, min(today, date(year, 12, 31)))
    said = [f"{name} công khai {written(posted)} nội dung trong năm (Điều 11 Luật 10/2022/QH15)."]
    for what, rows in (
        ("lấy ý kiến Nhân dân về", Consultation.objects.filter(locality=locality, closed_on__year=year)),
        ("đối thoại với Nhân dân về", Dialogue.objects.filter(locality=locality, held_on__year=year)),
    ):
        said += [f"Đã {what} «{title}»." for title in rows.order_by("pk").values_list("title", flat=True)]
    decided = Matter.objects.filter(locality=locality, decided_on__year=year).count()
    return [*said, f"Các {terms_of(locality, today).community} đã quyết định {written(decided)} việc."]


def _of_board(meeting: CommunityMeeting, today: date) -> list[str]:
    held = Inspection.objects.filter(board__locality=meeting.locality, held_on__year=meeting.year).order_by("held_on", "pk")
    said = [f"Ngày {one.held_on:%d/%m/%Y} kiểm tra, giám sát: {one.subject}." for one in held]
    asked = Recommendation.objects.filter(inspection__board__locality=meeting.locality, day__year=meeting.year)
    numbers = asked.aggregate(all=Count("pk"), replied=Count("replied_on"))
    overdue = asked.filter(replied_on=None, due_on__lt=today).count()
    said.append(
        f"Đã kiến nghị {written(numbers['all'])} việc; {written(numbers['replied'])} việc được trả lời, "
        f"{written(overdue)} việc quá hạn."
    )
    return said


def village_of(locality: Locality, pk: int, day: date) -> Unit | None:
    return next((one.unit for one in villages_on(locality, day) if one.unit_id == pk), None)
