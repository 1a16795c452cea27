import pytest
from django.utils import timezone

from kheo.documents.pdf import to_pdf
from kheo.documents.signing.findings import Findings
from kheo.documents.signing.trust import add_root
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.decisions import check_decision, issue_decision, reopen_draft
from kheo.recognition.actions.drafts import discard_draft
from kheo.recognition.actions.signing import attach_signed_file, give_out, recheck_signed_file
from kheo.recognition.models import GivenOut, SignedCopy
from kheo.recognition.papers import decision_paper
from kheo.recognition.queries.signed import bytes_of
from tests import factories
from tests.documents.signing import hand
from tests.recognition.scene import DAY, make_scene, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_process")]
SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NAME = "da-ky.pdf"


@pytest.fixture
def scene():
    return make_scene(count=1)


def printed(decision):
    return to_pdf(decision_paper(decision, to_sign=True))


def out(scene, decision):
    return give_out(scene.office, decision, printed, decision.version)


def issue(scene, decision):
    return issue_decision(scene.office, decision, "12-QĐ/BCĐ", DAY, decision.version)


def attach(scene, decision, content, name=NAME):
    return attach_signed_file(scene.office, decision, name, content, decision.version)


def test_the_file_given_out_is_kept_to_the_byte(scene):
    decision = scene.checked()
    given = out(scene, decision)
    assert bytes_of(given).startswith(printed(decision))
    assert (given.version, given.file.name, given.given_by) == (
        2,
        f"cong-nhan-2024-{decision.pk}-de-ky.pdf",
        scene.office.account_id,
    )
    decision.refresh_from_db()
    assert (decision.state, decision.version) == ("checked", 2)
    row = AuditRow.objects.get(action="decision.give_out")
    assert row.details == {"sha256": given.file.sha256, "version": 2}


def test_the_same_words_are_given_out_once(scene):
    decision = scene.checked()
    assert out(scene, decision) == out(scene, decision)
    assert GivenOut.objects.count() == 1
    issued = issue(scene, decision)
    assert out(scene, issued).version == 3
    assert GivenOut.objects.count() == 2


def test_two_asking_at_the_same_moment_get_the_same_file(scene, monkeypatch):
    decision = scene.checked()
    asked = []

    def prepare(pdf):
        if not asked:
            asked.append(pdf)
            out(scene, decision)
        return hand.ready_to_sign(pdf)

    monkeypatch.setattr("kheo.recognition.actions.signing.prepare", prepare)
    out(scene, decision)
    assert GivenOut.objects.count() == 1


def test_a_draft_is_not_given_out_and_a_stale_page_is_told(scene):
    draft = scene.draft()
    with pytest.raises(RefusedError) as refusal:
        out(scene, draft)
    assert wrong(refusal)[0].startswith("Không thể đưa tệp ra để ký: hồ sơ đang ở bước «dự thảo»")
    checked = check_decision(scene.office, draft, 1)
    with pytest.raises(RefusedError):
        give_out(scene.office, checked, printed, 1)
    assert not GivenOut.objects.exists()


@pytest.mark.parametrize("role", [Role.UNIT_STAFF, Role.COUNCIL, Role.BROADCASTER, Role.VIEWER])
def test_only_office_and_leaders_take_it(scene, role):
    decision = scene.checked()
    with pytest.raises(NotAllowedError):
        give_out(factories.actor_for(factories.make_account(role, scene.locality)), decision, printed, 2)
    with pytest.raises(NotAllowedError):
        give_out(make_scene(factories.KIM_BANG).office, decision, printed, 2)
    leader = factories.actor_for(factories.make_account(Role.LEADER, scene.locality))
    assert give_out(leader, decision, printed, 2).version == 2


def test_a_paper_that_was_given_out_is_not_thrown_away(scene):
    decision = scene.checked()
    out(scene, decision)
    draft = reopen_draft(scene.office, decision, 2)
    with pytest.raises(RefusedError) as refusal:
        discard_draft(scene.office, draft, 3)
    assert wrong(refusal) == ["Dự thảo này đã có tệp đưa ra để ký nên không xoá được; sửa lại danh sách rồi trình ký lần khác."]


def test_what_was_given_out_comes_back_signed_with_what_it_proves(scene):
    decision = scene.checked()
    given = out(scene, decision)
    signed = hand.sign(bytes_of(given), box=(300, 100, 480, 160))
    issued = issue(scene, decision)
    copy = attach(scene, issued, signed)
    assert (copy.standing, copy.given_out, copy.file.size) == ("signed", given, len(signed))
    assert copy.findings["changes"] == "signatures_only"
    assert [one["signer"] for one in copy.findings["signatures"]] == ["Người ký minh hoạ"]
    issued.refresh_from_db()
    assert (issued.signed_file, issued.version) == (copy.file, 4)
    row = AuditRow.objects.get(action="decision.attach")
    assert row.details == {"sha256": copy.file.sha256, "standing": "signed", "version": 4}


def test_a_scan_and_a_photograph_are_kept_as_such(scene):
    issued = issue(scene, scene.checked())
    first = attach(scene, issued, SCAN)
    issued.refresh_from_db()
    out(scene, issued)
    second = attach(scene, issued, SCAN + b"%%EOF\n")
    assert [(one.standing, one.given_out, list(one.findings["signatures"])) for one in (first, second)] == [
        ("scan", None, [])
    ] * 2
    assert SignedCopy.objects.count() == 2


def test_a_signed_file_of_another_office_is_kept_as_what_it_is(scene):
    copy = attach(scene, issue(scene, scene.checked()), hand.signed())
    assert (copy.standing, copy.given_out) == ("foreign", None)


def test_a_file_rewritten_with_the_same_words_is_told_from_one_with_others(scene):
    decision = scene.checked()
    given = bytes_of(out(scene, decision))
    issued = issue(scene, decision)
    assert attach(scene, issued, hand.sign(hand.rewritten(given))).findings["changes"] == "same_words"
    issued.refresh_from_db()
    with pytest.raises(RefusedError) as refusal:
        attach(scene, issued, hand.rewritten(given, without_last_page=True))
    assert [text.partition(": ")[2][:60] for text in wrong(refusal)] == [
        "Tệp làm từ bản Khéo đưa ra nhưng đã bị sửa, nên không nhận. ",
        "Khác: số trang: 1, bản Khéo đưa ra có 2.",
    ]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda given: given, "Đây là tệp Khéo đưa ra, chưa có chữ ký nào."),
        (hand.note, "Tệp làm từ bản Khéo đưa ra nhưng đã bị sửa, nên không nhận."),
        (lambda given: hand.sign(hand.note(given)), "Tệp làm từ bản Khéo đưa ra nhưng đã bị sửa, nên không nhận."),
        (lambda given: hand.note(hand.sign(given)), "Tệp làm từ bản Khéo đưa ra nhưng đã bị sửa, nên không nhận."),
        (lambda given: hand.spoiled(hand.sign(given)), "Chữ ký: Người ký minh hoạ, Ban Chỉ đạo minh hoạ ký lúc "),
    ],
)
def test_an_altered_file_is_refused_and_not_kept(scene, spoil, told):
    decision = scene.checked()
    given = out(scene, decision)
    issued = issue(scene, decision)
    with pytest.raises(RefusedError) as refusal:
        attach(scene, issued, spoil(bytes_of(given)))
    assert wrong(refusal)[0].startswith(f"{NAME}: {told}")
    assert not SignedCopy.objects.exists()
    assert StoredFile.objects.count() == 1


def test_the_file_of_another_paper_is_sent_there(scene):
    decision = scene.checked()
    given = out(scene, decision)
    issue(scene, decision)
    other = scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central")
    with pytest.raises(RefusedError) as refusal:
        attach(scene, other, hand.sign(bytes_of(given)))
    assert wrong(refusal) == [f"{NAME}: Đây là bản ký của văn bản khác: «{decision.title}». Mở văn bản ấy rồi gửi ở đó."]


def test_the_file_of_another_locality_is_only_another_file(scene):
    there = make_scene(factories.KIM_BANG, count=1)
    given = out(there, there.checked())
    assert attach(scene, issue(scene, scene.checked()), hand.sign(bytes_of(given))).standing == "foreign"


def test_a_file_given_out_before_the_list_was_changed_is_refused(scene):
    decision = scene.checked()
    given = out(scene, decision)
    again = check_decision(scene.office, reopen_draft(scene.office, decision, 2), 3)
    issued = issue(scene, again)
    with pytest.raises(RefusedError) as refusal:
        attach(scene, issued, hand.sign(bytes_of(given)))
    told = f"Tệp này đưa ra ngày {given.given_at:%d/%m/%Y}, trước khi danh sách được sửa. Ký tệp đưa ra sau lần kiểm tra cuối."
    assert wrong(refusal) == [f"{NAME}: {told}"]


def test_the_list_of_another_day_gives_another_verdict_beside_the_first(scene, settings, tmp_path):
    decision = scene.checked()
    given = out(scene, decision)
    issued = issue(scene, decision)
    first = attach(scene, issued, hand.sign(bytes_of(given)))
    issued.refresh_from_db()
    assert recheck_signed_file(scene.office, issued, 4) == first
    settings.KHEO_TRUST_FOLDER = tmp_path
    add_root(tmp_path, hand.pem(hand.authority()[1]), "cổng minh hoạ", timezone.localdate())
    second = recheck_signed_file(scene.office, issued, 4)
    assert [one.findings["signatures"][0]["chain"] for one in (first, second)] == ["no_list", "trusted"]
    assert (second.file, second.given_out, second.standing) == (first.file, given, "signed")
    assert AuditRow.objects.get(action="decision.recheck").details == {"roots": 1, "version": 5}


def test_what_has_no_signature_is_not_looked_at_again(scene):
    issued = issue(scene, scene.checked())
    for kept in (False, True):
        if kept:
            attach(scene, issued, SCAN)
            issued.refresh_from_db()
        with pytest.raises(RefusedError, match="không có chữ ký số nào để kiểm tra lại"):
            recheck_signed_file(scene.office, issued, issued.version)


def test_only_the_office_looks_again(scene):
    leader = factories.actor_for(factories.make_account(Role.LEADER, scene.locality))
    with pytest.raises(NotAllowedError):
        recheck_signed_file(leader, scene.issued(), 3)


def test_a_file_that_does_not_hold_any_more_is_told(scene, monkeypatch):
    issued = issue(scene, scene.checked())
    attach(scene, issued, hand.signed())
    monkeypatch.setattr("kheo.recognition.actions.signing.look_into", lambda *_args: Findings("broken"))
    with pytest.raises(RefusedError, match="Tệp hỏng hoặc bị cụt"):
        recheck_signed_file(scene.office, issued, 4)


def test_rows_of_both_are_never_updated_or_deleted(scene):
    decision = scene.checked()
    given = out(scene, decision)
    copy = attach(scene, issue(scene, decision), hand.sign(bytes_of(given)))
    for row in (given, copy):
        with pytest.raises(TypeError, match="append-only"):
            row.save()
        with pytest.raises(TypeError, match="append-only"):
            row.delete()


def test_a_body_outside_signs_its_own_file_so_none_is_given_out(scene):
    decision = scene.checked("medal", [scene.person(1)], body="central")
    with pytest.raises(RefusedError) as refusal:
        out(scene, decision)
    assert wrong(refusal) == [
        f"{decision.body.name} ở ngoài địa phương và ký tệp của chính mình; ghi số, ngày của bản đã ký rồi gửi bản ấy lên."
    ]
    assert GivenOut.objects.count() == 0


def test_the_signed_scan_is_kept_beside_the_issued_paper(scene):
    decision = attach_signed_file(scene.office, scene.issued(), "quyet dinh.pdf", SCAN, 3).decision
    decision.refresh_from_db()
    assert (decision.signed_file.media_type, decision.signed_file.locality, decision.state, decision.version) == (
        "application/pdf",
        "gso2024-349",
        "issued",
        4,
    )


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b""), ("a.exe", b"MZ"), ("a.pdf", b"khong phai pdf"), ("a.txt", b"chu")])
def test_what_is_no_scan_is_refused_and_nothing_is_kept(scene, name, content):
    decision = scene.issued()
    with pytest.raises(RefusedError):
        attach_signed_file(scene.office, decision, name, content, 3)
    assert not StoredFile.objects.exists()


def test_a_scan_belongs_to_an_issued_paper(scene):
    with pytest.raises(RefusedError) as refusal:
        attach_signed_file(scene.office, scene.checked(), "a.pdf", SCAN, 2)
    assert wrong(refusal)[0].startswith("Không thể lưu bản đã ký: hồ sơ đang ở bước «đã kiểm tra, chờ ký»")
