from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NOBODY, NotAllowedError
from kheo.recognition.actions import prints
from kheo.recognition.actions.blanks import set_places
from kheo.recognition.actions.certificates import correct_certificate, issue_certificates, revoke_certificate
from kheo.recognition.actions.notices import revoke_line
from kheo.recognition.actions.print_files import await_file, end_file, forget_files, is_silent, take_file, tell_progress
from kheo.recognition.actions.prints import BatchContent, pass_trial, print_batch, print_trial
from kheo.recognition.models import PrintFile, PrintLine, PrintRun, TrialPass
from tests.recognition.actions.test_blanks import FIELD, acts, store  # noqa: F401  a fixture
from tests.recognition.blank_scene import make_blank, make_tried, measured, tried
from tests.recognition.queries.test_certificates import ON, PAPER
from tests.recognition.scene import wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(scene):
    decision = scene.issued()
    issue_certificates(scene.office, decision)
    return decision


def refused(scene, decision, *args, **changes):
    with pytest.raises(RefusedError) as refusal:
        print_batch(scene.office, decision, BatchContent(*args, **changes))
    assert not PrintRun.objects.filter(purpose="batch").exists()
    return wrong(refusal)


def test_a_batch_is_refused_before_a_trial_with_the_same_places_and_offset(scene, decision):
    blank = make_blank(scene)
    offset = measured(scene, blank)
    untried = (
        "In lên: Chưa in thử phôi «Phôi viền đỏ», bản {}, trên máy «Canon phòng họp». In thử một tờ, thấy khớp thì ghi nhận, "
        "rồi in cả loạt."
    )
    assert refused(scene, decision, blank, offset) == [untried.format(1)]
    run = print_trial(scene.office, blank, offset)
    assert refused(scene, decision, blank, offset) == [untried.format(1)]
    pass_trial(scene.office, run)
    set_places(scene.office, blank, [FIELD], 1)
    assert refused(scene, decision, blank, offset) == [untried.format(2)]
    tried(scene, blank, offset)
    made = print_batch(scene.office, decision, BatchContent(blank, offset))
    assert (made.version.number, made.offset, PrintLine.objects.filter(run=made).count()) == (2, offset, 3)
    assert list(AuditRow.objects.filter(action__startswith="print").order_by("pk").values_list("action", flat=True)) == [
        "print.trial",
        "print.pass",
        "print.trial",
        "print.pass",
        "print.batch",
    ]


def test_a_measure_made_anew_asks_for_a_trial_anew(scene, decision):
    blank, offset = make_tried(scene)
    newer = measured(scene, blank, dx="0")
    stale = ["Máy in này vừa được chỉnh lại, hoặc chỉnh cho phôi khác; mở lại trang, chọn máy in rồi làm tiếp."]
    assert refused(scene, decision, blank, offset) == stale
    assert refused(scene, decision, blank, newer)[0].startswith("In lên: Chưa in thử")
    with pytest.raises(RefusedError) as refusal:
        print_trial(scene.office, blank, offset)
    assert wrong(refusal) == stale


def test_a_trial_passes_once_and_only_while_it_is_of_now(scene):
    blank = make_blank(scene)
    offset = measured(scene, blank)
    run = print_trial(scene.office, blank, offset)
    assert pass_trial(scene.office, run) == pass_trial(scene.office, run)
    assert AuditRow.objects.filter(action="print.pass").count() == TrialPass.objects.count() == 1
    set_places(scene.office, blank, [FIELD], 1)
    with pytest.raises(RefusedError) as refusal:
        pass_trial(scene.office, run)
    assert wrong(refusal) == ["Các ô chữ đã sửa sau lần in thử này; in thử lại bản mới."]


def test_a_batch_is_no_trial(scene, decision):
    run = print_batch(scene.office, decision, BatchContent())
    with pytest.raises(RefusedError) as refusal:
        pass_trial(scene.office, run)
    assert wrong(refusal) == ["Lần in này không phải in thử."]


def test_printing_again_asks_why_and_keeps_the_answer(scene, decision):
    blank, offset = make_tried(scene)
    print_batch(scene.office, decision, BatchContent(blank, offset, numbers="1-2"))
    with pytest.raises(RefusedError) as refusal:
        print_batch(scene.office, decision, BatchContent(blank, offset))
    assert wrong(refusal) == ["Lý do in lại: Đã in trước đây: 0001, 0002. Ghi vì sao in lại, hoặc chỉ chọn số chưa in."]
    rest = print_batch(scene.office, decision, BatchContent(blank, offset, numbers="3"))
    again = print_batch(scene.office, decision, BatchContent(blank, offset, numbers="2", reason=" Giấy  kẹt "))
    assert (rest.reason, again.reason, again.made_by) == ("", "Giấy kẹt", scene.office.account_id)
    assert [line.certificate.number for line in PrintLine.objects.filter(run=again)] == [2]


def test_many_printed_before_are_counted_not_listed(scene):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person(n) for n in range(1, 13)], body="ubnd")
    blank, offset = make_tried(scene, kind="merit")
    print_batch(scene.office, decision, BatchContent(blank, offset))
    with pytest.raises(RefusedError) as refusal:
        print_batch(scene.office, decision, BatchContent(blank, offset))
    assert "0010 và 2 số nữa." in wrong(refusal)[0]


def test_a_corrected_certificate_is_printed_without_a_reason_and_the_old_one_not_at_all(scene, decision):
    blank, offset = make_tried(scene)
    print_batch(scene.office, decision, BatchContent(blank, offset))
    first, second, _third = decision.lines.order_by("order")
    correct_certificate(scene.office, first.certificates.get(), {"holder": "của Tập thể đúng"}, "Sai", PAPER, ON)
    revoke_certificate(scene.office, second.certificates.get(), "Nhầm", PAPER, ON)
    made = print_batch(scene.office, decision, BatchContent(blank, offset, numbers="4"))
    assert [line.certificate.number for line in PrintLine.objects.filter(run=made)] == [4]
    with pytest.raises(RefusedError) as refusal:
        print_batch(scene.office, decision, BatchContent(blank, offset, numbers="1-2"))
    assert wrong(refusal) == ["Chỉ in các số: Không có giấy còn giá trị mang số 1, 2 trong quyết định này; xem lại các số."]


def test_what_cannot_be_read_as_numbers_is_refused(scene, decision):
    assert refused(scene, decision, numbers="1, ba") == [
        "Chỉ in các số: Không đọc được «ba»; ghi số cách nhau bằng dấu phẩy, ví dụ 3, 7-9; để trống là tất cả."
    ]


@pytest.mark.parametrize("kind", ["draft", "without certificates", "medal"])
def test_nothing_is_printed_of_what_is_not_issued(scene, kind):
    if kind == "medal":
        decision = scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central")
    else:
        decision = scene.draft() if kind == "draft" else scene.issued()
    assert refused(scene, decision)[0].startswith("Chưa có gì để in:")


def test_a_merit_is_printed_on_a_blank_only(scene):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person()], body="ubnd")
    assert refused(scene, decision) == ["In lên: Giấy khen, bằng khen in trên phôi; chọn phôi."]
    blank, offset = make_tried(scene, kind="merit")
    made = print_batch(scene.office, decision, BatchContent(blank, offset))
    assert list(PrintLine.objects.filter(run=made).values_list("certificate", flat=True)) == [None]


def test_words_are_printed_on_no_paper_that_says_in_its_heading_to_be_something_else(scene, decision):
    merit = make_tried(scene, kind="merit", name="Phôi khen")
    certificate = make_tried(scene)
    commended = scene.issued("5/QĐ-UBND", "commendation", [scene.person()], body="ubnd")
    assert refused(scene, decision, *merit) == [
        "In lên: Phôi «Phôi khen» là giấy khen; quyết định này in trên phôi giấy chứng nhận."
    ]
    assert refused(scene, commended, *certificate) == [
        "In lên: Phôi «Phôi viền đỏ» là giấy chứng nhận; quyết định này in trên phôi giấy khen hoặc bằng khen."
    ]


def test_another_town_s_blank_and_another_blank_s_printer_are_refused(scene, there, decision):
    theirs, offset = make_tried(there)
    assert refused(scene, decision, theirs, offset) == ["In lên: Phôi này của địa phương khác."]
    ours = make_blank(scene)
    assert refused(scene, decision, ours, offset) == ["In lên: Chọn máy in đã chỉnh cho phôi này."]
    assert refused(scene, decision, ours) == ["In lên: Chọn máy in đã chỉnh cho phôi này."]


def test_words_that_do_not_fit_are_told_before_any_paper_is_spoilt(scene, decision):
    blank = make_blank(scene)
    narrow = [type(FIELD)(key=key, x=FIELD.x, y=FIELD.y, width=FIELD.width / 20) for key in ("holder", "title")]
    set_places(scene.office, blank, narrow, 1)
    offset = measured(scene, blank)
    tried(scene, blank, offset)
    said = refused(scene, decision, blank, offset)
    assert said[0].startswith("Giấy số 0001, Tập thể, cá nhân kèm đơn vị: «Tập thể 01, phường Hòa Mạc» không vừa 1 dòng")
    assert len(said) == 6


def test_of_many_that_do_not_fit_twenty_are_told(scene):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person(n) for n in range(1, 23)], body="ubnd")
    blank = make_blank(scene, kind="merit")
    set_places(scene.office, blank, [type(FIELD)(key="recipient", x=FIELD.x, y=FIELD.y, width=FIELD.width / 50)], 1)
    offset = measured(scene, blank)
    tried(scene, blank, offset)
    said = refused(scene, decision, blank, offset)
    assert (len(said), said[-1]) == (21, "Còn 2 chỗ nữa như vậy.")


def test_what_is_no_kind_of_file_and_too_long_a_reason_are_refused(scene, decision):
    assert refused(scene, decision, shape="rar", reason="x" * 301) == [
        "Tệp in: Chọn một trong hai kiểu tệp.",
        "Lý do in lại: Dài 301 ký tự, nhiều nhất 300; viết gọn lại.",
    ]


def test_nobody_but_the_office_prints(scene, there, decision):
    blank, offset = make_tried(scene)
    trial = PrintRun.objects.get()
    for actor in (NOBODY, there.office):
        with pytest.raises(NotAllowedError):
            print_trial(actor, blank, offset)
        with pytest.raises(NotAllowedError):
            pass_trial(actor, trial)
        with pytest.raises(NotAllowedError):
            print_batch(actor, decision, BatchContent(blank, offset))
    assert "blank.create" in acts()


@pytest.fixture
def file(scene, decision):
    run = print_batch(scene.office, decision, BatchContent())
    await_file(run.pk)
    return PrintFile.objects.get(run=run)


def test_a_file_is_made_by_one_at_a_time(file):
    assert [take_file(file.run_id), take_file(file.run_id)] == [True, False]
    tell_progress(file.run_id, 2)
    file.refresh_from_db()
    assert (file.state, file.done, is_silent(file)) == ("making", 2, False)
    PrintFile.objects.update(changed_at=timezone.now() - timedelta(minutes=2, seconds=1))
    file.refresh_from_db()
    assert (is_silent(file), take_file(file.run_id)) == (True, True)
    end_file(file.run_id, path="prints/1.pdf")
    assert take_file(file.run_id) is False
    end_file(file.run_id, fault="Đĩa đầy")
    file.refresh_from_db()
    assert (file.state, file.fault, take_file(file.run_id)) == ("failed", "Đĩa đầy", False)
    await_file(file.run_id)
    assert take_file(file.run_id) is True


@pytest.mark.parametrize(
    ("state", "silent", "then"),
    [
        ("gone", False, "waiting"),
        ("failed", False, "waiting"),
        ("making", True, "waiting"),
        ("making", False, "making"),
        ("ready", True, "ready"),
        ("waiting", True, "waiting"),
    ],
)
def test_a_file_is_wanted_again_only_when_nobody_has_or_makes_it(file, state, silent, then):
    changed_at = timezone.now() - timedelta(minutes=3 if silent else 1)
    PrintFile.objects.update(state=state, changed_at=changed_at)
    await_file(file.run_id)
    assert PrintFile.objects.get().state == then


def test_files_go_after_a_day(file):
    path = default_storage.save("prints/1.pdf", ContentFile(b"%PDF"))
    end_file(file.run_id, path=path)
    assert forget_files() == 0
    PrintFile.objects.update(changed_at=timezone.now() - timedelta(days=1, minutes=1))
    assert forget_files() == 1
    file.refresh_from_db()
    assert (file.state, default_storage.exists(path), forget_files()) == ("gone", False, 0)


def test_a_merit_taken_back_is_not_printed(scene):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person(1), scene.person(2)], body="ubnd")
    revoke_line(scene.office, decision.lines.get(order=1), "Nhầm", PAPER, ON)
    blank, offset = make_tried(scene, kind="merit")
    made = print_batch(scene.office, decision, BatchContent(blank, offset))
    assert [line.line.order for line in PrintLine.objects.filter(run=made)] == [2]


def test_who_prints_the_same_sheets_at_the_same_moment_is_asked_why(scene, decision, monkeypatch):
    printed = {(line.pk, line.certificates.get().pk) for line in decision.lines.all()}
    answers = iter([set(), printed])  # before, and once the decision is held fast
    monkeypatch.setattr(prints, "printed_before", lambda _decision: next(answers))
    assert refused(scene, decision)[0].startswith("Lý do in lại: Đã in trước đây: 0001, 0002, 0003.")
