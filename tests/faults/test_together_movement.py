"""Forms, reports, nominations and merging, by two at the same moment: one is taken, the other is told, nothing is lost."""

from datetime import date

import pytest

from kheo.movement.actions.check_ins import CheckInContent, check_in, edit_check_in
from kheo.movement.actions.evidence import remove_evidence
from kheo.movement.actions.lineage import LineageContent, record_lineage
from kheo.movement.actions.merging import merge_initiatives
from kheo.movement.actions.nominations import Sorting, nominate, sort_nominations, withdraw_nomination
from kheo.movement.actions.period_reports import submit_report, write_report
from kheo.movement.actions.period_reviews import remind
from kheo.movement.actions.periods import close_period
from kheo.movement.actions.submission_decisions import accept_submission, decline_submission
from kheo.movement.actions.submissions import begin_submission, submit_submission, withdraw_submission, write_submission
from kheo.movement.models import (
    CheckIn,
    Evidence,
    Nomination,
    PeriodReport,
    Registration,
    Submission,
)
from kheo.movement.queries.merging import plan_of
from kheo.movement.rules.submissions import SubmissionContent
from kheo.organisation.models import Notice
from tests.faults.test_together import acts_of, together
from tests.movement.actions.test_merged_meanwhile import Doubles
from tests.movement.forms_scene import WHOLE, ask_items
from tests.movement.levels import make_levels
from tests.movement.period_scene import WRITTEN, Scene

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 5, 20)


@pytest.fixture
def scene(db):
    return Scene()


def handed(scene):
    ask_items(scene.programme)
    form = begin_submission(scene.office, scene.programme, scene.wards[0], WHOLE)
    return submit_submission(scene.office, form, form.version)


def test_a_form_decided_at_once_ends_one_way_and_two_texts_saved_at_once_leave_one(scene):
    form = handed(scene)
    before = Registration.objects.count()
    acts = [
        lambda: accept_submission(scene.office, form, form.version),
        lambda: withdraw_submission(scene.staff, form, form.version, "Làm năm sau"),
        lambda: decline_submission(scene.office, form, "Chưa rõ", form.version),
    ]
    assert together(*acts) == ["refused", "refused", "taken"]
    form.refresh_from_db()
    is_taken = form.state == Submission.State.ACCEPTED
    assert (Registration.objects.count() - before, form.registration_id is not None) == (int(is_taken), is_taken)
    assert sum(acts_of(f"submission.{act}") for act in ("accept", "withdraw", "decline")) == 1
    other = begin_submission(scene.staff, scene.programme, scene.wards[0], SubmissionContent(title="Phiếu"))
    texts = [
        lambda title=title: write_submission(scene.staff, other, SubmissionContent(title=title), 1) for title in ("Một", "Hai")
    ]
    assert together(*texts) == ["refused", "taken"]
    other.refresh_from_db()
    assert (other.version, other.content["title"] in {"Một", "Hai"}) == (2, True)


def test_everybody_is_reminded_once_and_a_report_sent_while_its_period_closes_is_in_it_or_refused(scene):
    period = scene.opened()
    before = Notice.objects.count()
    assert together(*[lambda: remind(scene.office, period)] * 2) == ["refused", "taken"]
    assert set(PeriodReport.objects.values_list("reminders", flat=True)) == {1}
    told = Notice.objects.count() - before
    assert (told > 0, Notice.objects.values("position", "subject").distinct().count()) == (True, Notice.objects.count())
    scene.sent(period, scene.union, scene.union_staff)
    report = scene.report(period)
    written = write_report(scene.staff, report, WRITTEN, report.version)
    acts = [
        lambda: submit_report(scene.staff, written, written.version),
        lambda: close_period(scene.office, period, period.version),
    ]
    both = together(*acts) == ["taken", "taken"]
    report.refresh_from_db()
    assert (both, acts_of("period.close")) == (report.state == PeriodReport.State.SUBMITTED, 1)


def test_one_nomination_sorted_by_two_and_taken_back_at_once_ends_one_way(db):
    levels = make_levels()
    row = levels.first.registration("Đường hoa")
    one = nominate(levels.first.office, levels.first.programme, [row.pk], "Nhiều nơi học")[0]

    def sort(group):
        return lambda: sort_nominations(
            levels.above.office, levels.above.programme, {one.pk: one.version}, Sorting(group, "Đã xem")
        )

    acts = [sort("here"), sort("below"), lambda: withdraw_nomination(levels.first.office, one, one.version)]
    assert together(*acts) == ["refused", "refused", "taken"]
    one.refresh_from_db()
    taken = Registration.objects.filter(programme=levels.above.programme).count()
    assert (taken, one.taken_as_id is not None) == ((1, True) if one.group == Nomination.Group.HERE else (0, False))


@pytest.fixture
def doubles(scene, tmp_path, settings):
    return Doubles(scene, settings, tmp_path)


def test_what_is_told_while_its_record_is_merged_is_with_the_kept_one_or_refused(doubles):
    told = together(
        doubles.merge,
        lambda: edit_check_in(doubles.office, doubles.told, CheckInContent(DAY, "Đã sửa"), 1),
        lambda: check_in(doubles.office, doubles.earlier, CheckInContent(DAY, "Đã trồng")),
    )
    assert "taken" in told
    is_merged = acts_of("initiatives.merge") == 1
    heard = CheckIn.objects.get(pk=doubles.told.pk)
    assert heard.registration == (doubles.kept if is_merged else doubles.double)
    assert acts_of("check_in.edit") == heard.version - 1
    assert CheckIn.objects.filter(registration=doubles.earlier).count() == acts_of("check_in.add") - 1


def test_two_merges_and_a_learning_that_would_close_a_circle_leave_one_of_them(doubles, scene):
    kept, double, third = doubles.kept.initiative, doubles.double.initiative, scene.registrations[2].initiative
    record_lineage(doubles.office, third, LineageContent(DAY, origin=kept))

    def back():
        return merge_initiatives(scene.office, double, kept, "Là một", plan_of(double, kept).fingerprint)

    content = LineageContent(DAY, origin=third)
    told = together(doubles.merge, back, lambda: record_lineage(doubles.office, double, content))
    assert told == ["refused", "refused", "taken"]
    doubles.file.registration = Evidence.objects.get().registration
    assert together(*[lambda: remove_evidence(doubles.office, doubles.file)] * 2) == ["refused", "taken"]
    assert (Evidence.objects.count(), acts_of("evidence.remove")) == (0, 1)
