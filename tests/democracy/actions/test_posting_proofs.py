from datetime import timedelta

import pytest

from kheo.democracy.actions.posting_proofs import ProofContent, correct_proof, prove, prove_together
from kheo.democracy.models import PostingForm, Proof
from kheo.democracy.queries.publishing import valid_proofs
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from tests.democracy.posting_scene import FORMS, TODAY, make_posting, merge, photo
from tests.democracy.posting_scene import prove as proved
from tests.democracy.scene import VILLAGES, wrong

DAY = timedelta(days=1)
BOARD, OFFICE_BOARD = PostingForm.VILLAGE_BOARD, PostingForm.OFFICE_BOARD
HEAD, SPEAKER = PostingForm.HEAD, PostingForm.LOUDSPEAKER
START = TODAY - 20 * DAY


@pytest.fixture
def posting(scene):
    forms = [*FORMS, SPEAKER, HEAD, PostingForm.LETTER]
    return make_posting(scene, START, item=8, forms=[str(form) for form in forms])


def board(scene, **changes):
    return ProofContent(**({"form": BOARD, "on": START + DAY, "village": scene.village} | changes))


def test_a_board_is_proved_by_a_photograph_without_what_the_camera_wrote(scene, posting):
    made = prove(scene.office, posting, board(scene, note=" Nhà văn hoá "), photo())
    assert [(one.form, one.village, one.kind, one.on, one.note) for one in made] == [
        (BOARD, scene.village, "shown", START + DAY, "Nhà văn hoá")
    ]
    row = AuditRow.objects.order_by("-pk").first()
    assert (row.action, row.details["village"], row.details["sha256"]) == (
        "publishing.prove",
        scene.village.code,
        made[0].file.sha256,
    )


def test_a_head_proves_the_own_village_alone(scene, posting):
    prove(scene.head, posting, board(scene), photo())
    prove(scene.head, posting, board(scene, form=HEAD, way=Proof.Way.COMMUNITY))
    for content in (
        board(scene, village=scene.villages[1]),
        board(scene, form=HEAD, village=scene.villages[1], way=Proof.Way.COMMUNITY),
        board(scene, form=OFFICE_BOARD, village=None),
        board(scene, form=SPEAKER, village=None),
    ):
        with pytest.raises(NotAllowedError):
            prove(scene.head, posting, content, photo())
    for actor in (scene.leader, scene.front, scene.inspector):
        with pytest.raises(NotAllowedError):
            prove(actor, posting, board(scene), photo())
    assert Proof.objects.count() == 2


def test_nobody_of_another_place_proves_anything_here(there, scene, posting):
    for actor in (there.office, there.head):
        with pytest.raises(NotAllowedError):
            prove(actor, posting, board(scene), photo())
    with pytest.raises(RefusedError) as refusal:
        prove(scene.office, posting, board(scene, village=there.village), photo())
    assert wrong(refusal) == ["Nơi: Nơi này không phải công khai nội dung ấy; chọn trong danh sách."]


def test_the_loudspeaker_gives_a_row_a_day(scene, posting):
    content = board(scene, form=SPEAKER, village=None, on=START, until=START + 2 * DAY, times=2)
    made = prove(scene.office, posting, content)
    assert [(one.on, one.times) for one in made] == [(START, 2), (START + DAY, 2), (START + 2 * DAY, 2)]
    with pytest.raises(RefusedError) as refusal:
        prove(scene.office, posting, board(scene, form=SPEAKER, village=None, on=START + 2 * DAY, until=START + 4 * DAY))
    assert wrong(refusal) == [f"Ngày: Ngày {START + 2 * DAY:%d/%m/%Y} đã ghi rồi."]


def test_a_place_is_named_where_the_form_is_a_village_s_and_only_there(scene, posting):
    for content, words in (
        (board(scene, village=None), "Nơi: Chọn thôn, tổ dân phố."),
        (board(scene, form=OFFICE_BOARD), "Nơi: Hình thức này không của riêng thôn, tổ dân phố nào."),
    ):
        with pytest.raises(RefusedError) as refusal:
            prove(scene.office, posting, content, photo())
        assert wrong(refusal) == [words]


def test_a_hostile_file_and_an_undeclared_one_are_refused_and_nothing_is_kept(scene, posting):
    kept = StoredFile.objects.count()
    for file in (
        SentFile("anh.jpg", b"\xff\xd8\xff<script>alert(1)</script>", is_not_secret=True),
        SentFile("anh.jpg", photo().data),
        SentFile("chay.exe", b"MZ", is_not_secret=True),
    ):
        with pytest.raises(RefusedError):
            prove(scene.office, posting, board(scene), file)
    assert (Proof.objects.count(), StoredFile.objects.count()) == (0, kept)


def test_nothing_comes_down_that_was_not_hung(scene, posting):
    down = board(scene, kind=Proof.Kind.ENDED, on=START + 5 * DAY)
    with pytest.raises(RefusedError, match="Chưa ghi ngày niêm yết nào trước ngày này"):
        prove(scene.office, posting, down)
    prove(scene.office, posting, board(scene), photo())
    assert prove(scene.office, posting, down)[0].kind == "ended"
    with pytest.raises(RefusedError, match="đã ghi rồi"):
        prove(scene.office, posting, down)


def test_a_village_that_was_merged_proves_up_to_its_last_day_and_the_new_one_from_then(scene, posting):
    gone = START + 10 * DAY
    new = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố Mới", founded_on=gone)
    merge(scene.village, new, gone)
    prove(scene.office, posting, board(scene, on=gone - DAY), photo())
    with pytest.raises(RefusedError) as refusal:
        prove(scene.office, posting, board(scene, on=gone), photo(80))
    assert wrong(refusal) == [
        f"Nơi: «Tổ dân phố Điệp Sơn» không còn từ {gone:%d/%m/%Y}; ghi ở nơi tiếp nhận (Tổ dân phố Mới, từ {gone:%d/%m/%Y})."
    ]
    assert prove(scene.office, posting, board(scene, village=new, on=gone), photo(80))[0].village == new


def test_a_wrong_proof_gives_way_to_a_new_row_and_stays(scene, posting):
    first = prove(scene.office, posting, board(scene), photo())[0]
    second = correct_proof(scene.office, first, board(scene, on=START + 3 * DAY))
    assert (second.corrects, second.file, second.on) == (first, first.file, START + 3 * DAY)
    assert AuditRow.objects.order_by("-pk").first().action == "publishing.correct_proof"
    third = correct_proof(scene.office, second, board(scene, on=START + 4 * DAY), photo(10))
    assert third.file != second.file
    assert list(valid_proofs()) == [third]
    for wrong_one in (first, second):
        with pytest.raises(RefusedError, match="đã được ghi lại hoặc đã bỏ"):
            correct_proof(scene.office, wrong_one, board(scene))
    with pytest.raises(RefusedError, match="Mỗi lần ghi lại một ngày"):
        correct_proof(scene.office, third, board(scene, until=START + 5 * DAY))


def test_a_proof_is_taken_back_with_its_reason(scene, posting):
    first = prove(scene.head, posting, board(scene), photo())[0]
    with pytest.raises(NotAllowedError):
        correct_proof(scene.other_head, first, None, reason="Nhầm")
    with pytest.raises(RefusedError, match="Ghi vì sao bỏ"):
        correct_proof(scene.head, first, None, reason=" ")
    void = correct_proof(scene.head, first, None, reason="Ảnh của nơi khác")
    assert (void.kind, void.note, list(valid_proofs())) == ("void", "Ảnh của nơi khác", [])
    with pytest.raises(RefusedError, match="đã được ghi lại hoặc đã bỏ"):
        correct_proof(scene.head, void, None, reason="Lại")
    with pytest.raises(TypeError):
        first.delete()


def test_correcting_keeps_form_and_village(scene, posting):
    first = proved(posting, HEAD, START, scene.village, way=Proof.Way.COMMUNITY)
    content = board(scene, village=scene.villages[1], way=Proof.Way.NETWORK)
    made = correct_proof(scene.office, first, content)
    assert (made.form, made.village, made.way) == (HEAD, scene.village, Proof.Way.NETWORK)


def test_one_sheet_of_minutes_proves_several_villages_or_none(scene, there, posting):
    content = board(scene, village=None)
    made = prove_together(scene.office, posting, content, scene.villages, photo())
    assert [one.village for one in made] == scene.villages
    assert len({one.file_id for one in made}) == 1
    with pytest.raises(RefusedError) as refusal:
        prove_together(scene.office, posting, content, scene.villages, photo())
    assert wrong(refusal) == [f"Ngày: {place}, ngày {content.on:%d/%m/%Y} đã ghi rồi." for place in VILLAGES]
    with pytest.raises(RefusedError, match="Chọn ít nhất một nơi"):
        prove_together(scene.office, posting, content, [], photo())
    with pytest.raises(NotAllowedError):
        prove_together(scene.head, posting, content, scene.villages, photo())
    with pytest.raises(RefusedError, match="không phải công khai nội dung ấy"):
        prove_together(scene.office, posting, content, [there.village], photo())
    assert Proof.objects.count() == 2


def test_a_form_that_nobody_asked_for_is_refused_once(scene, posting):
    with pytest.raises(RefusedError) as refusal:
        prove(scene.office, posting, board(scene, form=PostingForm.DIALOGUE, village=None, note="Hội trường"))
    assert wrong(refusal) == ["Hình thức: Nội dung này không phải công khai bằng hình thức ấy; chọn trong danh sách."]
