from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.assessment.rules.council import (
    CHAIR,
    CRITERION,
    MEAN,
    MEDIAN,
    SAME,
    TRIMMED,
    Candidate,
    Distribution,
    Reader,
    aggregate,
    distribute,
    is_wide,
    last_day_of_appeals,
    needed,
    place,
    reaches,
    spread,
)

POINTS = st.decimals(0, 100, places=2)


def points(*values):
    return [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("totals", "method", "result"),
    [
        ((80, 81, 81), MEAN, "80.67"),
        ((80, "80.01"), MEAN, "80.01"),  # 80.005: half goes up
        ((10, 80, 82), MEDIAN, "80.00"),
        ((10, 80, 82, 90), MEDIAN, "81.00"),
        ((10, 80, 82, 90), TRIMMED, "81.00"),
        ((10, 80, 99), TRIMMED, "80.00"),
        ((10, 80), TRIMMED, "45.00"),  # two sheets: nothing to leave out
        ((77,), TRIMMED, "77.00"),
    ],
)
def test_many_sheets_come_to_one_result(totals, method, result):
    assert aggregate(points(*totals), method) == Decimal(result)


@given(st.lists(POINTS, min_size=1, max_size=9), st.sampled_from([MEAN, MEDIAN, TRIMMED]))
def test_a_result_lies_between_the_sheets_and_no_order_changes_it(totals, method):
    result = aggregate(totals, method)
    assert min(totals) <= result <= max(totals)
    assert result == aggregate(sorted(totals), method)


def test_a_spread_at_the_limit_is_not_wide():
    totals = points(70, "79.5", 80)
    assert spread(totals) == 10
    assert (is_wide(totals, Decimal(10)), is_wide(totals, Decimal("9.99")), is_wide(points(70), Decimal(0))) == (
        False,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("votes", "members", "percent", "enough"),
    [
        (7, 10, 70, True),
        (6, 10, 70, False),
        (5, 7, 70, True),
        (4, 7, 70, False),
        (9, 13, 70, False),
        (10, 13, 70, True),
        (0, 0, 70, False),
    ],
)
def test_votes_count_against_all_members(votes, members, percent, enough):
    assert reaches(votes, members, percent) is enough


@given(st.integers(1, 60), st.integers(1, 100))
def test_the_number_needed_is_the_first_that_reaches(members, percent):
    least = needed(members, percent)
    assert (reaches(least, members, percent), reaches(least - 1, members, percent)) == (True, False)


def test_the_day_of_publication_is_not_counted():
    assert last_day_of_appeals(date(2024, 12, 27), 5) == date(2025, 1, 1)


def test_files_go_to_whoever_has_least_and_nobody_reads_what_is_barred():
    files = dict.fromkeys(range(1, 45), "")
    shared = distribute(files, [Reader(key) for key in range(1, 8)], 3, {(1, 1), (2, 1)})
    load = [sum(member == key for _file, member in shared.pairs) for key in range(1, 8)]
    assert (sorted(load), shared.short) == ([18, 19, 19, 19, 19, 19, 19], {})
    assert not {(1, 1), (2, 1)} & set(shared.pairs)


def test_readers_read_their_groups_and_what_lacks_is_told():
    readers = [Reader(1, frozenset({"economy"})), Reader(2), Reader(3, frozenset({"culture"}))]
    shared = distribute({1: "economy", 2: "culture", 3: "other"}, readers, 2)
    assert shared == Distribution(((1, 1), (1, 2), (2, 2), (2, 3), (3, 2)), {3: 1})
    assert distribute({1: ""}, readers, 0) == Distribution(((1, 2),), {})
    assert distribute({1: ""}, [], 0) == Distribution((), {1: 1})


def test_what_was_given_stays_and_counts():
    readers = [Reader(1), Reader(2), Reader(3)]
    shared = distribute({1: "", 2: ""}, readers, 2, barred={(2, 3)}, held={(1, 1), (1, 2), (2, 3)})
    assert shared == Distribution(((2, 1), (2, 2)), {})


PAIRS = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 6)), max_size=20)


@given(st.integers(0, 12), st.integers(0, 6), st.integers(0, 4), PAIRS)
def test_a_distribution_is_fair_and_the_same_again(files, members, each, barred):
    named, readers = dict.fromkeys(range(1, files + 1), ""), [Reader(key) for key in range(1, members + 1)]
    shared = distribute(named, readers, each, barred)
    assert shared == distribute(named, list(reversed(readers)), each, barred)
    assert not set(shared.pairs) & barred
    for key in named:
        able = members - sum(file == key and member <= members for file, member in barred)
        has = sum(file == key for file, _member in shared.pairs)
        assert has == (able if each == 0 else min(each, able))
        assert shared.short.get(key, 0) == max((each or 1) - has, 0)
    if not barred and members:
        load = [sum(member == reader.key for _file, member in shared.pairs) for reader in readers]
        assert max(load) - min(load) <= 1


def test_ties_share_a_place_or_are_broken_as_the_council_set():
    four = [Candidate(1, Decimal(80), Decimal(5)), Candidate(2, Decimal(90)), Candidate(3, Decimal(80), Decimal(7))]
    four.append(Candidate(4, Decimal(70)))
    assert place(four, SAME).places == {2: 1, 1: 2, 3: 2, 4: 4}
    assert place(four, CRITERION).places == {2: 1, 3: 2, 1: 3, 4: 4}
    assert place(four, CHAIR).places == {2: 1, 1: 2, 3: 2, 4: 4}
    assert (place(four, SAME).ties, place(four, CRITERION).ties, place(four, CHAIR).ties) == ((), (), ((1, 3),))


def test_the_chairs_order_breaks_a_tie():
    decided = [Candidate(1, Decimal(80), order=2), Candidate(3, Decimal(80), order=1), Candidate(4, Decimal(70))]
    found = place(decided, CHAIR)
    assert (found.places, found.ties) == ({3: 1, 1: 2, 4: 3}, ())
    assert place([], SAME).places == {}
