from datetime import date

import pytest

from kheo.foundation.rules import NoRuleInForceError
from kheo.organisation.rules.villages import HEADS, kind_of, slug, village_words

BEFORE, DECREE = date(2026, 5, 25), date(2026, 5, 26)


@pytest.mark.parametrize("day", [date(2024, 6, 1), BEFORE, DECREE])
def test_commune_has_thon_and_ward_has_to_dan_pho(day):
    commune, ward = village_words("xã", day), village_words("phường", day)
    assert (commune.community, commune.head, commune.choices) == ("thôn", "Trưởng thôn", ("thôn",))
    assert (ward.community, ward.head, ward.choices) == ("tổ dân phố", "Tổ trưởng tổ dân phố", ("tổ dân phố",))


def test_the_rule_cited_changes_on_the_day_of_the_decree():
    assert village_words("xã", BEFORE).citation == "Điều 1 Thông tư 04/2012/TT-BNV (chưa đối chiếu văn bản)"
    assert (
        village_words("xã", DECREE).citation == "Điều 2 khoản 3, Điều 4 khoản 1 Nghị định 185/2026/NĐ-CP (chưa đối chiếu văn bản)"
    )


def test_township_has_to_dan_pho_until_townships_ended():
    assert village_words("thị trấn", date(2025, 6, 30)).community == "tổ dân phố"
    with pytest.raises(NoRuleInForceError):
        village_words("thị trấn", date(2025, 7, 1))


def test_special_zone_chooses_and_exists_from_mid_2025():
    with pytest.raises(NoRuleInForceError):
        village_words("đặc khu", date(2025, 6, 30))
    assert village_words("đặc khu", date(2025, 7, 1)).choices == ("thôn", "tổ dân phố")
    assert village_words("đặc khu", DECREE).choices == tuple(HEADS)


def test_districts_have_no_villages_of_their_own():
    with pytest.raises(NoRuleInForceError):
        village_words("thị xã", DECREE)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Thôn Ninh Lão", "thôn"),
        ("Ấp 3", "thôn"),
        ("to dan pho so 3", "tổ dân phố"),
        ("Khu phố 5", "tổ dân phố"),
        ("Thôngu", None),
        ("Ninh Lão", None),
    ],
)
def test_kind_of_reads_the_first_words(name, kind):
    assert kind_of(name) == kind


def test_slug_is_plain_and_short():
    assert slug("Tổ dân phố số 3 (Đồng Văn)") == "to-dan-pho-so-3-dong-van"
    assert len(slug("Thôn " + "rất dài " * 20)) <= 40
