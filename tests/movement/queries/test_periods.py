"""What the reports say together, and that asking it costs the same for a few and for many."""

import io
from datetime import date
from decimal import Decimal

import docx
import pytest

from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.check_ins import CheckInContent
from kheo.movement.actions.period_reports import Typed, write_report
from kheo.movement.actions.period_reviews import accept_all, correct_answer
from kheo.movement.actions.period_told import tell_in_report
from kheo.movement.actions.periods import close_period, write_items
from kheo.movement.models import PeriodAnswer
from kheo.movement.papers import consolidated
from kheo.movement.queries.period_figures import figures_of
from kheo.movement.queries.period_sheets import registrations_for, sheet_of, told_of
from kheo.movement.queries.period_totals import consolidate
from kheo.movement.queries.periods import (
    find_period,
    own_reports,
    period_before,
    periods_of,
    reports_of,
    sees_all,
)
from kheo.movement.rules.period_sums import Total
from kheo.movement.rules.periods import Days, Item
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests import factories
from tests.movement.period_scene import Scene

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 7)


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def period(scene):
    return scene.opened()


def test_a_total_says_of_how_many_places_and_who_is_missing(scene, period):
    scene.sent(period)
    scene.sent(period, scene.union, households=Typed(number=Decimal("7.5")), done=Typed(text="Nấu cơm"))
    told = consolidate(period, DAY)
    place = [item.key for item in told.numbers].index("households")
    assert told.totals[place] == Total(Decimal("19.5"), 2, 3)
    assert told.missing == ["Phường số 02"]
    assert [(row.standing.name, row.values[place].number) for row in told.rows] == [
        ("Phường số 01", Decimal(12)),
        ("Hội Phụ nữ", Decimal("7.5")),
    ]
    done = next(part for part in told.texts if part.item.key == "done")
    assert [(one.name, value.text) for one, value in done.texts] == [
        ("Phường số 01", "Đã họp dân hai lần."),
        ("Hội Phụ nữ", "Nấu cơm"),
    ]
    assert [part.texts for part in told.texts if part.item.key == "next"] == [[]]


def test_shares_are_shown_and_not_added_up(scene):
    period = scene.drafted()
    write_items(scene.office, period, [Item("ty-le", "number", "Tỷ lệ hộ tham gia", unit_of_measure="%")], 1)
    period = find_period(scene.place, period.pk)
    told = consolidate(period, DAY)
    assert told.totals == [Total(None, 0, 0)]
    assert told.by_field.is_empty


def test_the_fields_of_work_are_those_of_the_moment_of_sending(scene, period):
    report = scene.report(period)
    content = CheckInContent(on=date(2024, 3, 31), done="Đã làm", results={"households": Decimal(30), "dong": Decimal(5_000_000)})
    tell_in_report(scene.staff, report, scene.registrations[0], content)
    scene.sent(period)
    registration = scene.registrations[0]
    registration.field = scene.registrations[1].field
    registration.save()
    found = consolidate(period, DAY).by_field
    assert [item.key for item in found.figures] == ["registered", "operating"]
    assert found.measures == [("households", "hộ"), ("dong", "đồng")]
    assert [(row.label, row.figures, row.told, row.results) for row in found.rows][:2] == [
        ("Kinh tế", [1, 1], 1, [Decimal("30.00"), Decimal("5000000.00")]),
        ("Văn hoá – xã hội", [1, 1], 0, [None, None]),
    ]
    assert found.rows[0].cells[2:] == [("Mô hình được kể", 1), ("hộ", Decimal("30.00")), ("đồng", Decimal("5000000.00"))]


def test_a_field_of_the_programme_s_own_counts_among_the_other_ones(scene, period):
    scene.programme.fields.create(key="moi-truong", label="Môi trường", order=5)
    factories.make_registration(scene.programme, unit=scene.wards[0], field="moi-truong")
    scene.sent(period)
    rows = consolidate(period, DAY).by_field.rows
    assert [(row.label, row.figures[0]) for row in rows[-2:]] == [("Môi trường", None), ("Lĩnh vực khác", 1)]


def test_totals_of_a_closed_period_follow_a_correction_and_say_so(scene, period):
    scene.sent(period)
    close_period(scene.office, period, period.version)
    answer = PeriodAnswer.objects.select_related("item", "report__period__programme__locality").get(item__key="households")
    correct_answer(scene.office, answer, Typed(number=Decimal(21)), "Gõ ngược")
    told = consolidate(find_period(scene.place, period.pk), DAY)
    place = [item.key for item in told.numbers].index("households")
    assert (told.totals[place].value, told.corrected) == (Decimal(21), 1)
    line = next(line for line in sheet_of(scene.report(period)).lines if line.item.key == "households")
    assert (line.number, line.corrected.number) == (Decimal(12), Decimal(21))


def test_what_the_record_says_later_is_shown_beside_what_was_sent(scene, period):
    report = scene.report(period)
    registered = next(line for line in sheet_of(report).lines if line.item.key == "registered")
    assert (registered.number, registered.differs) == (Decimal(2), False)
    scene.sent(period)
    factories.make_registration(scene.programme, unit=scene.wards[0])
    registered = next(line for line in sheet_of(scene.report(period)).lines if line.item.key == "registered")
    assert (registered.number, registered.now.value, registered.differs) == (Decimal(2), 3, True)
    assert registered.url == f"/{scene.place.code}/so-lieu/initiatives.registered/?nam=2024&don_vi={scene.wards[0].code}"


def test_a_village_that_reports_by_itself_is_not_counted_with_its_ward_but_listed_on_its_page(scene):
    factories.make_registration(scene.programme, "Của thôn", unit=scene.village)
    period = scene.opened()
    found = figures_of(period, ["initiatives.registered", "khong-co"])
    ward, village = scene.report(period), scene.report(period, scene.village)
    assert (found[ward.pk]["initiatives.registered"].value, found[ward.pk]["initiatives.registered"].beside) == (2, 1)
    assert (found[village.pk]["initiatives.registered"].value, found[village.pk]["khong-co"].value) == (1, 0)
    assert [one.registration.initiative.title for one in told_of(ward)] == ["Đường hoa", "Tổ không rác"]
    assert [row.initiative.title for row in registrations_for(village)] == ["Của thôn"]


def test_the_locality_s_own_report_is_of_what_is_its_own(scene):
    own = factories.make_registration(scene.programme, "Của thị xã", unit=scene.place.unit)
    period = scene.opened()
    report = scene.report(period, scene.place.unit)
    assert list(registrations_for(report)) == [own]
    assert figures_of(period, ["initiatives.registered"])[report.pk]["initiatives.registered"].value == 1
    # The union sits in the town's own unit, and speaks for itself alone.
    assert [one.body for one in own_reports(scene.union_staff, scene.place)] == [scene.union]
    with pytest.raises(NotAllowedError):
        write_report(scene.union_staff, report, {}, report.version)
    assert not Notice.objects.filter(path=f"/{scene.place.code}/bao-cao-ky/{report.pk}/").exists()


def test_a_village_without_a_report_is_told_of_by_its_ward(scene, period):
    factories.make_registration(scene.programme, "Của thôn", unit=scene.village)
    assert [one.registration.initiative.title for one in told_of(scene.report(period))] == [
        "Của thôn",
        "Đường hoa",
        "Tổ không rác",
    ]


def test_staff_see_their_own_reports_and_nobody_those_of_another_town(scene, period):
    neighbour = Scene(factories.KIM_BANG)
    neighbour.opened()
    assert [report.unit for report in own_reports(scene.staff, scene.place)] == [scene.wards[0]]
    assert [report.body for report in own_reports(scene.union_staff, scene.place)] == [scene.union]
    assert list(own_reports(scene.office, scene.place)) == []
    assert list(own_reports(scene.staff, neighbour.place)) == []
    assert (sees_all(scene.office, scene.place), sees_all(scene.staff, scene.place)) == (True, False)
    assert find_period(neighbour.place, period.pk) is None


def test_a_period_follows_the_newest_one_of_its_kind(scene, period):
    later = scene.drafted(title="Báo cáo quý II", days=Days(date(2024, 4, 1), date(2024, 6, 30), date(2024, 7, 5)))
    scene.drafted(kind="month", title="Báo cáo tháng 4", days=Days(date(2024, 4, 1), date(2024, 4, 30), date(2024, 5, 5)))
    assert period_before(later) == period
    assert period_before(period) is None
    assert [one.title for one in periods_of(scene.programme)] == ["Báo cáo quý II", "Báo cáo tháng 4", "Báo cáo quý I năm 2024"]


def test_who_is_late_is_counted_until_today(scene, period):
    scene.sent(period)
    standings = {one.name: (one.is_late, one.late) for one in reports_of(period, DAY).standings}
    assert standings["Phường số 02"] == (True, 2)
    assert standings["Phường số 01"][0] is False
    assert len(reports_of(period, DAY).late) == 2
    assert reports_of(period, date(2024, 4, 5)).late == []


def test_what_was_sent_and_nobody_took_yet_is_told_before_closing(scene, period):
    report = scene.sent(period)
    assert [one.report.pk for one in reports_of(period, DAY).unread] == [report.pk]
    accept_all(scene.office, period)
    assert reports_of(period, DAY).unread == []


def test_the_consolidated_paper_names_who_is_missing_and_every_number(scene, period):
    with pytest.raises(RefusedError, match="Chưa nơi nào gửi"):
        consolidated(consolidate(period, DAY))
    scene.sent(period)
    paper = consolidated(consolidate(find_period(scene.place, period.pk), DAY))
    assert paper.draft is True
    document = docx.Document(io.BytesIO(to_docx(paper)))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    words = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    for expected in ("1 trong 3 nơi đã gửi", "Phường số 02; Hội Phụ nữ", "350.000.000", "Đã họp dân hai lần.", "Kinh tế"):
        assert expected in words
