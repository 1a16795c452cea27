from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps

from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.merging import CHANGED, merge_initiatives
from kheo.movement.figures import FIGURES
from kheo.movement.models import (
    Aim,
    AppraisalTeam,
    AppraisalVisit,
    CheckIn,
    Commitment,
    Evidence,
    Guidance,
    Initiative,
    Launch,
    Likeness,
    Lineage,
    Nomination,
    Period,
    PeriodReport,
    Registration,
    Result,
    SilenceReminder,
    Sketch,
    Submission,
    SubmissionNote,
    SubmissionVersion,
    VisitFinding,
)
from kheo.movement.queries.merged import doubles_of, kept_initiative, kept_picture, kept_registration
from kheo.movement.queries.merging import plan_of
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice, Role
from kheo.recognition.models import Decision, DecisionLine
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 20)
DERIVED = {"movement.sketch", "movement.sketchmark", "movement.lookalike", "foundation.auditrow", "organisation.notice"}


def a_file(place, digest):
    return StoredFile.objects.create(
        locality=place.code, name=f"{digest}.png", media_type="image/png", size=1, sha256=digest * 64
    )


class Pair:
    """Two records of the same year, both with something in every table; the double also has 2023."""

    def __init__(self, programme):
        self.programme = programme
        place = programme.locality
        self.body = factories.make_body(place, "truong", "Trường Minh Hoạ", Body.Kind.SCHOOL)
        self.kept_row = self._year("Đường hoa thay rác", state="running")
        self.double_row = self._year("Đuờng hoa thay rác", body=self.body, state="reported")
        self.kept, self.double = self.kept_row.initiative, self.double_row.initiative
        self.other = factories.make_registration(programme, "Nhà sạch vườn đẹp").initiative
        self.third = factories.make_registration(programme, "Chợ quê không rác").initiative
        earlier = factories.make_programme(place, 2023)
        self.earlier = Registration.objects.create(
            programme=earlier,
            initiative=self.double,
            field=earlier.fields.get(key="economy"),
            registered_on=date(2023, 2, 1),
            state="not_recognised",
        )
        period = Period.objects.create(
            programme=programme, kind="quarter", title="Quý I", first_day=DAY, last_day=DAY, due_on=DAY
        )
        self.report = PeriodReport.objects.create(period=period, unit=self.kept.unit)
        self.shared = a_file(place, "a")
        self._fill(self.kept_row, "giữ")
        self._fill(self.double_row, "trùng")
        self._more()

    def _year(self, title, **fields):
        return factories.make_registration(self.programme, title, **fields)

    def _fill(self, row, word):
        """What both have: of each the double's stays or is joined to the kept one's."""
        aim = Aim.objects.create(registration=row, measure="households", target=Decimal(100) if word == "trùng" else None)
        own = Aim.objects.create(registration=row, label="tỷ lệ phân loại", unit="%", baseline=Decimal(5))
        check_in = CheckIn.objects.create(registration=row, report=self.report, on=DAY, done=f"Đã làm {word}")
        Result.objects.create(registration=row, measure="households", value=10, as_of=DAY, aim=aim, check_in=check_in)
        Result.objects.create(registration=row, value=40, as_of=DAY, aim=own)
        Evidence.objects.create(registration=row, file=self.shared, caption=f"Ảnh {word}", is_public=True, check_in=check_in)
        launch = Launch.objects.create(registration=row, held_on=DAY, place=f"Nhà văn hoá {word}")
        Commitment.objects.create(launch=launch, order=1, by_whom="Các hộ", text=f"Giữ sạch {word}")
        sent = Submission.objects.create(
            programme=self.programme, unit=row.initiative.unit, content={"title": word}, state="accepted", registration=row
        )
        SubmissionVersion.objects.create(submission=sent, number=1, content={"title": word})
        SubmissionNote.objects.create(submission=sent, text=f"Lời {word}", is_office=True)
        Guidance.objects.create(initiative=row.initiative, steps=f"Bàn {word}")
        Lineage.objects.create(copy=row.initiative, origin=self.other, learnt_on=DAY, outcome=word)
        Lineage.objects.create(copy=self.third, origin=row.initiative, learnt_on=DAY, outcome=word)
        SilenceReminder.objects.create(registration=row, step="unit", weeks=9)
        sketch = Sketch.objects.create(initiative=row.initiative, digest="d", length=1)
        sketch.marks.create(value=1)

    def _more(self):
        """What only the double has: it moves."""
        row, place = self.double_row, self.programme.locality
        aim = Aim.objects.create(registration=row, label="số buổi họp", unit="buổi", target=Decimal(4))
        check_in = CheckIn.objects.create(registration=row, on=DAY, done="Tự báo tin")
        Result.objects.create(registration=row, value=3, as_of=DAY, aim=aim, check_in=check_in)
        Evidence.objects.create(registration=row, file=a_file(place, "b"), caption="Danh sách", check_in=check_in)
        Lineage.objects.create(copy=self.double, origin_words="Xã Minh Hoạ, 2019", learnt_on=DAY)
        copier = factories.make_registration(self.programme, "Ngõ hoa").initiative
        Lineage.objects.create(copy=copier, origin=self.double, learnt_on=DAY)
        Likeness.objects.create(initiative=self.double, other=self.kept, share=1, verdict="same")
        Likeness.objects.create(initiative=self.double, other=self.other, share=1, verdict="copied")
        begun = Submission.objects.create(
            programme=self.programme, unit=self.kept.unit, learnt_from=self.double, carried_from=row, content={"title": "Mới"}
        )
        Likeness.objects.create(submission=begun, other=self.double, share=1, verdict="different")
        Initiative.objects.filter(pk=self.double.pk).update(lesson="Giữ cho lâu", way="Họp rồi làm")
        Initiative.objects.filter(pk=self.kept.pk).update(way="Bàn rồi làm")
        Registration.objects.filter(pk=row.pk).update(
            leading_body="Chi bộ 3", novelty="new", answers={"goals": "Sạch", "forces": "Cả tổ"}, reported_on=DAY
        )
        Registration.objects.filter(pk=self.kept_row.pk).update(leading_body="Mặt trận", answers={"forces": "Thanh niên"})
        for one in (self.kept, self.double, self.kept_row, self.double_row):
            one.refresh_from_db()

    @property
    def seen(self):
        return plan_of(self.kept, self.double).fingerprint

    def merge(self, actor, reason="nhập hai lần từ hai bảng"):
        return merge_initiatives(actor, self.kept, self.double, reason, self.seen)


@pytest.fixture
def pair(programme, wards):
    return Pair(programme)


def whole_record():
    """Every row of every table, by table and key."""
    return {
        model._meta.label_lower: {row["id"]: row for row in model._base_manager.order_by("pk").values()}
        for model in apps.get_models()
        if model._meta.label_lower not in DERIVED and model._meta.pk.name == "id"
    }


def changes(before, after):
    """(table, key, column) → (was, is) of everything that is not as it was."""
    assert {table: sorted(rows) for table, rows in before.items()} == {table: sorted(rows) for table, rows in after.items()}
    return {
        (table.removeprefix("movement."), key, column): (value, after[table][key][column])
        for table, rows in before.items()
        for key, row in rows.items()
        for column, value in row.items()
        if value != after[table][key][column] and column not in {"updated_at", "changed_at"}
    }


def test_nothing_is_lost_and_nothing_else_is_touched(pair, office):
    """Each row of each table is there after as before; each value that differs is one that had to."""
    before = whole_record()
    pair.merge(office)
    kept, double, row, twin = pair.kept.pk, pair.double.pk, pair.kept_row.pk, pair.double_row.pk
    moved = (twin, row)
    aims = {(aim.registration_id, aim.measure or aim.label): aim.pk for aim in Aim.objects.all()}
    results = list(Result.objects.order_by("pk").values_list("pk", flat=True))
    check_in = CheckIn.objects.get(report=None).pk
    listed = Evidence.objects.get(caption="Danh sách").pk
    words = Lineage.objects.get(origin=None).pk
    copier = Lineage.objects.get(copy__title="Ngõ hoa").pk
    begun = Submission.objects.get(content={"title": "Mới"}).pk
    likeness = {(one.initiative_id, one.submission_id): one.pk for one in Likeness.objects.exclude(verdict="same")}
    kept_goal, own_goal = aims[row, "households"], aims[row, "tỷ lệ phân loại"]
    expected = {
        ("initiative", kept, "lesson"): ("", "Giữ cho lâu"),
        ("initiative", double, "merged_into_id"): (None, kept),
        ("registration", row, "novelty"): ("", "new"),
        ("registration", row, "answers"): ({"forces": "Thanh niên"}, {"forces": "Thanh niên", "goals": "Sạch"}),
        ("registration", row, "reported_on"): (None, DAY),
        ("registration", row, "version"): (1, 2),
        ("registration", twin, "version"): (1, 2),
        ("registration", twin, "state"): ("reported", "stopped"),
        ("registration", twin, "stopped_reason"): ("", "gộp vào «Đường hoa thay rác»: nhập hai lần từ hai bảng"),
        ("registration", pair.earlier.pk, "initiative_id"): (double, kept),
        ("registration", pair.earlier.pk, "version"): (1, 2),
        ("aim", kept_goal, "target"): (None, Decimal(100)),
        ("aim", kept_goal, "version"): (1, 2),
        ("aim", own_goal, "version"): (1, 2),
        ("aim", aims[row, "số buổi họp"], "registration_id"): moved,
        ("result", results[2], "registration_id"): moved,
        ("result", results[2], "aim_id"): (aims[twin, "households"], kept_goal),
        ("result", results[3], "registration_id"): moved,
        ("result", results[3], "aim_id"): (aims[twin, "tỷ lệ phân loại"], own_goal),
        ("result", results[4], "registration_id"): moved,
        ("checkin", check_in, "registration_id"): moved,
        ("evidence", listed, "registration_id"): moved,
        ("lineage", words, "copy_id"): (double, kept),
        ("lineage", copier, "origin_id"): (double, kept),
        ("likeness", likeness[kept, None], "initiative_id"): (double, kept),
        ("likeness", likeness[None, begun], "other_id"): (double, kept),
        ("submission", begun, "learnt_from_id"): (double, kept),
        ("submission", begun, "carried_from_id"): moved,
    }
    assert changes(before, whole_record()) == expected
    assert list(Sketch.objects.values_list("initiative", flat=True)) == [kept]  # derived: made anew from the text
    details = AuditRow.objects.get(action="initiatives.merge").details
    assert (details["doubled"], details["years"], details["pairs"]) == (double, [pair.earlier.pk], [[twin, row]])


def test_what_only_the_double_had_of_a_single_thing_moves(pair, office):
    Launch.objects.filter(registration=pair.kept_row).delete()
    Submission.objects.filter(registration=pair.kept_row).update(registration=None)
    Guidance.objects.filter(initiative=pair.kept).delete()
    pair.merge(office)
    assert Launch.objects.get().registration == pair.kept_row
    assert Submission.objects.get(content={"title": "trùng"}).registration == pair.kept_row
    assert Guidance.objects.get().initiative == pair.kept


def test_every_table_that_points_at_the_two_is_thought_of():
    """A new table with a registration or an initiative in it fails here until merging says what becomes of its rows."""
    pointing = {
        f"{field.related_model.__name__}.{field.field.name}"
        for model in (Initiative, Registration)
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete
    }
    assert pointing == {
        "Aim.registration",
        "CheckIn.registration",
        "DecisionLine.registration",  # refused
        "Evidence.registration",
        "Guidance.initiative",
        "Initiative.merged_into",
        "Launch.registration",
        "Likeness.initiative",
        "Likeness.other",
        "Lineage.copy",
        "Lineage.origin",
        "Lookalike.initiative",  # derived
        "Lookalike.other",  # derived
        "Nomination.registration",  # refused
        "Nomination.taken_as",  # refused
        "Registration.initiative",
        "RegistrationAssessment.registration",  # refused
        "Result.registration",
        "ReviewVote.registration",  # refused
        "SilenceReminder.registration",  # stays
        "Sketch.initiative",  # derived
        "Submission.carried_from",
        "Submission.learnt_from",
        "Submission.registration",
        "VisitFinding.registration",  # refused
    }


def test_figures_count_the_two_once_and_addresses_know_the_kept_one(pair, office, place, stranger):
    registered = FIGURES[0]
    before = registered.rows(place.pk, 2024).count()
    pair.merge(office)
    assert registered.rows(place.pk, 2024).count() == before - 1
    assert registered.rows(place.pk, 2023).count() == 1
    assert kept_initiative(place, pair.double.pk) == pair.kept.pk
    assert kept_registration(place, pair.double_row.pk) == pair.kept_row.pk
    assert (kept_registration(place, pair.kept_row.pk), kept_registration(place, 0)) == (None, None)
    ours, theirs = Evidence.objects.filter(file=pair.shared).order_by("pk")
    assert (ours.registration, theirs.registration) == (pair.kept_row, pair.double_row)
    assert kept_picture(theirs.pk, pair.kept.pk) == ours.pk
    assert kept_picture(ours.pk, pair.kept.pk) == ours.pk
    assert kept_picture(0, pair.kept.pk) == 0
    told = doubles_of(pair.kept)
    assert [(one.initiative, one.guidance.steps, len(one.learnt)) for one in told] == [(pair.double, "Bàn trùng", 1)]
    year = told[0].years[0]
    assert [aim.measure or aim.label for aim in year.aims] == ["tỷ lệ phân loại", "households"]
    assert (year.launch.place, year.check_ins[0].done, year.evidence[0].caption) == (
        "Nhà văn hoá trùng",
        "Đã làm trùng",
        "Ảnh trùng",
    )


def test_one_merged_into_a_double_leads_to_the_last_kept_one(pair, office, programme, place):
    first = factories.make_registration(programme, "Duong hoa", state="running")
    merge_initiatives(office, pair.double, first.initiative, "trùng", plan_of(pair.double, first.initiative).fingerprint)
    pair.double.refresh_from_db()
    pair.merge(office)
    assert kept_initiative(place, first.initiative_id) == pair.kept.pk
    assert kept_registration(place, first.pk) == pair.kept_row.pk


def refused(pair, office, *, doubled=None):
    with pytest.raises(RefusedError) as said:
        merge_initiatives(
            office, pair.kept, doubled or pair.double, "trùng", plan_of(pair.kept, doubled or pair.double).fingerprint
        )
    assert Initiative.objects.exclude(merged_into=None).count() == 0
    return [str(problem) for problem in said.value.problems]


def test_what_was_judged_stays_two(pair, office, programme):
    factories.make_assessment(pair.double_row, closed_on=None)
    assert refused(pair, office)[0].startswith("Năm 2024, «Đuờng hoa thay rác» đã có phiếu điểm.")
    pair.double_row.assessment_link.delete()
    Registration.objects.filter(pk=pair.double_row.pk).update(state="recognised")
    assert refused(pair, office)[0].startswith("Năm 2024, «Đuờng hoa thay rác» đã công nhận.")
    Registration.objects.filter(pk=pair.double_row.pk).update(state="running")
    Nomination.objects.create(registration=pair.double_row, programme=programme, reason="Tốt", nominated_on=DAY)
    assert refused(pair, office)[0].startswith("Năm 2024, «Đuờng hoa thay rác» đã đề nghị")
    Nomination.objects.all().delete()
    team = AppraisalTeam.objects.create(programme=programme, name="Tổ số 1")
    visit = AppraisalVisit.objects.create(team=team, unit=pair.double.unit, on=DAY, at="08:00", where="Nhà văn hoá")
    VisitFinding.objects.create(visit=visit, registration=pair.double_row)
    assert refused(pair, office)[0].startswith("Năm 2024, «Đuờng hoa thay rác» tổ thẩm định đã hẹn")


def test_what_stands_in_a_decision_is_kept_and_two_such_stay_two(pair, office, programme, place):
    decision = Decision.objects.create(
        locality=place,
        programme=programme,
        kind="recognition",
        body=programme.recognising_body,
        title="Công nhận",
        signer_authority="T/M",
        place_name="Duy Tiên",
    )

    def line(row, order):
        return DecisionLine.objects.create(
            decision=decision, order=order, registration=row, subject="collective", recipient="Tập thể", unit=row.initiative.unit
        )

    line(pair.earlier, 1)
    assert refused(pair, office) == ["«Đuờng hoa thay rác» đã có trong công nhận. Gộp theo chiều ngược lại: giữ hồ sơ này."]
    line(pair.kept_row, 2)
    assert refused(pair, office)[0].startswith("Cả hai đã có trong văn bản")


def test_a_stopped_one_is_not_what_is_kept_unless_both_are(pair, office):
    Registration.objects.filter(pk=pair.kept_row.pk).update(state="stopped", stopped_reason="hết kinh phí")
    assert refused(pair, office)[0].startswith("Năm 2024, «Đường hoa thay rác» đã dừng.")
    Registration.objects.filter(pk=pair.double_row.pk).update(state="stopped", stopped_reason="chuyển nơi ở")
    pair.merge(office)
    pair.double_row.refresh_from_db()
    assert (pair.double_row.state, pair.double_row.stopped_reason) == ("stopped", "chuyển nơi ở")


def test_neither_of_two_localities_nor_in_a_circle(pair, office, elsewhere, programme):
    far = factories.make_registration(factories.make_programme(elsewhere)).initiative
    assert refused(pair, office, doubled=far)[0].startswith("Hai hồ sơ của hai địa phương")
    Lineage.objects.create(copy=pair.other, origin=pair.double, learnt_on=DAY)
    assert refused(pair, office) == [
        "Gộp xong thì mô hình sẽ thành học từ chính nó, qua một nơi khác; sửa các dòng «học từ» trước."
    ]


def test_nothing_but_what_was_read_is_done(pair, office):
    seen = pair.seen
    Result.objects.create(registration=pair.double_row, measure="people", value=1, as_of=DAY)
    with pytest.raises(RefusedError, match=CHANGED):
        merge_initiatives(office, pair.kept, pair.double, "trùng", seen)
    with pytest.raises(RefusedError, match="Ghi vì sao biết"):
        merge_initiatives(office, pair.kept, pair.double, " ", pair.seen)


def test_only_the_office_merges_and_the_units_are_told(pair, office, stranger, place):
    staff = factories.make_account(Role.UNIT_STAFF, place, body="truong")
    for actor in (stranger, factories.actor_for(staff)):
        with pytest.raises(NotAllowedError):
            pair.merge(actor)
    pair.merge(office)
    notice = Notice.objects.get()
    assert (notice.position.person, notice.subject, notice.path) == (
        staff.person,
        "Gộp hai hồ sơ: «Đuờng hoa thay rác» vào «Đường hoa thay rác»",
        f"/{place.code}/ho-so/{pair.kept_row.pk}/",
    )


def test_records_without_any_year_merge_silently(office, programme, wards):
    rows = [factories.make_registration(programme, title) for title in ("Một", "Hai")]
    kept, double = (row.initiative for row in rows)
    for row in rows:
        row.delete()
    merge_initiatives(office, kept, double, "trùng", plan_of(kept, double).fingerprint)
    double.refresh_from_db()
    assert (double.merged_into, Notice.objects.count()) == (kept, 0)
