from datetime import date, timedelta
from decimal import Decimal

from kheo.directives.actions.targets import read_target
from kheo.directives.models import Target
from kheo.directives.queries.places import place_of_body
from kheo.directives.queries.targets import late_targets, line_of, readings_of, targets_of


def test_the_newest_day_counts_and_of_one_day_the_newest_row(work):
    made = work.target()
    yesterday = work.today - timedelta(days=1)
    read_target(work.office, made, Decimal(4), work.today, "Đếm sáng")
    read_target(work.office, made, Decimal(9), yesterday, "Đếm hôm qua")
    read_target(work.office, made, Decimal(5), work.today, "Đếm lại")
    line = line_of(made, work.today)
    assert (line.read, line.read_on, line.source, line.rows_url) == (Decimal(5), work.today, "Đếm lại", "")
    assert [reading.source for reading in readings_of(made)] == ["Đếm lại", "Đếm sáng", "Đếm hôm qua"]


def test_a_bound_target_counts_a_ward_s_own_rows_and_for_a_body_all_of_them(work, work_there):
    year = work.today.year
    work.activity(begun_on=work.today, ended_on=work.today, count=2)
    work.activity(work.ward(1), begun_on=work.today, ended_on=work.today, count=3)
    work_there.activity(begun_on=work.today, ended_on=work.today, count=50)
    ward = work.target(figure="activities.sessions", title="Của phường")
    body = work.target(place_of_body(work.body), figure="activities.sessions", title="Của ban")
    lines = {line.target: line for line in targets_of(work.scene.locality, year, work.today)}
    assert (lines[ward].read, lines[body].read) == (Decimal(2), Decimal(5))
    assert lines[ward].figure == "buổi tuyên truyền, vận động"
    assert lines[body].rows_url == f"/gso2024-349/so-lieu/activities.sessions/?nam={year}"
    assert lines[ward].rows_url == f"/gso2024-349/so-lieu/activities.sessions/?nam={year}&don_vi={work.scene.wards[0].code}"
    assert lines[ward].is_bound
    work.activity(topic="Thêm", begun_on=work.today, ended_on=work.today, count=1)
    assert line_of(ward, work.today).read == Decimal(3)


def test_a_figure_that_is_gone_says_nothing(work):
    made = work.target(figure="activities.sessions")
    Target.objects.filter(pk=made.pk).update(figure="gone.figure")
    made.refresh_from_db()
    line = line_of(made, work.today)
    assert (line.read, line.read_on, line.figure, line.progress.state) == (None, None, "gone.figure", "unknown")


def test_late_is_what_ended_unreached_or_unread(work, work_there):
    day = work.today - timedelta(days=1)
    unread = work.target(year=day.year, due_on=day)
    missed, reached = work.target(title="Thiếu", year=day.year, due_on=day), work.target(title="Đạt", year=day.year, due_on=day)
    read_target(work.office, missed, Decimal(14), day, "Báo cáo")
    read_target(work.office, reached, Decimal(15), day, "Báo cáo")
    work.target(title="Còn hạn", due_on=date(work.today.year, 12, 31))
    work_there.target(year=day.year, due_on=day)
    assert [line.target for line in late_targets(work.scene.locality, work.today)] == [unread, missed]
