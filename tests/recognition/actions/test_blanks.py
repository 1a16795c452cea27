import io
from decimal import Decimal

import pytest
from PIL import Image

from kheo.documents.fonts import TINOS
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NOBODY, NotAllowedError
from kheo.recognition.actions.blanks import add_font, create_blank, measure_printer, set_places, set_scan
from kheo.recognition.models import Blank, BlankVersion, OfficeFont, PrinterOffset
from kheo.recognition.queries.blanks import background_of, fields_of, newest_version, offsets_of, paper_of
from kheo.recognition.rules.blanks import FieldContent
from tests.documents.test_certificate import CONTENT, certificate_pdf
from tests.recognition.blank_scene import make_blank, measured
from tests.recognition.scene import DAY, wrong

pytestmark = pytest.mark.django_db
FIELD = FieldContent(key="holder", x=Decimal(10), y=Decimal(100), width=Decimal("100.5"), size=Decimal(20), bold=True)
CODE = FieldContent(key="qr", x=Decimal(10), y=Decimal(150), width=Decimal(25), lines=3)
TTF = (TINOS / "Tinos-Regular.ttf").read_bytes()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def acts():
    return list(AuditRow.objects.filter(action__regex="^(blank|font)").order_by("pk").values_list("action", flat=True))


def a_picture(kind="PNG"):
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), (10, 120, 10)).save(drawn, kind)
    return drawn.getvalue()


def test_a_new_blank_has_the_usual_places_as_its_first_version(scene):
    blank = make_blank(scene, name="  Phôi   viền đỏ ")
    version = newest_version(blank)
    assert (blank.name, version.number) == ("Phôi viền đỏ", 1)
    assert [field.key for field in fields_of(version)] == ["holder", "title", "decision_line", "register", "place_on", "signer"]
    assert acts() == ["blank.create"]


def test_a_blank_is_named_once_in_its_town(scene, there):
    make_blank(scene)
    make_blank(there)
    with pytest.raises(RefusedError) as refusal:
        make_blank(scene)
    assert wrong(refusal) == ["Tên phôi: Đã có phôi mang tên này; đặt tên khác, ví dụ thêm năm in."]
    assert (Blank.objects.count(), BlankVersion.objects.count()) == (2, 2)


def test_what_is_no_paper_is_refused_all_at_once(scene):
    with pytest.raises(RefusedError) as refusal:
        create_blank(scene.office, scene.locality, " ", "x", "A5", "y")
    assert wrong(refusal) == [
        "Tên phôi: Chưa đặt tên cho phôi.",
        "Loại giấy: Chọn một trong danh sách.",
        "Cỡ giấy: Chọn một trong danh sách.",
        "Chiều giấy: Chọn một trong danh sách.",
    ]


def test_places_are_written_as_a_new_version_and_the_old_one_stays(scene):
    blank = make_blank(scene)
    first = newest_version(blank)
    made = set_places(scene.office, blank, [FIELD, CODE], 1)
    assert (made.number, newest_version(blank), fields_of(first)[0].key) == (2, made, "holder")
    holder, code = fields_of(made)
    assert (holder.width, holder.bold, code.lines) == (Decimal("100.5"), True, 1)
    assert acts() == ["blank.create", "blank.places"]
    with pytest.raises(RefusedError) as refusal:
        set_places(scene.office, blank, [FIELD], 1)
    assert wrong(refusal)[0].startswith("Người khác vừa sửa mục này")


def test_places_that_do_not_stand_on_the_sheet_write_nothing(scene):
    blank = make_blank(scene)
    with pytest.raises(RefusedError) as refusal:
        set_places(scene.office, blank, [], 1)
    assert wrong(refusal) == ["Chưa chọn ô nào để in; đánh dấu «In ô này» ở ít nhất một ô."]
    assert newest_version(blank).number == 1


def test_only_own_places_keep_words(scene):
    fields = [FieldContent(key=key, x=FIELD.x, y=FIELD.y, width=FIELD.width, text=" Khen  tặng ") for key in ("holder", "own1")]
    made = set_places(scene.office, make_blank(scene), fields, 1)
    assert [field.text for field in fields_of(made)] == ["", "Khen tặng"]


def test_a_scan_is_kept_replaced_and_taken_away(scene, django_capture_on_commit_callbacks):
    blank = make_blank(scene)
    set_scan(scene.office, blank, SentFile("phoi.png", a_picture(), is_not_secret=True), 1)
    blank.refresh_from_db()
    assert background_of(blank)[0] == "png"
    with django_capture_on_commit_callbacks(execute=True):
        set_scan(scene.office, blank, SentFile("phoi.jpg", a_picture("JPEG"), is_not_secret=True), 2)
    blank.refresh_from_db()
    assert (background_of(blank)[0], StoredFile.objects.count()) == ("jpg", 1)
    set_scan(scene.office, blank, SentFile("phoi.jpg", a_picture("JPEG"), is_not_secret=True), 3)
    set_scan(scene.office, blank, None, 4)
    blank.refresh_from_db()
    assert (background_of(blank), StoredFile.objects.count()) == (None, 0)
    assert acts() == ["blank.create", *["blank.scan"] * 4]


def test_a_scan_as_pdf_is_kept_as_the_picture_of_its_first_page(scene):
    blank = make_blank(scene)
    set_scan(scene.office, blank, SentFile("phoi.pdf", certificate_pdf(CONTENT), is_not_secret=True), 1)
    blank.refresh_from_db()
    ending, data = background_of(blank)
    assert (ending, blank.scan.name, Image.open(io.BytesIO(data)).width) == ("png", "phoi.png", 2000)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("phoi.pdf", b"%PDF-1.4\nkhong phai\n%%EOF", "Bản quét: Không vẽ được trang đầu của «phoi.pdf»."),
        ("phoi.txt", b"chu", "Bản quét: Bản quét phôi là ảnh .jpg, .png hoặc PDF;"),
        ("phoi.exe", b"MZ", "Bản quét: Tệp «phoi.exe» thuộc loại .exe"),
    ],
)
def test_what_is_no_scan_is_refused(scene, name, data, said):
    blank = make_blank(scene)
    with pytest.raises(RefusedError) as refusal:
        set_scan(scene.office, blank, SentFile(name, data, is_not_secret=True), 1)
    assert wrong(refusal)[0].startswith(said)
    assert StoredFile.objects.count() == 0


def test_a_scan_of_which_nobody_says_that_it_is_no_secret_is_not_kept(scene):
    with pytest.raises(RefusedError) as refusal:
        set_scan(scene.office, make_blank(scene), SentFile("phoi.png", a_picture()), 1)
    assert wrong(refusal)[0].startswith("Xác nhận: ")


def test_the_newest_measure_of_a_printer_holds_however_its_name_is_typed(scene):
    blank = make_blank(scene)
    measured(scene, blank)
    other = measured(scene, blank, printer="HP")
    again = measured(scene, blank, dx="0.5", printer="CANON  phong hop")
    assert set(offsets_of([blank])) == {again, other}
    assert (again.number, PrinterOffset.objects.count()) == (2, 3)
    assert paper_of(newest_version(blank), again, DAY).shift.dx == 0.5
    assert acts()[-1] == "blank.measure"


def test_a_measure_needs_a_name_and_a_sound_offset(scene):
    with pytest.raises(RefusedError) as refusal:
        measure_printer(scene.office, make_blank(scene), " ", Decimal("0.3"), Decimal(0))
    assert wrong(refusal) == [
        "Lệch ngang (mm): Ghi theo bước 0,5 mm, ví dụ −1,5.",
        "Máy in: Chưa ghi tên máy in; ghi như văn phòng vẫn gọi, ví dụ «Canon phòng họp».",
    ]


def test_a_font_is_kept_once_and_chosen_for_a_place(scene, there):
    font = add_font(scene.office, scene.locality, "chu-dep.ttf", TTF)
    assert (font.name, acts()) == ("Tinos", ["font.add"])
    with pytest.raises(RefusedError) as refusal:
        add_font(scene.office, scene.locality, "khac.ttf", TTF)
    assert wrong(refusal) == [
        "Tệp phông: Văn phòng đã có đúng phông này; chọn nó ở ô chữ của phôi, nếu đã cất thì dùng lại ở trang này."
    ]
    blank = make_blank(scene)
    made = set_places(scene.office, blank, [FieldContent(key="holder", x=FIELD.x, y=FIELD.y, width=FIELD.width, font=font.pk)], 1)
    (place,) = paper_of(made, None, DAY).places
    assert place.face.family.startswith("Office ")
    theirs = make_blank(there)
    with pytest.raises(RefusedError) as refusal:
        set_places(there.office, theirs, [FieldContent(key="holder", x=FIELD.x, y=FIELD.y, width=FIELD.width, font=font.pk)], 1)
    assert wrong(refusal) == ["Phông đã chọn không có trong danh sách phông của văn phòng; chọn lại."]


def test_a_bold_font_is_called_by_its_style_too(scene):
    assert add_font(scene.office, scene.locality, "dam.ttf", (TINOS / "Tinos-Bold.ttf").read_bytes()).name == "Tinos Bold"


def test_what_is_no_font_is_refused(scene):
    with pytest.raises(RefusedError) as refusal:
        add_font(scene.office, scene.locality, "anh.ttf", a_picture())
    assert wrong(refusal)[0].startswith("Tệp phông: Tệp «anh.ttf» mang đuôi .ttf nhưng nội dung là tệp .png.")
    assert OfficeFont.objects.count() == 0


def test_nobody_but_the_office_touches_blanks(scene, there):
    blank = make_blank(scene)
    for actor in (NOBODY, there.office):
        with pytest.raises(NotAllowedError):
            create_blank(actor, scene.locality, "Phôi", "merit", "A4", "portrait")
        with pytest.raises(NotAllowedError):
            set_places(actor, blank, [FIELD], 1)
        with pytest.raises(NotAllowedError):
            set_scan(actor, blank, None, 1)
        with pytest.raises(NotAllowedError):
            measure_printer(actor, blank, "HP", Decimal(0), Decimal(0))
        with pytest.raises(NotAllowedError):
            add_font(actor, scene.locality, "chu.ttf", TTF)
