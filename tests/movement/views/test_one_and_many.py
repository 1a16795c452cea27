"""Pages that list: many rows cost the queries that one costs, for the office with two programmes going on at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.foundation.text import fold
from kheo.movement.actions.periods import PeriodContent, create_period, open_period
from kheo.movement.models import CheckIn, Exemplar, Gate, Guidance, Lineage, Lookalike, Nomination, Submission
from kheo.movement.queries.periods import who_owes
from kheo.movement.rules.periods import Days
from kheo.organisation.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
PROVINCE, COMMUNE = "gso2025-37", "gso2025-133"


class Year:
    """A province with two programmes going on; each round adds a commune with one row of everything that is listed."""

    def __init__(self):
        self.today = timezone.localdate()
        self.place = factories.make_locality(PROVINCE, "Tỉnh Minh Hoạ")
        criteria = factories.make_criteria_set()
        self.before, self.now = (
            factories.make_programme(
                self.place, self.today.year - back, criteria_set=criteria, report_on=self.today + timedelta(days=40)
            )
            for back in (1, 0)
        )
        self.account = factories.make_account(Role.OFFICE, self.place)
        self.units = []

    def add(self):
        number = len(self.units) + 1
        below = factories.make_locality(f"{COMMUNE}{number:02d}", f"Xã số {number:02d}")
        self.units.append(below.unit)
        ago = self.today - timedelta(days=100)
        rows = [
            factories.make_registration(programme, f"Đường hoa {number}", unit=below.unit, state="running", registered_on=ago)
            for programme in (self.before, self.now)
        ]
        for row in rows:
            CheckIn.objects.create(registration=row, on=ago, done="Họp dân")
            factories.make_assessment(row, 60 + number)
        first, second = (row.initiative for row in rows)
        Lineage.objects.create(copy=second, origin=first, learnt_on=ago)
        Guidance.objects.create(initiative=first, steps="Bàn\nLàm", is_public=True)
        Lookalike.objects.create(initiative=second, other=first, kind="again", share="0.900")
        title = f"Phiếu {number}"
        Submission.objects.create(
            programme=self.now, unit=below.unit, content={"title": title}, state="submitted", submitted_on=ago, late_days=1
        )
        Gate.objects.create(programme=self.now, unit=below.unit, until=self.today, reason="Bão lụt")
        Exemplar.objects.create(
            locality=self.place, unit=below.unit, movement="Nông thôn mới", year=self.today.year, name=title, folded=fold(title),
            subject="collective", deed="Việc làm", is_public=True,
        )  # fmt: skip
        own = factories.make_registration(
            factories.make_programme(below, self.today.year), unit=below.unit, state="recognised", registered_on=ago
        )
        Nomination.objects.create(registration=own, programme=self.now, reason="Hay", nominated_on=ago)
        content = PeriodContent("month", f"Kỳ {number}", Days(ago, self.today, self.today), "Gửi đúng hạn.")
        actor = factories.actor_for(self.account)
        period = create_period(actor, self.now, content)
        open_period(actor, period, [one.key for one in who_owes(period, self.today)], period.version)

    def pages(self):
        programme = f"/{PROVINCE}/chuong-trinh/{self.now.code}"
        return [
            f"/{PROVINCE}/ban-lam-viec/",
            f"/{PROVINCE}/mo-hinh/",
            f"/{PROVINCE}/lan-toa/",
            f"/{PROVINCE}/dien-hinh/",
            f"/{PROVINCE}/dien-hinh-khac/",
            f"/{PROVINCE}/cham-diem/{self.now.code}/",
            f"/{PROVINCE}/don-vi/",
            f"{programme}/",
            f"{programme}/phieu-dang-ky/",
            f"{programme}/im-lang/",
            f"{programme}/ky-bao-cao/",
            f"{programme}/giong-nhau/",
            f"{programme}/cap-duoi-de-nghi/",
            f"{programme}/cac-noi/",
            f"{programme}/cac-noi/dong/",
            f"{programme}/don-vi-hom-nay/",
            f"{programme}/mo-them-han/",
            f"{programme}/so-luong/",
            f"/{PROVINCE}/so-lieu/initiatives.registered/",
        ]


def test_many_rows_cost_the_queries_that_one_costs(client):
    year = Year()
    year.add()
    client.force_login(year.account)

    def asked():
        counts = {}
        for page in year.pages():
            with CaptureQueriesContext(connection) as taken:
                assert client.get(page).status_code == 200, page
            counts[page] = len(taken)
        return counts

    asked()  # what is kept for the life of a process
    one = asked()
    for _ in range(5):
        year.add()
    assert asked() == one
