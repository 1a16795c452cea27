import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.legacy_encodings import legacy_font


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


# Both tables letter by letter, as the two code pages stand in print; not taken from the data the detector reads.
TCVN3 = _table("""
à=µ ả=¶ ã=· á=¸ ạ=¹ ă=¨ ằ=» ẳ=¼ ẵ=½ ắ=¾ ặ=Æ â=© ầ=Ç ẩ=È ẫ=É ấ=Ê ậ=Ë đ=® è=Ì ẻ=Î ẽ=Ï é=Ð ẹ=Ñ ê=ª ề=Ò ể=Ó ễ=Ô ế=Õ ệ=Ö
ì=× ỉ=Ø ĩ=Ü í=Ý ị=Þ ò=ß ỏ=á õ=â ó=ã ọ=ä ô=« ồ=å ổ=æ ỗ=ç ố=è ộ=é ơ=¬ ờ=ê ở=ë ỡ=ì ớ=í ợ=î ù=ï ủ=ñ ũ=ò ú=ó ụ=ô ừ=õ ử=ö
ữ=÷ ứ=ø ự=ù ỳ=ú ỷ=û ỹ=ü ý=ý ỵ=þ Ă=¡ Â=¢ Ê=£ Ô=¤ Ơ=¥ Ư=¦ Đ=§
""") | {"ư": "\u00ad"}
VNI = _table("""
à=aø ả=aû ã=aõ á=aù ạ=aï ă=aê ằ=aè ẳ=aú ẵ=aü ắ=aé ặ=aë â=aâ ầ=aà ẩ=aå ẫ=aã ấ=aá ậ=aä đ=ñ è=eø ẻ=eû ẽ=eõ é=eù ẹ=eï
ê=eâ ề=eà ể=eå ễ=eã ế=eá ệ=eä ì=ì ỉ=æ ĩ=ó í=í ị=ò ò=oø ỏ=oû õ=oõ ó=où ọ=oï ô=oâ ồ=oà ổ=oå ỗ=oã ố=oá ộ=oä ơ=ô ờ=ôø
ở=ôû ỡ=ôõ ớ=ôù ợ=ôï ù=uø ủ=uû ũ=uõ ú=uù ụ=uï ư=ö ừ=öø ử=öû ữ=öõ ứ=öù ự=öï ỳ=yø ỷ=yû ỹ=yõ ý=yù ỵ=î
""")
LETTERS = sorted(set(VNI))
# A common syllable with each marked letter.
SYLLABLES = _table("""
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


def typed(text: str, table: dict[str, str]) -> str:
    def one(ch: str) -> str:
        if ch in table or ch.lower() not in table:
            return table.get(ch, ch)
        stored = table[ch.lower()]
        return stored.upper() if table is VNI else stored  # the capital fonts of TCVN3 keep the small letters' codes

    return "".join(map(one, text))


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_known_in_both_families(letter):
    sentence = f"nhân dân {SYLLABLES[letter]} vận động"
    assert legacy_font(typed(sentence, TCVN3)) == "TCVN3"
    assert legacy_font(typed(sentence, VNI)) == "VNI"
    assert legacy_font(sentence) is None


@pytest.mark.parametrize("sentence", SENTENCES)
def test_titles_of_initiatives_are_known_in_both_families(sentence):
    assert legacy_font(typed(sentence, TCVN3)) == "TCVN3"
    assert legacy_font(typed(sentence, VNI)) == "VNI"
    assert legacy_font(typed(sentence.upper(), VNI)) == "VNI"
    for form in ("NFC", "NFD"):
        assert legacy_font(unicodedata.normalize(form, sentence)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Le garçon a été à l’école avec sa mère, né à Hué",
        "Noël, naïve, Thaï, Caïn, crème brûlée, œuvre, forêt",
        "Größe für die Söhne über schöne Mädchen",
        "Müller",
        "The naïve café owner’s résumé",
        "Thé né",
        "QĐ-123/BCĐ",
        "100 µm, 12 m², 25°C, 5±1, © 2024, Hội®",
        "Ðảng bộ xã vận động nhân dân",
        "Krông Pắc, Đắk Lắk, Ê Đê, H’Mông",
        "São Paulo, El Niño, Zürich",
        "SH-2024-ÀÉ-01",
    ],
)
def test_other_languages_codes_and_signs_are_left_alone(text):
    assert legacy_font(text) is None


@given(st.text(alphabet="".join(LETTERS + [letter.upper() for letter in LETTERS]) + "abcdeghiklmnopqrstuvxy ,.-", max_size=80))
def test_the_vietnamese_alphabet_is_never_flagged(text):
    for form in ("NFC", "NFD"):
        assert legacy_font(unicodedata.normalize(form, text)) is None


@given(st.lists(st.sampled_from(sorted(SYLLABLES.values())), min_size=4, max_size=12, unique=True))
def test_any_four_marked_words_are_known_in_both_families(words):
    sentence = " ".join([*words, "vận", "động"])
    assert legacy_font(sentence) is None
    assert legacy_font(typed(sentence, TCVN3)) == "TCVN3"
    assert legacy_font(typed(sentence, VNI)) == "VNI"
