from datetime import date

import pytest

from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable

OLD = Rule("days", 10, "Luật cũ", "Điều 1", date(2020, 1, 1), date(2025, 7, 1), verified=True)
NEW = Rule("days", 5, "Luật mới", "", date(2025, 7, 1))
TABLE = RuleTable((OLD, NEW))


@pytest.mark.parametrize(("day", "rule"), [(date(2020, 1, 1), OLD), (date(2025, 6, 30), OLD), (date(2025, 7, 1), NEW)])
def test_on_gives_the_row_in_force_on_both_sides_of_the_change(day, rule):
    assert TABLE.on("days", day) is rule


@pytest.mark.parametrize(("key", "day"), [("days", date(2019, 12, 31)), ("other", date(2025, 7, 1))])
def test_on_says_when_no_row_holds(key, day):
    with pytest.raises(NoRuleInForceError, match=key):
        TABLE.on(key, day)


def test_citation_says_when_the_text_was_not_read():
    assert OLD.citation == "Điều 1 Luật cũ"
    assert NEW.citation == "Luật mới (chưa đối chiếu văn bản)"
