from datetime import timedelta

from kheo.democracy.actions.information import AnswerContent, RequestContent, answer_request, enter_request
from kheo.democracy.actions.publishing_plans import make_plan
from kheo.democracy.figures.publishing import FIGURES
from kheo.democracy.models import InformationRequest, PlanLine
from tests.democracy.posting_scene import TODAY, make_posting

DAY = timedelta(days=1)


def figures(scene, year=TODAY.year):
    return {one.key.removeprefix("democracy."): one.value_of(one.select(scene.locality.pk, year, {})) for one in FIGURES}


def test_postings_in_time_late_and_lines_not_done(scene, there):
    plan = make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=True)
    done, open_line = plan.lines.all()[:2]
    PlanLine.objects.exclude(pk__in=[done.pk, open_line.pk]).delete()
    PlanLine.objects.update(due_on=TODAY - DAY)
    make_posting(scene, TODAY, due_on=TODAY, line=done)
    make_posting(scene, TODAY, due_on=TODAY - DAY, title="Chậm")
    make_posting(there, TODAY)
    assert figures(scene) == {
        "postings": 2, "postings_on_time": 1, "postings_late": 1, "postings_not_done": 1, "information_requests": 0,
        "information_answered_on_time": 0,
    }  # fmt: skip
    assert figures(scene, TODAY.year - 1) == dict.fromkeys(figures(scene), 0)
    PlanLine.objects.update(due_on=TODAY)
    assert figures(scene)["postings_not_done"] == 0


def test_each_row_says_what_and_leads_there(scene):
    plan = make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=True)
    PlanLine.objects.filter(plan=plan).update(due_on=TODAY - DAY)
    made = make_posting(scene, TODAY, due_on=TODAY)
    by_key = {one.key: one for one in FIGURES}
    row = by_key["democracy.postings"].describe(by_key["democracy.postings"].select(scene.locality.pk, TODAY.year, {}).get())
    assert (row.title, row.url) == (made.title, f"/{scene.locality.code}/dan-chu/cong-khai/{made.pk}/")
    line = by_key["democracy.postings_not_done"]
    rows = {line.describe(one).title for one in line.select(scene.locality.pk, TODAY.year, {})}
    assert f"Danh mục nội dung đã công khai, quý III năm {TODAY.year}" in rows


def test_requests_are_counted_without_what_was_asked(scene, there):
    content = RequestContent("Kín", "over", "office")
    enter_request(there.office, there.locality, content, TODAY)
    late, made = (enter_request(scene.office, scene.locality, content, TODAY) for _ in range(2))
    for one in (late, made):
        answer_request(scene.office, one, AnswerContent("given", "Có."), 1)
    InformationRequest.objects.filter(pk=late.pk).update(due_on=TODAY - DAY)
    enter_request(scene.office, scene.locality, content, TODAY)
    found = figures(scene)
    assert (found["information_requests"], found["information_answered_on_time"]) == (3, 1)
    figure = next(one for one in FIGURES if one.key == "democracy.information_requests")
    rows = [figure.describe(one) for one in figure.select(scene.locality.pk, TODAY.year, {})]
    assert [row.note.partition(",")[0] for row in rows] == ["chưa trả lời", *[f"trả lời {TODAY:%d/%m/%Y}"] * 2]
    assert "Kín" not in str(rows)
