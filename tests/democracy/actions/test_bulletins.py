"""Scripts: written, mended, planned, read, taken back; a reading is a proof of what has to be read out."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.bulletins import (
    BulletinContent,
    edit_bulletin,
    log_reading,
    plan_readings,
    unplan_reading,
    void_reading,
    withdraw_bulletin,
    write_bulletin,
)
from kheo.democracy.actions.screenings import Brought, decide_findings, start_screening
from kheo.democracy.models import Bulletin, PostingForm, Proof, Reading
from kheo.democracy.queries.bulletins import aloud, bulletins, coming, log, postings_to_read, run_of, waiting
from kheo.democracy.queries.publishing import valid_proofs
from kheo.democracy.rules.sensitive import KEEP, Verdict
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Person, Role
from tests import factories
from tests.democracy.posting_scene import make_posting
from tests.democracy.scene import wrong

pytestmark = pytest.mark.django_db
SOURCE = "UBND mời 45/50 hộ họp lúc 7h30 ngày 02/12/2026."
SAID = (
    "Uỷ ban nhân dân mời bốn mươi lăm trên năm mươi hộ họp lúc bảy giờ ba mươi ngày mùng hai tháng mười hai "
    "năm hai nghìn không trăm hai mươi sáu."
)


class Clock:
    """Noon of 20/11/2026 in Việt Nam, until it is moved on."""

    def __init__(self):
        self.now = datetime(2026, 11, 20, 5, tzinfo=UTC)

    def tick(self, more):
        self.now += more


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@pytest.fixture
def reader(scene):
    return factories.actor_for(factories.make_account(Role.BROADCASTER, scene.locality, body="ubnd"))


def today():
    return timezone.localdate()


def at(hour):
    return time(hour)


def written(scene, actor, source=SOURCE, posting=None):
    return write_bulletin(actor, scene.locality, BulletinContent("Mời họp", source, posting))


def loud(scene, **more):
    return make_posting(scene, today() - timedelta(days=2), item=7, forms=[PostingForm.PORTAL, PostingForm.LOUDSPEAKER], **more)


def test_a_text_becomes_a_script(scene, reader):
    made = written(scene, reader)
    assert (made.text, made.source, made.posting) == (SAID, SOURCE, None)
    assert list(bulletins(scene.locality)) == [made]


def test_a_script_without_words_or_with_a_stamp_is_refused(scene, reader):
    """Luật 29/2018/QH14 Điều 8."""
    with pytest.raises(RefusedError) as refusal:
        written(scene, reader, "TỐI MẬT\nnội dung")
    assert "tài liệu bí mật nhà nước không đọc trên loa" in wrong(refusal)[0]
    with pytest.raises(RefusedError):
        written(scene, reader, " ")


def test_a_posting_next_door_is_not_read_here(scene, there, reader):
    with pytest.raises(RefusedError, match="địa phương khác"):
        written(scene, reader, posting=loud(there))


def test_mended_by_hand_a_line_a_sentence(scene, reader):
    made = written(scene, reader)
    made = edit_bulletin(reader, made, "Tên mới", " Câu một. \n\nCâu hai.", ["XYZ", " XYZ", ""], made.version)
    assert (made.title, made.text, made.spoken) == ("Tên mới", "Câu một.\nCâu hai.", ["XYZ"])
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_bulletin(reader, made, "Tên", "Câu.", [], made.version - 1)
    with pytest.raises(RefusedError):
        edit_bulletin(reader, made, "", "", ["x" * 41], made.version)


def test_planned_for_days_running_and_a_time_only_once(scene, reader):
    made = written(scene, reader)
    assert [one.on for one in plan_readings(reader, made, today(), 3, at(17))] == [today() + timedelta(days=n) for n in range(3)]
    assert len(plan_readings(reader, made, today() + timedelta(days=2), 2, at(17))) == 1
    assert [one.on for one in waiting(scene.locality, today())] == [today()]
    assert len(coming(scene.locality, today())) == 4


def test_a_script_with_unknown_short_forms_is_not_planned(scene, reader):
    made = written(scene, reader, "Mời XYZQ họp.")
    with pytest.raises(RefusedError, match="XYZQ"):
        plan_readings(reader, made, today(), 1, at(17))
    made = edit_bulletin(reader, made, made.title, made.text, ["XYZQ"], made.version)
    assert len(plan_readings(reader, made, today(), 1, at(17))) == 1


def test_personal_data_in_the_source_is_decided_before_it_is_read_out(scene, reader):
    """Luật 10/2022/QH15 Điều 11: reading out is publishing."""
    made = written(scene, reader, "Liên hệ 0912345678.")
    with pytest.raises(RefusedError, match="thông tin cá nhân"):
        plan_readings(reader, made, today(), 1, at(17))
    look = start_screening(scene.office, scene.locality, Brought("Mời họp", made.source))
    decide_findings(scene.office, look, {1: Verdict(KEEP, "số trực của phường")}, look.version)
    assert len(plan_readings(reader, made, today(), 1, at(17))) == 1


def test_under_item_9_the_law_s_own_data_are_read_out(scene, reader):
    """Luật 10/2022/QH15 Điều 11 khoản 9."""
    listed = make_posting(scene, today(), item=9, forms=[PostingForm.LOUDSPEAKER])
    made = written(scene, reader, "Người số 1, sinh ngày 02/9/2007.", listed)
    assert len(plan_readings(reader, made, today(), 1, at(17))) == 1


def test_read_and_written_down_it_proves_the_day_once(scene, reader, noon):
    posting = loud(scene)
    made = written(scene, reader, posting=posting)
    first, second = plan_readings(reader, made, today(), 1, at(13)) + plan_readings(reader, made, today(), 1, at(14))
    noon.tick(timedelta(hours=3))
    first = log_reading(reader, first, "Người đọc minh hoạ", "loa số 2 nhỏ")
    second = log_reading(reader, second, "Người đọc minh hoạ")
    proofs = valid_proofs().filter(posting=posting, form=PostingForm.LOUDSPEAKER)
    assert [one.on for one in proofs] == [today()]
    assert first.proof == second.proof == proofs.get()
    assert (run_of(made).days, run_of(made).wanting, run_of(made).is_asked) == (1, 2, True)
    assert list(log(scene.locality)) == [second, first]
    assert list(waiting(scene.locality, today())) == []


def test_a_script_of_its_own_or_of_a_posting_not_read_out_proves_nothing(scene, reader, noon):
    alone, silent = written(scene, reader), written(scene, reader, posting=make_posting(scene, today()))
    readings = [plan_readings(reader, one, today(), 1, at(13))[0] for one in (alone, silent)]
    noon.tick(timedelta(hours=2))
    assert [log_reading(reader, one, "Người đọc").proof for one in readings] == [None, None]
    assert Proof.objects.count() == 0
    assert (run_of(alone).days, run_of(alone).is_asked, run_of(silent).is_asked) == (1, False, False)


def test_not_before_its_time_and_never_twice(scene, reader, noon):
    reading = plan_readings(reader, written(scene, reader), today(), 1, at(13))[0]
    with pytest.raises(RefusedError, match="Chưa đến giờ đọc"):
        log_reading(reader, reading, "Người đọc")
    noon.tick(timedelta(hours=2))
    log_reading(reader, reading, "Người đọc")
    with pytest.raises(RefusedError, match="đã ghi rồi"):
        log_reading(reader, reading, "Người khác")
    with pytest.raises(RefusedError, match="ghi lý do không tính"):
        unplan_reading(reader, reading)


def test_taken_back_with_a_reason_it_stays_in_the_log_and_its_proof_goes_with_the_last_of_the_day(scene, reader, noon):
    posting = loud(scene)
    made = written(scene, reader, posting=posting)
    first, second = plan_readings(reader, made, today(), 1, at(13)) + plan_readings(reader, made, today(), 1, at(14))
    noon.tick(timedelta(hours=3))
    log_reading(reader, first, "Người đọc")
    log_reading(reader, second, "Người đọc")
    with pytest.raises(RefusedError, match="Ghi vì sao"):
        void_reading(reader, first, " ")
    void_reading(reader, first, "mất điện")
    assert valid_proofs().filter(posting=posting).count() == 1
    void_reading(reader, second, "mất điện")
    assert valid_proofs().filter(posting=posting).count() == 0
    assert Reading.objects.filter(void_reason="mất điện").count() == 2
    assert run_of(made).days == 0
    with pytest.raises(RefusedError, match="đã không tính"):
        void_reading(reader, first, "lần nữa")


def test_a_proof_of_somebody_else_stays_when_a_reading_is_taken_back(scene, reader, noon):
    posting = loud(scene)
    own = Proof.objects.create(posting=posting, form=PostingForm.LOUDSPEAKER, on=today(), note="biên bản")
    reading = plan_readings(reader, written(scene, reader, posting=posting), today(), 1, at(13))[0]
    noon.tick(timedelta(hours=2))
    assert log_reading(reader, reading, "Người đọc").proof == own
    void_reading(reader, reading, "nhầm bài")
    assert list(valid_proofs().filter(posting=posting)) == [own]


def test_a_reading_without_proof_is_taken_back_alone(scene, reader, noon):
    reading = plan_readings(reader, written(scene, reader), today(), 1, at(13))[0]
    noon.tick(timedelta(hours=2))
    log_reading(reader, reading, "Người đọc")
    assert void_reading(reader, reading, "nhầm bài").void_reason == "nhầm bài"
    assert Proof.objects.count() == 0


def test_planned_readings_go_and_scripts_are_put_away(scene, reader, noon):
    made = written(scene, reader)
    first, _second = plan_readings(reader, made, today(), 2, at(13))
    unplan_reading(reader, first)
    with pytest.raises(RefusedError, match="vừa bị bỏ"):
        unplan_reading(reader, first)
    withdraw_bulletin(reader, made, made.version)
    assert Reading.objects.count() == 0
    assert list(bulletins(scene.locality)) == []
    with pytest.raises(RefusedError, match="đã bỏ"):
        plan_readings(reader, made, today(), 1, at(13))


def test_what_has_to_be_read_out_and_has_no_script_is_told(scene, there, reader):
    wanted = loud(scene)
    make_posting(scene, today())
    loud(there)
    assert postings_to_read(scene.locality) == [wanted]
    made = written(scene, reader, posting=wanted)
    assert postings_to_read(scene.locality) == []
    withdraw_bulletin(reader, made, made.version)
    assert postings_to_read(scene.locality) == [wanted]


def test_who_may_do_what(scene, there, reader):
    made = written(scene, reader)
    reading = plan_readings(scene.office, made, today(), 1, at(13))[0]
    for actor in (scene.head, scene.leader, scene.front, there.office):
        for act in (
            lambda actor=actor: written(scene, actor),
            lambda actor=actor: edit_bulletin(actor, made, "a", "b", [], made.version),
            lambda actor=actor: plan_readings(actor, made, today(), 1, at(14)),
            lambda actor=actor: unplan_reading(actor, reading),
            lambda actor=actor: log_reading(actor, reading, "x"),
            lambda actor=actor: void_reading(actor, reading, "x"),
            lambda actor=actor: withdraw_bulletin(actor, made, made.version),
        ):
            with pytest.raises(NotAllowedError):
                act()
    assert Bulletin.objects.count() == 1


def test_names_of_the_place_and_its_people_keep_their_capitals(scene, reader):
    Person.objects.filter(positions__body__unit=scene.village).update(name="Đàm Quang B")
    source = (
        "UBND PHƯỜNG MỜI HỌP TỔ DÂN PHỐ QUAN PHỐ\nÔng ĐÀM QUANG B, tổ trưởng TỔ DÂN PHỐ ĐIỆP SƠN, chủ trì.\n"
        "TỔ DÂN PHỐ QUAN PHỐ cũng đến."
    )
    made = write_bulletin(reader, scene.locality, BulletinContent("Mời họp", source))
    assert made.text == (
        "Uỷ ban nhân dân phường mời họp tổ dân phố Quan Phố\nÔng Đàm Quang B, tổ trưởng tổ dân phố Điệp Sơn, chủ trì.\n"
        "Tổ dân phố Quan Phố cũng đến."
    )
    edit_bulletin(reader, made, "Mời họp", "MỜI HỌP Ở ĐIỆP SƠN", [], 1)
    made.refresh_from_db()
    assert aloud(made, today()).text == "Mời họp ở Điệp Sơn"
