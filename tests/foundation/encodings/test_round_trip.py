"""Every Vietnamese syllable, typed in each family and read back."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.encodings import composed, detect, in_family
from kheo.foundation.syllables import _RIMES, is_syllable
from tests.foundation.encodings.typed import ENCODERS, TCVN3, VNI, in_tcvn3, in_windows_1258

INITIALS = [
    "",
    "ngh",
    "ng",
    "gh",
    "gi",
    "kh",
    "ch",
    "nh",
    "ph",
    "qu",
    "th",
    "tr",
    "b",
    "c",
    "d",
    "đ",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "x",
]
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_ROOFED = "êơâăôư"


def _toned(initial, rime, tone):
    """Put the tone where the school does: on ê, ơ, â …, else on the first of two closing vowels, on the second before an end."""
    vowels = [index for index, ch in enumerate(rime) if ch in "aeiouyăâêôơư"]
    roofed = [index for index in vowels if rime[index] in _ROOFED]
    place = roofed[-1] if roofed else vowels[-1] if vowels[-1] < len(rime) - 1 or len(vowels) == 1 else vowels[-2]
    return unicodedata.normalize("NFC", initial + rime[: place + 1] + tone + rime[place + 1 :])


SYLLABLES = sorted(
    {
        written
        for initial, rime, tone in product(INITIALS, _RIMES.split(), TONES)
        if is_syllable(written := _toned(initial, rime, tone))
    }
)


def test_the_list_of_syllables_is_long():
    assert len(SYLLABLES) > 15_000


@pytest.mark.parametrize("family", ["tcvn3", "vni", "viqr", "nfd"])
@pytest.mark.parametrize("case", [str.lower, str.upper, str.capitalize])
def test_every_syllable_reads_back(family, case):
    wrong = []
    for syllable in SYLLABLES if case is str.lower else SYLLABLES[::5]:
        meant = case(syllable)
        font, exact = "", True
        if family == "tcvn3":
            # Capitals with a tone have no code of their own: only the font tells them, or the plain letters beside them.
            font = ".VnTimeH" if case is str.upper else ""
            exact = case is not str.capitalize or meant[0].lower() not in TCVN3 or meant[0] in TCVN3
        read = in_family(ENCODERS[family](meant), family, font)
        if read != meant and (exact or read.lower() != meant.lower()):
            wrong.append((meant, read))
    assert wrong == []


def test_half_composed_and_wrongly_ordered_marks_are_put_together():
    assert [one for one in SYLLABLES if composed(in_windows_1258(one)) != one] == []
    assert composed("tie\u0301\u0302n") == "tiến"
    assert (detect("tie\u0302\u0301n").encoding, detect("tie\u0302\u0301n").confidence) == ("nfd", 1.0)


def test_capitals_of_tcvn3_are_told_by_the_plain_letters_beside_them():
    assert in_family(in_tcvn3("CỘNG HÒA XÃ HỘI, TỔ Ở Ý YÊN"), "tcvn3") == "CỘNG HÒA XÃ HỘI, TỔ Ở Ý YÊN"
    assert in_family(in_tcvn3("Tổ 3"), "tcvn3") == "Tổ 3"
    assert in_family(in_tcvn3("UBND xã ĐỌI SƠN"), "tcvn3") == "UBND xã ĐỌI SƠN"


def test_both_cases_of_the_mark_behind_a_capital_are_known_in_vni():
    assert in_family("TOÅ DAÂN PHOÁ, Toå daân phoá, TOå", "vni") == "TỔ DÂN PHỐ, Tổ dân phố, TỔ"
    assert len(VNI) == len({in_family(stored, "vni") for stored in VNI.values()})


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Da^n va^.n khe'o.", "Dân vận khéo."),
        ("ba?n tin (so^' 2), xa~/phu+o+`ng", "bản tin (số 2), xã/phường"),
        ("to^? tu+. qua?n", "tổ tự quản"),
        ("tho*? pho*?", "thở phở"),
        ("gu+?i a.b@c.vn, www.xa.gov.vn", "gửi a.b@c.vn, www.xa.gov.vn"),
        ("DDa(k Kro^ng", "Đăk Krông"),
        ("he^'t\\.", "hết."),
        ("la`m the^' na`o?...", "làm thế nào?..."),
        ("u^m", "u^m"),
        ("“Nha’ sa.ch”", "“Nhá sạch”"),
    ],
)
def test_viqr_as_people_type_it(typed, shown):
    assert in_family(typed, "viqr") == shown


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SYLLABLES), min_size=5, max_size=9), st.sampled_from(["tcvn3", "vni", "viqr", "nfd"]))
def test_five_words_with_marks_are_known_and_read_whole(words, family):
    meant = " ".join(["Vận động", *words, "xây dựng"])
    read = detect(ENCODERS[family](meant))
    assert (read.encoding, read.text) == (family, meant)
