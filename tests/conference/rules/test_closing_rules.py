"""Owners that end, the frozen record's bytes, the order of the ceremony."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.conference.rules.owners import Existence, ended_by
from kheo.conference.rules.protocol import group_title, handed_kinds, order_rule, place_of
from kheo.conference.rules.record import canonical, digest, digest_of_text

ENDED = date(2025, 7, 1)
DAY = date(2025, 1, 8)


@pytest.mark.parametrize(
    ("owner", "due", "said"),
    [
        (Existence("Phường A"), date(2030, 1, 1), ""),
        (Existence("Phường A", ENDED), date(2025, 6, 30), ""),
        (
            Existence("Phường A", ENDED, ("Phường Duy Tiên", "Phường Hà Nam")),
            ENDED,
            (
                "Phường A thôi hoạt động từ 01/07/2025, mà hạn là 01/07/2025; giao cho Phường Duy Tiên, Phường Hà Nam, "
                "hoặc đặt hạn trước ngày ấy."
            ),
        ),
        (
            Existence("Hội X", ENDED),
            date(2025, 12, 31),
            (
                "Hội X thôi hoạt động từ 01/07/2025, mà hạn là 31/12/2025; giao cho cơ quan, đơn vị khác, "
                "hoặc đặt hạn trước ngày ấy."
            ),
        ),
    ],
)
def test_an_owner_that_ended_by_the_due_day_is_named_with_date_and_successor(owner, due, said):
    assert ended_by(owner, due) == said


def test_equal_content_gives_equal_bytes_whatever_the_order_of_its_keys():
    assert canonical({"b": [1, "đ"], "a": None}) == '{"a":null,"b":[1,"đ"]}'.encode()
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest_of_text("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_what_is_no_number_has_no_place_in_a_record():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3))


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4), st.text(max_size=5), st.integers())
def test_any_change_changes_the_digest(content, key, value):
    changed = {**content, key: value}
    assert (digest(changed) == digest(content)) == (canonical(changed) == canonical(content))


def test_medals_come_before_certificates_and_those_before_commendations():
    assert handed_kinds(DAY) == ("medal", "recognition", "commendation")
    assert order_rule(DAY).verified is False
    title = group_title("medal", DAY, form="kỷ niệm chương", issuer="Ban Dân vận Trung ương", year=2024)
    assert title == "Trao kỷ niệm chương “Vì sự nghiệp Dân vận” của Ban Dân vận Trung ương"


KINDS = ("medal", "recognition", "commendation")


@given(st.lists(st.sampled_from(KINDS), max_size=6), st.sampled_from(KINDS))
def test_a_group_joins_after_the_last_of_no_lower_rank(present, kind):
    at = place_of(kind, present, KINDS)
    assert all(KINDS.index(other) > KINDS.index(kind) for other in present[at:])
    assert at == 0 or KINDS.index(present[at - 1]) <= KINDS.index(kind)
