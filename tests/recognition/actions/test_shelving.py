from decimal import Decimal

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.blanks import add_font, set_places
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.prints import BatchContent, print_batch, print_trial
from kheo.recognition.actions.shelving import rename_blank, rename_font, shelve_blank, shelve_font
from kheo.recognition.models import Blank, OfficeFont, PrintRun
from kheo.recognition.queries.blanks import blanks_in_use, find_font, fonts_for, fonts_of
from kheo.recognition.rules.blanks import FieldContent
from kheo.recognition.tasks import trial_pdf
from tests import factories
from tests.recognition.actions.test_blanks import TTF, store  # noqa: F401  a fixture
from tests.recognition.blank_scene import make_blank, make_tried
from tests.recognition.scene import wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def font(scene):
    return add_font(scene.office, scene.locality, "Tinos.ttf", TTF)


def field(font=None):
    return FieldContent(key="holder", x=Decimal(10), y=Decimal(100), width=Decimal(100), font=font and font.pk)


def details(action):
    return [row.details for row in AuditRow.objects.filter(action=action).order_by("pk")]


def test_a_blank_is_renamed_and_what_was_printed_on_it_is_the_same_to_the_byte(scene):
    blank, _offset = make_tried(scene)
    run = PrintRun.objects.get()
    before = trial_pdf(run)
    made = rename_blank(scene.office, blank, "  Phôi  mua 2025 ", blank.version)
    assert (made.name, made.version) == ("Phôi mua 2025", blank.version + 1)
    assert trial_pdf(PrintRun.objects.get()) == before
    assert details("blank.rename") == [{"from": "Phôi viền đỏ", "to": "Phôi mua 2025"}]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (" ", "Tên: Chưa ghi tên."),
        ("Phôi viền đỏ", "Tên: Tên giống hệt đang dùng; không có gì để đổi."),
        ("PHÔI XANH", "Tên: Đã có tên này, kể cả trong những thứ đã cất; đặt tên khác."),
        ("a" * 121, "Tên: Dài 121 ký tự, nhiều nhất 120; rút gọn lại."),
    ],
)
def test_a_name_that_cannot_be_is_refused(scene, there, name, told):
    blank = make_blank(scene)
    make_blank(there, name="Phôi bên kia")
    make_blank(scene, name="Phôi xanh")
    with pytest.raises(RefusedError) as refusal:
        rename_blank(scene.office, blank, name, blank.version)
    assert len(wrong(refusal)) == 1
    assert wrong(refusal)[0].partition(" ký tự")[0] == told.partition(" ký tự")[0]
    assert rename_blank(scene.office, blank, "Phôi bên kia", blank.version).name == "Phôi bên kia"


def test_a_blank_put_away_is_not_offered_and_taken_back_it_is(scene):
    blank, offset = make_tried(scene)
    decision = scene.issued()
    issue_certificates(scene.office, decision)
    away = shelve_blank(scene.office, blank, blank.version, away=True)
    assert list(blanks_in_use(scene.locality)) == []
    for act in (
        lambda: print_trial(scene.office, away, offset),
        lambda: print_batch(scene.office, decision, BatchContent(away, offset)),
    ):
        with pytest.raises(RefusedError) as refusal:
            act()
        assert "Phôi «Phôi viền đỏ» đã cất; dùng lại phôi ở trang của nó, hoặc chọn phôi khác." in wrong(refusal)[0]
    assert trial_pdf(PrintRun.objects.get()).startswith(b"%PDF")
    assert shelve_blank(scene.office, away, away.version, away=True).version == away.version
    back = shelve_blank(scene.office, away, away.version, away=False)
    assert (back.retired_at, list(blanks_in_use(scene.locality))) == (None, [back])
    assert print_batch(scene.office, decision, BatchContent(back, offset)).lines.count() == 3
    assert details("blank.shelve") == [{"away": True}, {"away": False}]


def test_a_stale_page_changes_nothing(scene):
    blank = make_blank(scene)
    rename_blank(scene.office, blank, "Tên mới", blank.version)
    for act in (
        lambda: rename_blank(scene.office, blank, "Tên khác", blank.version),
        lambda: shelve_blank(scene.office, blank, blank.version, away=True),
    ):
        with pytest.raises(RefusedError):
            act()
    kept = Blank.objects.get()
    assert (kept.name, kept.retired_at) == ("Tên mới", None)


def test_a_font_put_away_is_offered_only_where_it_stands_already(scene, font):
    blank, other = make_blank(scene), make_blank(scene, name="Phôi xanh")
    set_places(scene.office, blank, [field(font)], blank.version)
    away = shelve_font(scene.office, font, away=True)
    assert shelve_font(scene.office, away, away=True).retired_at == away.retired_at
    blank.refresh_from_db()
    set_places(scene.office, blank, [field(font)], blank.version)
    with pytest.raises(RefusedError) as refusal:
        set_places(scene.office, other, [field(font)], other.version)
    assert wrong(refusal) == ["Phông đã chọn không có trong danh sách phông của văn phòng; chọn lại."]
    assert (fonts_for(scene.locality, []), list(fonts_of(scene.locality))) == ([], [font])
    with pytest.raises(RefusedError) as again:
        add_font(scene.office, scene.locality, "Tinos.ttf", TTF)
    assert "nếu đã cất thì dùng lại" in wrong(again)[0]
    shelve_font(scene.office, away, away=False)
    assert set_places(scene.office, other, [field(font)], other.version).number == 2
    assert details("font.shelve") == [{"away": True}, {"away": False}]


def test_a_font_is_renamed_its_file_stays(scene, there, font):
    assert rename_font(scene.office, font, "Chữ giấy khen").name == "Chữ giấy khen"
    assert OfficeFont.objects.get().file == font.file
    assert details("font.rename") == [{"from": "Tinos", "to": "Chữ giấy khen"}]
    assert find_font(there.locality, font.pk) is None


def test_who_may_not_renames_and_puts_away_nothing(scene, font):
    blank = make_blank(scene)
    viewer = factories.actor_for(factories.make_account(Role.VIEWER, scene.locality))
    for act in (
        lambda: rename_blank(viewer, blank, "Khác", blank.version),
        lambda: shelve_blank(viewer, blank, blank.version, away=True),
        lambda: rename_font(viewer, font, "Khác"),
        lambda: shelve_font(viewer, font, away=True),
    ):
        with pytest.raises(NotAllowedError):
            act()
