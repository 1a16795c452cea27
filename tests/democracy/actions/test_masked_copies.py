"""The masked copy takes the place of what it was made from, at one press; the original stays with the office."""

import pytest

from kheo.democracy.actions.masked_copies import place_masked
from kheo.democracy.actions.postings import discard_draft, draft_posting, edit_draft, publish
from kheo.democracy.actions.screenings import decide_findings, screen_draft
from kheo.democracy.models import Screening
from kheo.democracy.queries.screenings import read_kept
from kheo.democracy.rules.sensitive import KEEP, MASK, Verdict
from kheo.foundation.audit.models import AuditRow
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.posting_scene import content, paper
from tests.democracy.sensitive.test_files import IDENTITY, PHONE

pytestmark = pytest.mark.django_db
MASKED = "xxxxxxxxx234"


@pytest.fixture
def draft(scene):
    words = content(title=f"Hỗ trợ ông A, CCCD {IDENTITY}", summary=f"Điện thoại {PHONE}.\nHỗ trợ một lần.")
    return draft_posting(scene.office, scene.locality, words, paper("ds.txt", f"ĐT {PHONE}".encode()))


def decided(scene, draft, verdict=MASK):
    for look in screen_draft(scene.office, draft):
        said = {row.number: Verdict(verdict, "người đó đồng ý") for row in look.findings.all()}
        decide_findings(scene.office, look, said, look.version)
    return draft


def test_words_and_paper_give_way_at_once_and_may_be_published(scene, draft):
    former = draft.paper
    made = place_masked(scene.office, decided(scene, draft), 1)
    assert (made.title, made.summary) == (f"Hỗ trợ ông A, CCCD {MASKED}", "Điện thoại xxxxxxx678.\nHỗ trợ một lần.")
    assert read_kept(made.paper).data.decode() == "ĐT xxxxxxx678"
    assert (made.original, made.paper.name, made.version) == (former, "ds-da-che.txt", 2)
    looks = {look.pk: look for look in Screening.objects.all()}
    row = AuditRow.objects.get(action="publishing.place_masked")
    assert row.details["placed"] == [
        {"look": pk, "from": looks[pk].digest, "to": looks[pk].masked_digest} for pk in sorted(looks)
    ]
    posted = publish(scene.office, made, made.version)
    assert (posted.paper, posted.draft.original) == (made.paper, former)


def test_only_what_was_masked_gives_way(scene):
    words = content(title="Danh sách hỗ trợ", summary="Xem tệp.")
    made = draft_posting(scene.office, scene.locality, words, paper("ds.txt", f"ĐT {PHONE}".encode()))
    placed = place_masked(scene.office, decided(scene, made), 1)
    assert (placed.title, placed.summary, placed.paper.name) == ("Danh sách hỗ trợ", "Xem tệp.", "ds-da-che.txt")


def test_words_alone_leave_the_paper_where_it_is(scene):
    made = draft_posting(scene.office, scene.locality, content(summary=f"ĐT {PHONE}"), paper())
    placed = place_masked(scene.office, decided(scene, made), 1)
    assert (placed.summary, placed.paper, placed.original) == ("ĐT xxxxxxx678", made.paper, None)


def test_nothing_is_placed_before_all_is_decided_after_a_change_or_twice(scene, draft):
    screen_draft(scene.office, draft)
    with pytest.raises(RefusedError, match="Chưa có bản đã che"):
        place_masked(scene.office, draft, 1)
    decided(scene, draft)
    changed = edit_draft(scene.office, draft, content(title="Khác"), 1, paper("khac.txt", f"Số máy: {PHONE}".encode()))
    with pytest.raises(RefusedError, match="soát lại"):
        place_masked(scene.office, changed, changed.version)


def test_what_was_kept_open_gives_no_copy(scene, draft):
    with pytest.raises(RefusedError, match="Chưa có bản đã che"):
        place_masked(scene.office, decided(scene, draft, KEEP), 1)


def test_a_version_that_moved_on_or_a_published_draft_is_refused(scene, draft):
    made = place_masked(scene.office, decided(scene, draft), 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        place_masked(scene.office, made, 1)
    publish(scene.office, made, made.version)
    with pytest.raises(RefusedError, match="vừa công khai hoặc bỏ"):
        place_masked(scene.office, made, made.version)


def test_only_the_office_of_the_place_puts_the_copy_in(scene, there, draft):
    decided(scene, draft)
    for actor in (scene.head, scene.front, scene.leader, there.office):
        with pytest.raises(NotAllowedError):
            place_masked(actor, draft, 1)


def test_the_original_goes_with_a_new_paper_and_with_the_draft(scene, draft):
    made = place_masked(scene.office, decided(scene, draft), 1)
    first = made.original
    made = edit_draft(scene.office, made, content(), made.version, paper("moi.txt", f"Số {PHONE}".encode()))
    assert (made.original, StoredFile.objects.filter(pk=first.pk).exists()) == (None, False)
    made = place_masked(scene.office, decided(scene, made), made.version)
    second = made.original
    discard_draft(scene.office, made, made.version)
    assert not StoredFile.objects.filter(pk=second.pk).exists()
    assert set(Screening.objects.values_list("draft", flat=True)) == {None}


def test_a_look_that_waits_is_not_begun_twice_and_its_title_holds_no_number(scene, draft):
    begun = screen_draft(scene.office, draft)
    assert [one.title for one in begun] == [f"{called}: Hỗ trợ ông A, CCCD {MASKED}" for called in ("Nội dung chính", "Văn bản")]
    assert screen_draft(scene.office, draft) == begun
    decided(scene, draft)
    assert screen_draft(scene.office, draft) == begun
    place_masked(scene.office, draft, 1)
    draft.refresh_from_db()
    assert screen_draft(scene.office, draft) == []
