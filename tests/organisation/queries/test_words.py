"""What a community and its head are called: of a name, of a text that names both kinds."""

import pytest

from kheo.organisation.queries.words import BOTH, Terms, terms_named
from kheo.organisation.templatetags.words import theo

VILLAGE, GROUP = Terms("thôn", "Trưởng thôn"), Terms("tổ dân phố", "Tổ trưởng tổ dân phố")


@pytest.mark.parametrize(("name", "terms"), [("Xóm 3", VILLAGE), ("Tổ dân phố Điệp Sơn", GROUP), ("Điệp Sơn", BOTH), ("", BOTH)])
def test_a_community_is_called_after_its_own_name(name, terms):
    assert terms_named(name) == terms


@pytest.mark.parametrize(
    ("both", "in_a_group", "in_a_village"),
    [
        ("Trưởng thôn, Tổ trưởng tổ dân phố ký", "Tổ trưởng tổ dân phố ký", "Trưởng thôn ký"),
        ("trưởng thôn, tổ trưởng, đã thống nhất", "tổ trưởng tổ dân phố, đã thống nhất", "trưởng thôn, đã thống nhất"),
        ("Thôn, tổ dân phố đang chuẩn bị", "Tổ dân phố đang chuẩn bị", "Thôn đang chuẩn bị"),
        ("đại diện thôn, tổ dân phố", "đại diện tổ dân phố", "đại diện thôn"),
        ("Ban công tác Mặt trận", "Ban công tác Mặt trận", "Ban công tác Mặt trận"),
    ],
)
def test_a_text_that_names_both_says_the_one_that_is_meant(both, in_a_group, in_a_village):
    assert (theo(both, GROUP), theo(both, VILLAGE), theo(both, BOTH)) == (in_a_group, in_a_village, both)
