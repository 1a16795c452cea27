"""When a conference was opened or closed, told afterwards."""

from datetime import UTC, date, datetime

import pytest

from kheo.conference.rules.days import moment_problems


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (datetime(2025, 1, 8, 10, 10, tzinfo=UTC), False),
        (datetime(2025, 1, 9, 0, 0, tzinfo=UTC), False),
        (datetime(2025, 1, 7, 23, 59, tzinfo=UTC), True),
        (datetime(2025, 2, 1, 8, 1, tzinfo=UTC), True),
    ],
)
def test_a_moment_told_later_is_of_the_day_or_after_it_and_past(at, refused):
    now = datetime(2025, 2, 1, 8, 0, tzinfo=UTC)
    assert bool(moment_problems(at, date(2025, 1, 8), now)) is refused
