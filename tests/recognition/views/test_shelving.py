from kheo.recognition.actions.blanks import add_font
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.models import Blank, OfficeFont
from tests.recognition.actions.test_blanks import TTF, store  # noqa: F401  a fixture
from tests.recognition.blank_scene import make_blank, make_tried
from tests.recognition.views.decision_pages import sent, text_of
from tests.recognition.views.test_blanks import HERE

FONTS = f"{HERE}phong-chu/"


def at_font(font, rest):
    return f"/gso2024-349/phong-chu/{font.pk}/{rest}/"


def test_a_blank_is_renamed_put_away_and_taken_back_on_its_page(office, scene):
    blank, _offset = make_tried(scene)
    url = f"{HERE}{blank.pk}/"
    decision = scene.issued()
    issue_certificates(scene.office, decision)
    assert sent(office, f"{url}ten/", name="Phôi cũ", version=1).url == url
    assert sent(office, f"{url}cat/", version=2).url == url
    page = text_of(office.get(url))
    assert ("Dùng lại phôi" in page, "In thử một tờ" in page) == (True, False)
    listed = text_of(office.get(HERE))
    assert listed.index("Đã cất") < listed.index("Phôi cũ")
    assert "Phôi cũ" not in text_of(office.get(f"/gso2024-349/quyet-dinh/{decision.pk}/in/"))
    assert sent(office, f"{url}cat/", version=3, back="1").url == url
    assert Blank.objects.get().retired_at is None
    assert "«Phôi cũ»" in text_of(office.get(f"/gso2024-349/quyet-dinh/{decision.pk}/in/"))


def test_a_wrong_or_stale_name_stays_typed_and_says_what_is_wrong(office, scene):
    blank = make_blank(scene)
    make_blank(scene, name="Phôi xanh")
    for typed, version, told in (
        ("Phôi xanh", 1, "Đã có tên này"),
        ("", 1, "Ô này chưa điền"),
        ("Tên mới", 7, "Người khác vừa sửa mục này"),
    ):
        answer = sent(office, f"{HERE}{blank.pk}/ten/", name=typed, version=version)
        page = text_of(answer)
        assert (answer.status_code, told in page, f'value="{typed}"' in page or not typed) == (422, True, True)
    assert sent(office, f"{HERE}{blank.pk}/cat/", version=9).status_code == 422
    assert Blank.objects.get(pk=blank.pk).name == "Phôi viền đỏ"


def test_a_font_is_renamed_put_away_and_taken_back(office, scene):
    font = add_font(scene.office, scene.locality, "Tinos.ttf", TTF)
    refused = sent(office, at_font(font, "ten"), name="Tinos")
    assert (refused.status_code, "Tên giống hệt đang dùng" in text_of(refused)) == (422, True)
    assert sent(office, at_font(font, "ten"), name="Chữ giấy khen").url == FONTS
    assert sent(office, at_font(font, "cat")).url == FONTS
    page = text_of(office.get(FONTS))
    assert ("đã cất" in page, "Dùng lại" in page, "Chữ giấy khen" in page) == (True, True, True)
    blank = make_blank(scene)
    assert "Chữ giấy khen" not in text_of(office.get(f"{HERE}{blank.pk}/o-chu/"))
    assert sent(office, at_font(font, "cat"), back="1").url == FONTS
    assert "Chữ giấy khen" in text_of(office.get(f"{HERE}{blank.pk}/o-chu/"))


def test_another_towns_font_is_not_found(office, there):
    font = add_font(there.office, there.locality, "Tinos.ttf", TTF)
    assert sent(office, at_font(font, "ten"), name="Khác").status_code == 404
    assert sent(office, at_font(font, "cat")).status_code == 404
    assert OfficeFont.objects.get().retired_at is None
