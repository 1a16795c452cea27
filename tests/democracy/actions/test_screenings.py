"""Looking before publishing: nothing found is decided at once; what is found is decided one by one; the source goes."""

import pytest
from django.utils import timezone

from kheo.democracy.actions.postings import draft_posting
from kheo.democracy.actions.screenings import Brought, decide_findings, discard_screening, screen_draft, start_screening
from kheo.democracy.models import Screening, ScreeningFinding
from kheo.democracy.queries.screenings import digest_of, hindrances, look, read_kept
from kheo.democracy.rules.sensitive import HIDDEN, KEEP, LAW, MASK, UNREAD, Verdict
from kheo.foundation.audit.models import AuditRow
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from tests.democracy.posting_scene import content, paper
from tests.democracy.scene import wrong
from tests.democracy.sensitive.papers import pdf_of
from tests.democracy.sensitive.test_beside import unpacked
from tests.democracy.sensitive.test_files import IDENTITY, PHONE, saved, sheet, word
from tests.democracy.sensitive.test_hidden import with_remark

pytestmark = pytest.mark.django_db
MEND = "Mở «Soát thông tin cá nhân», quyết từng chỗ, rồi đăng bản đã soát."
TEXT = f"Ông A, CCCD {IDENTITY}\nĐT {PHONE}, sinh ngày 02/9/1975"


def brought(text=TEXT, **more):
    return Brought("Danh sách hỗ trợ", text, **more)


def file_of(name, data):
    return SentFile(name, data, is_not_secret=True)


def today():
    return timezone.localdate()


def test_what_is_found_waits_with_its_value_written_nowhere_but_in_the_source(scene):
    made = start_screening(scene.office, scene.locality, brought())
    rows = list(made.findings.all())
    assert [(row.number, row.kind, row.verdict) for row in rows] == [(1, "identity", ""), (2, "telephone", ""), (3, "birth", "")]
    assert not any(IDENTITY in f"{row.before}{row.shown}{row.after}" for row in rows)
    assert (made.decided_at, made.text) == (None, TEXT)
    assert AuditRow.objects.filter(action="screening.start").count() == 1


def test_with_nothing_found_it_is_decided_at_once_and_hinders_nothing(scene):
    made = start_screening(scene.office, scene.locality, brought("Kinh phí 912.345.678 đồng"))
    assert made.decided_at is not None
    assert hindrances(scene.locality, [("Nội dung", "Kinh phí 912.345.678 đồng")], None, today()) == []


def test_undecided_findings_hinder_decided_ones_do_not_and_one_more_letter_hinders_again(scene):
    assert [str(one) for one in hindrances(scene.locality, [("Nội dung", TEXT)], 7, today())] == [
        f"Nội dung: Còn 3 chỗ có thể là thông tin cá nhân chưa quyết. {MEND}"
    ]
    made = start_screening(scene.office, scene.locality, brought(item=7))
    verdicts = {number: Verdict(KEEP, "người đó đồng ý") for number in (1, 2, 3)}
    made = decide_findings(scene.office, made, verdicts, made.version)
    assert hindrances(scene.locality, [("Nội dung", TEXT)], 7, today()) == []
    assert len(hindrances(scene.locality, [("Nội dung", TEXT)], 8, today())) == 1
    assert len(hindrances(scene.locality, [("Nội dung", f"{TEXT}.")], 7, today())) == 1


def test_what_one_locality_decided_clears_nothing_in_another(scene, there):
    made = start_screening(scene.office, scene.locality, brought(item=7))
    decide_findings(scene.office, made, {n: Verdict(KEEP, "đồng ý") for n in (1, 2, 3)}, made.version)
    assert len(hindrances(there.locality, [("Nội dung", TEXT)], 7, today())) == 1


def test_a_masked_text_takes_the_place_of_its_source(scene):
    made = start_screening(scene.office, scene.locality, brought(item=7))
    made = decide_findings(scene.office, made, {1: Verdict(MASK), 2: Verdict(MASK)}, made.version)
    assert made.decided_at is None
    made = decide_findings(scene.office, made, {3: Verdict(KEEP, "đồng ý")}, made.version)
    assert (made.text, made.masked_text) == ("", "Ông A, CCCD xxxxxxxxx234\nĐT xxxxxxx678, sinh ngày 02/9/1975")
    assert hindrances(scene.locality, [("Nội dung", made.masked_text)], 7, today()) == []
    assert len(hindrances(scene.locality, [("Nội dung", TEXT)], 7, today())) == 1


@pytest.mark.parametrize(("name", "make"), [("a.docx", word), ("a.xlsx", sheet)])
def test_a_masked_file_takes_the_place_of_its_source_which_leaves_the_disk(scene, name, make):
    made = start_screening(scene.office, scene.locality, brought("", file=file_of(name, saved(make()))))
    source = made.file
    made = decide_findings(scene.office, made, {row.number: Verdict(MASK) for row in made.findings.all()}, made.version)
    assert not StoredFile.objects.filter(pk=source.pk).exists()
    assert made.file is None
    assert made.masked_file.name == f"a-da-che.{name[-4:]}"
    assert hindrances(scene.locality, [("Tệp", made.masked_file), ("Tệp", read_kept(made.masked_file))], None, today()) == []


def test_a_kept_file_is_looked_at_in_its_place(scene):
    first = start_screening(scene.office, scene.locality, brought("", file=file_of("a.docx", saved(word()))))
    again = start_screening(scene.office, scene.locality, brought("", kept=first.file))
    assert again.digest == first.digest
    assert len(hindrances(scene.locality, [("Tệp", first.file)], None, today())) == 1


def test_a_pdf_is_kept_or_refused_with_the_way_to_mend_it(scene):
    made = start_screening(scene.office, scene.locality, brought("", file=file_of("a.pdf", pdf_of(f"CCCD {IDENTITY}"))))
    with pytest.raises(RefusedError, match="ô đen"):
        decide_findings(scene.office, made, {1: Verdict(MASK)}, made.version)
    assert ScreeningFinding.objects.get(screening=made).verdict == ""
    assert decide_findings(scene.office, made, {1: Verdict(KEEP, "đồng ý")}, made.version).decided_at is not None


def test_a_scan_waits_for_the_word_of_whoever_looked_at_it(scene):
    data = pdf_of("")
    made = start_screening(scene.office, scene.locality, brought("", file=file_of("quet.pdf", data)))
    assert [(row.kind, row.verdict) for row in made.findings.all()] == [(UNREAD, "")]
    assert [
        str(one) for one in hindrances(scene.locality, [("Tệp", check_upload("quet.pdf", data, "evidence"))], None, today())
    ] == ["Tệp: Còn phần máy không đọc được chưa quyết. Mở «Soát thông tin cá nhân», quyết từng chỗ, rồi đăng bản đã soát."]
    decide_findings(scene.office, made, {1: Verdict(KEEP, "văn thư đã xem 1 trang")}, made.version)
    assert hindrances(scene.locality, [("Tệp", check_upload("quet.pdf", data, "evidence"))], None, today()) == []


def test_item_9_has_days_of_birth_published_by_law_and_asks_for_the_rest(scene):
    """Luật 10/2022/QH15 Điều 11 khoản 9."""
    made = start_screening(scene.office, scene.locality, brought(item=9))
    assert [(row.kind, row.verdict) for row in made.findings.all()] == [("identity", ""), ("telephone", ""), ("birth", LAW)]
    assert [bool(one.lawful) for one in look(TEXT, 9, today())] == [False, False, True]
    list_alone = "Danh sách gọi nhập ngũ\nNgười số 1, sinh ngày 02/9/2007"
    assert hindrances(scene.locality, [("Nội dung", list_alone)], 9, today()) == []
    assert len(hindrances(scene.locality, [("Nội dung", list_alone)], 7, today())) == 1


@pytest.mark.parametrize("text", ["MẬT\nSố 1-BC", "nội dung\nTUYỆT MẬT"])
def test_a_stamp_of_secrecy_is_refused(scene, text):
    """Luật 29/2018/QH14 Điều 8; Luật 10/2022/QH15 Điều 11."""
    with pytest.raises(RefusedError) as refusal:
        start_screening(scene.office, scene.locality, brought(text))
    assert "bí mật nhà nước" in wrong(refusal)[0]
    assert Screening.objects.count() == 0


def test_what_cannot_be_read_or_was_not_declared_is_refused(scene):
    with pytest.raises(RefusedError) as refusal:
        start_screening(scene.office, scene.locality, brought("", file=SentFile("a.txt", b"chu")))
    assert wrong(refusal) == [
        "Xác nhận: Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây."
    ]
    with pytest.raises(RefusedError) as refusal:
        start_screening(scene.office, scene.locality, brought("", file=file_of("a.csv", b"\xff\xff\xff,\x81\x8d,\n" * 9)))
    assert wrong(refusal)[0].startswith("Tệp: ")


def test_decided_once_for_all_and_nothing_twice(scene):
    made = start_screening(scene.office, scene.locality, brought(item=7))
    old = made.version
    made = decide_findings(scene.office, made, {n: Verdict(KEEP, "đồng ý") for n in (1, 2, 3)}, old)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        decide_findings(scene.office, made, {1: Verdict(MASK)}, old)
    with pytest.raises(RefusedError, match="đã quyết xong"):
        decide_findings(scene.office, made, {1: Verdict(MASK)}, made.version)
    with pytest.raises(RefusedError, match="làm căn cứ"):
        discard_screening(scene.office, made, made.version)


def test_a_source_that_broke_on_the_disk_is_said(scene):
    made = start_screening(scene.office, scene.locality, brought("", file=file_of("a.docx", saved(word()))))
    made.file.content.storage.delete(made.file.content.name)
    with pytest.raises(RefusedError, match="không đọc lại được"):
        decide_findings(scene.office, made, {row.number: Verdict(MASK) for row in made.findings.all()}, made.version)


def test_thrown_away_with_its_source(scene):
    made = start_screening(scene.office, scene.locality, brought("", file=file_of("a.docx", saved(word()))))
    discard_screening(scene.office, made, made.version)
    text = start_screening(scene.office, scene.locality, brought())
    discard_screening(scene.office, text, text.version)
    assert (Screening.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_only_the_office_of_the_place_looks_and_decides(scene, there):
    made = start_screening(scene.office, scene.locality, brought())
    for actor in (scene.head, scene.front, scene.leader, there.office):
        with pytest.raises(NotAllowedError):
            start_screening(actor, scene.locality, brought())
        with pytest.raises(NotAllowedError):
            decide_findings(actor, made, {1: Verdict(MASK)}, made.version)
        with pytest.raises(NotAllowedError):
            discard_screening(actor, made, made.version)


def test_line_ends_make_no_other_text():
    assert digest_of("a\r\nb") == digest_of("a\nb") != digest_of("a b")


def test_a_draft_s_words_and_paper_are_looked_at_until_nothing_hinders_it(scene, there):
    draft = draft_posting(
        scene.office, scene.locality, content(title=f"Hỗ trợ ông A, {IDENTITY}"), paper("ds.txt", f"ĐT {PHONE}".encode())
    )
    begun = screen_draft(scene.office, draft)
    assert [(one.title, one.file is None) for one in begun] == [
        ("Nội dung chính: Hỗ trợ ông A, xxxxxxxxx234", True),
        ("Văn bản: Hỗ trợ ông A, xxxxxxxxx234", False),
    ]
    clean = draft_posting(scene.office, scene.locality, content(title="Lịch thu gom rác"), paper("lich.txt", b"Thu gom"))
    assert screen_draft(scene.office, clean) == []
    with pytest.raises(NotAllowedError):
        screen_draft(there.office, draft)


def test_what_no_page_shows_waits_too_and_leaves_the_copy_or_stays_with_a_reason(scene):
    data = with_remark()
    hindered = [("Tệp", check_upload("a.docx", data, "evidence"))]
    assert [str(one) for one in hindrances(scene.locality, hindered, None, today())] == [
        f"Tệp: Còn phần ẩn trong tệp chưa quyết. {MEND}"
    ]
    made = start_screening(scene.office, scene.locality, brought("", file=file_of("a.docx", data)))
    assert [(row.kind, row.place, row.verdict) for row in made.findings.all()] == [(HIDDEN, "Cả tệp", "")]
    copy = decide_findings(scene.office, made, {1: Verdict(MASK)}, made.version).masked_file
    assert "hàng xóm" not in unpacked(read_kept(copy).data)
    again = start_screening(scene.office, scene.locality, brought("", file=file_of("a.docx", data)))
    with pytest.raises(RefusedError, match="Ghi lý do giữ"):
        decide_findings(scene.office, again, {1: Verdict(KEEP)}, again.version)
    again = decide_findings(scene.office, again, {1: Verdict(KEEP, "nhận xét là của lãnh đạo")}, again.version)
    assert (again.masked_digest, hindrances(scene.locality, hindered, None, today())) == ("", [])


def test_a_copy_is_never_made_by_numbers_of_another_way_of_looking(scene):
    made = start_screening(scene.office, scene.locality, brought())
    ScreeningFinding.objects.filter(screening=made, number=3).delete()
    with pytest.raises(RefusedError, match="Cách soát đã thay đổi"):
        decide_findings(scene.office, made, {1: Verdict(MASK), 2: Verdict(MASK)}, made.version)
    assert Screening.objects.get(pk=made.pk).decided_at is None


def test_what_is_too_large_to_be_looked_through_is_refused_and_hinders(scene, monkeypatch):
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_CHARACTERS", 10)
    with pytest.raises(RefusedError) as refusal:
        start_screening(scene.office, scene.locality, brought())
    told = "Văn bản quá dài để soát một lần. Tách thành nhiều tệp nhỏ hơn (mỗi thôn một tệp) rồi gửi lại."
    assert wrong(refusal) == [f"Văn bản: {told}"]
    assert [str(one) for one in hindrances(scene.locality, [("Nội dung", TEXT)], None, today())] == [f"Nội dung: {told}"]
