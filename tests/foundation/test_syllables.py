import unicodedata

import pytest

from kheo.foundation.syllables import is_syllable

KNOWN = """
gì giếng quốc quý khuỷu nghiêng ngoằn xoong thuở Đường HÒA hoà yêu ý uỷ ủy khuya quyết giặt kỳ cà ghế nghe
"""


@pytest.mark.parametrize("word", KNOWN.split())
def test_syllable_is_known_in_both_normal_forms(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["les", "und", "céng", "kà", "gê", "ngé", "mat̀", "các̀", "hạt̃", "cach", "đ", "", "thôn1", "ab"])
def test_what_is_no_syllable_is_not_taken_for_one(word):
    assert not is_syllable(word)
