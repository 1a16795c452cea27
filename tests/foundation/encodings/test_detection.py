import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.encodings import CERTAIN, Reading, detect, family_of_font, tells_something
from tests.foundation.encodings.measured import foreign_pieces, measure
from tests.foundation.encodings.typed import ENCODERS, VNI, in_nfd, in_tcvn3, in_viqr, in_vni, in_windows_1258, pairs_of

LETTERS = sorted(set(VNI))
# A common syllable with each marked letter.
SYLLABLES = pairs_of("""
à=nhà ả=cả ã=xã á=các ạ=mạnh ă=năm ằ=bằng ẳ=khẳng ẵ=sẵn ắ=sắt ặ=mặt â=dân ầ=cần ẩ=phẩm ẫ=mẫu ấ=ấp ậ=vận đ=đường
è=nghèo ẻ=khoẻ ẽ=sẽ é=khéo ẹ=đẹp ê=quê ề=nghề ể=thể ễ=lễ ế=kinhtế ệ=nghiệp ì=gìn ỉ=tỉnh ĩ=lĩnh í=chính ị=thị ò=phòng
ỏ=nhỏ õ=rõ ó=hóa ọ=mọi ô=thôn ồ=đồng ổ=tổ ỗ=hỗ ố=phố ộ=hội ơ=nơi ờ=đời ở=ở ỡ=đỡ ớ=lớp ợ=hợp ù=mùa ủ=chủ ũ=vũ ú=phú
ụ=phụ ư=thư ừ=rừng ử=cử ữ=nữ ứ=ứng ự=lực ỳ=kỳ ỷ=thuỷ ỹ=kỹ ý=ý ỵ=kỵ
""") | {"ế": "tế"}
SENTENCES = [
    "Mô hình dân vận khéo xây dựng nông thôn mới",
    "Hội Liên hiệp Phụ nữ xã vận động hội viên giữ gìn vệ sinh",
    "Thị trấn Hòa Mạc",
    "Camera giám sát an ninh trật tự tại tổ dân phố số 3",
    "Dòng họ tự quản",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
]


LEGACY = ["tcvn3", "vni", "viqr"]


@pytest.mark.parametrize("family", LEGACY)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_titles_of_initiatives_are_known_in_each_family(sentence, family):
    assert detect(ENCODERS[family](sentence)) == Reading(family, sentence, 0.99)
    assert detect(sentence).encoding == "unicode"


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_known_in_each_family(letter):
    sentence = f"nhân dân {SYLLABLES[letter]} vận động"
    assert [detect(ENCODERS[family](sentence)).text for family in LEGACY] == [sentence] * 3
    assert detect(sentence) == Reading("unicode", sentence, detect(sentence).confidence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_unicode_in_pieces_is_put_together_without_a_doubt(sentence):
    assert detect(in_nfd(sentence)) == detect(in_windows_1258(sentence)) == Reading("nfd", sentence, 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Le garçon a été à l’école avec sa mère, né à Hué",
        "Noël, naïve, Caïn, crème brûlée, œuvre, forêt",
        "Größe für die Söhne über schöne Mädchen",
        "Müller",
        "The naïve café owner’s résumé",
        "Thé né",
        "QĐ-123/BCĐ",
        "100 µm, 12 m², 25°C, 5±1, © 2024, Hội®",
        "100 µm",
        "© 2024",
        "Ðảng bộ xã vận động nhân dân",
        "Krông Pắc, Đắk Lắk, Ê Đê, H’Mông",
        "São Paulo, El Niño, Zürich",
        "SH-2024-ÀÉ-01",
        "UBND, MTTQ, HĐND, BCĐ 35",
        "a.b@c.vn",
        "gui a.b@c.vn, www.xa.gov.vn. Ghi ro ho ten.",
        "Mo hinh dan van kheo. Xa To, thon 3 (cu). Co, khong?",
        "1.250.000",
        "I'm sure you don't. What? Why! 5 o'clock",
        "C++, nhom mau O+, A+, f(x) = a(b+c)",
        "Co., Ltd. No. 12 (a) i.e. e.g. U.S.A.",
        "N.V.A, T.T.H, TP. Ha Noi",
        "« Hà Nam » · Kim Bài",
        "Trò chơi",
        "cá",
    ],
)
def test_other_languages_codes_and_signs_are_left_alone(text):
    assert (detect(text).encoding, detect(text).text) == ("unicode", text)


@pytest.mark.parametrize("words", [1, 2, 3, 5])
def test_pieces_of_other_languages_are_never_changed_beyond_doubt(words):
    read = [detect(one) for one in foreign_pieces(words)]
    assert [one for one in read if one.encoding != "unicode" and one.confidence >= CERTAIN] == []
    assert sum(one.encoding != "unicode" for one in read) <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ăđĩũơưạảấầẩẫậắặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹabcdeghiklmnopqrstuvxy ,.-'?", max_size=40))
def test_letters_that_only_unicode_has_settle_it(text):
    assert detect(f"đ{text}") == Reading("unicode", f"đ{text}", 1.0)


# Least shares in percent: read rightly; rightly and beyond doubt; and at most changed into something else beyond doubt.
# What they really are stands in docs/decisions/0006-the-year.md; a floor a little below catches a step back.
FLOORS = {
    1: {"tcvn3": (88, 78, 0), "vni": (86, 14, 0), "viqr": (80, 40, 0), "nfd": (100, 100, 0)},
    2: {"tcvn3": (96, 93, 0), "vni": (95, 70, 0), "viqr": (82, 62, 0.5), "nfd": (100, 100, 0)},
    3: {"tcvn3": (98, 97, 0), "vni": (97, 87, 0), "viqr": (91, 84, 1), "nfd": (100, 100, 0)},
    5: {"tcvn3": (99, 99, 0), "vni": (98, 98, 0), "viqr": (97, 96, 1), "nfd": (100, 100, 0)},
}


@pytest.mark.parametrize("words", FLOORS)
def test_short_cells_alone_are_read_this_often(words):
    cells = 500
    count = measure(words, cells)
    reached = {
        family: tuple(100 * number[family] / cells for number in (count.right, count.sure, count.surely_wrong))
        for family in FLOORS[words]
    }
    floors = FLOORS[words]
    assert {family: (right >= floors[family][0], sure >= floors[family][1]) for family, (right, sure, _) in reached.items()} == (
        dict.fromkeys(floors, (True, True))
    )
    assert [family for family, (*_, wrong) in reached.items() if wrong > floors[family][2]] == []
    assert count.right["unicode"] >= cells * 0.995


def test_a_short_cell_leans_on_the_cells_around_it_and_stays_doubtful_where_both_readings_are_words():
    alone, among = detect(in_tcvn3("Hội")), detect(in_tcvn3("Hội"), nearby={"tcvn3": 12.0})
    assert (alone.encoding, alone.confidence >= CERTAIN) == ("tcvn3", False)
    assert (among.text, among.confidence >= CERTAIN) == ("Hội", True)
    both = detect(in_tcvn3("Phú"), nearby={"tcvn3": 12.0})
    assert (both.text, both.confidence < CERTAIN) == ("Phú", True)
    assert detect(in_tcvn3("Phú")).encoding == "unicode"
    assert detect("Phó", nearby={"unicode": 40.0}).encoding == "unicode"
    assert detect(in_vni("Sơn"), nearby={"vni": 12.0}).text == "Sơn"
    assert detect(in_viqr("Tổ"), nearby={"viqr": 12.0}).text == "Tổ"


def test_the_name_of_a_font_is_strong_evidence_and_no_proof():
    assert detect(in_tcvn3("Phú"), font=".VnTime") == Reading("tcvn3", "Phú", 0.99)
    assert detect(in_tcvn3("phú"), font=".VnTimeH") == Reading("tcvn3", "PHÚ", 0.99)
    assert detect(in_vni("Sơn"), font="VNI-Times") == Reading("vni", "Sơn", 0.99)
    assert detect("Đường hoa", font=".VnTime") == Reading("unicode", "Đường hoa", 1.0)
    assert detect("Nhà văn hóa các xã", font=".VnTime").encoding == "unicode"
    assert detect("To. 3", font=".VnTime").encoding == "unicode"
    assert [family_of_font(name) for name in (".VnArialH", " VNI-Helve", "Times New Roman", "")] == ["tcvn3", "vni", None, None]


def test_only_what_tells_something_is_looked_at():
    assert [tells_something(one) for one in ("UBND 12", "Hà", "ho^.i", "3,5")] == [False, True, True, False]
    assert unicodedata.is_normalized("NFC", detect(in_nfd("Đường hoa")).text)
