"""A town of two wards, a union and a village, asked for its report of the first quarter."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from kheo.movement.actions.period_reports import Typed, submit_report, write_report
from kheo.movement.actions.periods import PeriodContent, create_period, open_period
from kheo.movement.models import PeriodAnswer, PeriodReport
from kheo.movement.queries.periods import find_report, items_of, who_owes
from kheo.movement.rules.periods import Days
from kheo.organisation.models import Body, Role, Unit
from tests import factories

DAYS = Days(date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 5))
WRITTEN = {
    "households": Typed(number=Decimal(12)),
    "money": Typed(number=Decimal(350_000_000)),
    "working_days": Typed(number=Decimal(40)),
    "done": Typed(text="Đã họp dân hai lần."),
}


class Scene:
    """The town's programme of 2024 with three registrations; the office, the staff of the first ward and of the union."""

    def __init__(self, code: str = factories.DUY_TIEN, wards: int = 2) -> None:
        self.place = place = factories.make_locality(code)
        self.programme = factories.make_programme(place)
        self.wards = [
            factories.make_unit(f"gso2024-{place.code[-3:]}{number:02d}", f"Phường số {number:02d}", parent=place.unit)
            for number in range(1, wards + 1)
        ]
        self.village = factories.make_unit(
            f"{self.wards[0].code}.thon-mot", "Thôn Một", level=Unit.Level.VILLAGE, parent=self.wards[0]
        )
        self.union = factories.make_body(place, "hoi-pn", "Hội Phụ nữ", Body.Kind.UNION)
        ward_front = factories.make_body(place, "p1-mt", "Mặt trận phường số 01", Body.Kind.FRONT, unit=self.wards[0])
        self.registrations = [
            factories.make_registration(self.programme, "Đường hoa", unit=self.wards[0], state="running", field="economy"),
            factories.make_registration(
                self.programme, "Tổ không rác", unit=self.wards[0], state="running", field="culture_society"
            ),
            factories.make_registration(
                self.programme, "Bếp ấm", unit=place.unit, body=self.union, state="running", field="culture_society"
            ),
        ]
        self.office_account = factories.make_account(Role.OFFICE, place)
        self.staff_account = factories.make_account(Role.UNIT_STAFF, place, body=ward_front.code.split("/")[1])
        self.union_account = factories.make_account(Role.UNIT_STAFF, place, body="hoi-pn")
        self.leader_account = factories.make_account(Role.LEADER, place, body="ubnd")
        self.office, self.staff, self.union_staff = map(
            factories.actor_for, (self.office_account, self.staff_account, self.union_account)
        )

    def drafted(self, kind="quarter", title="Báo cáo quý I năm 2024", days=DAYS):
        return create_period(self.office, self.programme, PeriodContent(kind, title, days, "Gửi đúng hạn."))

    def opened(self, **content):
        period = self.drafted(**content)
        owing = [one.key for one in who_owes(period, date(2024, 3, 31)) if one.owes]
        return open_period(self.office, period, owing, period.version)

    def report(self, period, place=None):
        """The report of a unit or body, as the pages find it; the first ward's unless another is named."""
        place = place or self.wards[0]
        which = {"body": place} if isinstance(place, Body) else {"unit": place, "body": None}
        found = find_report(self.place, PeriodReport.objects.get(period=period, **which).pk)
        assert found is not None
        return found

    def sent(self, period, place=None, actor=None, **answers):
        """The report of *place* written and sent."""
        report = self.report(period, place)
        actor = actor or self.office
        written = write_report(actor, report, WRITTEN | answers, report.version)
        return submit_report(actor, written, written.version)

    def all_sent(self, period, but):
        """Every other report sent at once, without the acts that send one: for counting queries over many."""
        others = PeriodReport.objects.filter(period=period).exclude(pk=but.pk)
        others.update(state="accepted", first_sent_at=timezone.now())
        items = [item for item in items_of(period) if item.kind != "text"]
        PeriodAnswer.objects.bulk_create(
            PeriodAnswer(report=report, item=item, number=1, parts={"economy": 1} if item.figure else {})
            for report in others
            for item in items
        )
