from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.rules.spread import Learnt, branches, learnt_problems

TODAY = date(2025, 3, 1)
WHOLE = Learnt(has_origin=True, learnt_on=TODAY)


def where(told):
    return [problem.where for problem in learnt_problems(told, TODAY)]


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({}, []),
        ({"has_origin": False, "origin_words": "Xã Minh Hoạ, 2023"}, []),
        ({"has_origin": False, "origin_words": " \u200b"}, ["Nơi đầu"]),
        ({"origin_words": "Xã Minh Hoạ"}, ["Nơi đầu"]),
        ({"extent": "half"}, ["Học bao nhiêu"]),
        ({"extent": "part"}, ["Học phần nào"]),
        ({"extent": "part", "part": "cách phân loại"}, []),
        ({"consent": "perhaps"}, ["Nơi đầu có đồng ý không"]),
        ({"learnt_on": date(2025, 3, 2)}, ["Học ngày"]),
        ({"learnt_on": date(1, 1, 1)}, ["Học ngày"]),
        ({"learnt_on": date(2000, 1, 1)}, []),
        ({"by_whom": "a" * 200, "outcome": "b" * 600, "part": "c" * 300}, []),
        ({"by_whom": "a" * 201, "outcome": "b" * 601, "part": "c" * 301}, ["Học phần nào", "Ai đi học", "Kết quả"]),
        ({"has_origin": False, "origin_words": "d" * 300}, []),
        ({"has_origin": False, "origin_words": "d" * 301}, ["Nơi đầu"]),
    ],
)
def test_what_may_be_said_of_a_learning(change, places):
    assert where(replace(WHOLE, **change)) == places


def test_a_tree_reads_from_the_root_with_each_once_where_it_is_nearest():
    learnt = [(1, 2), (1, 3), (2, 4), (4, 5), (3, 5), (9, 10)]
    told = [(one.key, one.parent, one.generation, one.children) for one in branches(1, learnt)]
    assert told == [(1, None, 0, 2), (2, 1, 1, 1), (4, 2, 2, 0), (3, 1, 1, 1), (5, 3, 2, 0)]


def test_a_circle_ends_and_a_lonely_root_stands_alone():
    assert [one.key for one in branches(1, [(1, 2), (2, 3), (3, 1)])] == [1, 2, 3]
    assert [one.key for one in branches(7, [])] == [7]


def test_a_chain_of_five_thousand_does_not_overflow():
    told = branches(0, [(one, one + 1) for one in range(5000)])
    assert (len(told), told[-1].generation) == (5001, 5000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_whatever_the_pairs_each_that_can_be_reached_stands_once_under_one_a_generation_above(learnt):
    told = branches(0, learnt)
    reached, waiting = {0}, [0]
    while waiting:
        one = waiting.pop()
        new = {copy for origin, copy in learnt if origin == one} - reached
        reached |= new
        waiting += new
    generation = {one.key: one.generation for one in told}
    assert sorted(generation) == sorted(reached)
    assert len(told) == len(reached)
    assert all(generation[one.parent] + 1 == one.generation for one in told if one.parent is not None)
    assert sum(one.children for one in told) == len(told) - 1
