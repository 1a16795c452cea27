from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.refusal import RefusedError
from kheo.organisation.rules.lineage import Carried, Lineage, carry, steps
from kheo.organisation.rules.registers import read_registers, special_cases


def real_lineage() -> Lineage:
    rows = read_registers()
    successors, parts = defaultdict(list), defaultdict(list)
    for row in rows.succession:
        successors[row.predecessor].append(row.successor)
    for unit in rows.old:
        if unit.parent != "vn":
            parts[unit.parent].append(unit.code)
    return Lineage(
        living=frozenset(unit.code for unit in rows.new),
        successors={code: tuple(heirs) for code, heirs in successors.items()},
        split=frozenset(row.predecessor for row in rows.succession if row.is_split),
        parts={code: tuple(codes) for code, codes in parts.items()},
        above={unit.code: unit.parent for unit in rows.old if unit.parent != "vn"},
    )


REAL = real_lineage()
CODES = sorted({unit.code for unit in (*read_registers().old, *read_registers().new)} | set(REAL.successors))
NEEDING_A_CHOICE = sorted(code for code in CODES if code not in REAL.living and not REAL.whole_successor(code))
HOA_MAC = "gso2024-13324"

counts_of_units = st.dictionaries(
    st.one_of(st.sampled_from(CODES), st.sampled_from(NEEDING_A_CHOICE)), st.integers(0, 10**9), max_size=25
)


@st.composite
def counts_with_partial_allocations(draw):
    counts = draw(counts_of_units)
    allocations = {}
    for code in sorted(counts):
        heirs = sorted(REAL.heirs(code))
        if code in REAL.living or REAL.whole_successor(code) or not heirs or not draw(st.booleans()):
            continue
        left, shares = counts[code], {}
        for heir in draw(st.lists(st.sampled_from(heirs), unique=True, max_size=4)):
            shares[heir] = draw(st.integers(0, left))
            left -= shares[heir]
        allocations[code] = shares
    return counts, allocations


@settings(max_examples=300, deadline=None)
@given(counts_with_partial_allocations())
def test_the_total_is_the_same_at_every_step(drawn):
    counts, allocations = drawn
    total = sum(counts.values())
    states = list(steps(counts, REAL, allocations))
    assert [sum(state.values()) for state in states] == [total] * len(states)
    assert all(count > 0 for state in states for count in state.values())
    carried = carry(counts, REAL, allocations)
    assert carried.total == total
    assert set(carried.under) <= REAL.living
    assert carried.unallocated == {
        code: count - sum(allocations.get(code, {}).values())
        for code, count in counts.items()
        if code in NEEDING_A_CHOICE and count > sum(allocations.get(code, {}).values())
    }


@settings(max_examples=200, deadline=None)
@given(counts_with_partial_allocations(), st.data())
def test_an_allocation_to_no_heir_or_above_the_count_is_refused(drawn, data):
    counts, allocations = drawn
    code = data.draw(st.sampled_from(NEEDING_A_CHOICE))
    heirs = REAL.heirs(code)
    stranger = data.draw(st.sampled_from([other for other in CODES[::97] if other not in heirs]))
    with pytest.raises(RefusedError):
        carry(counts, REAL, allocations | {code: {stranger: 0}})
    if heirs:
        with pytest.raises(RefusedError):
            carry(counts, REAL, allocations | {code: {min(heirs): counts.get(code, 0) + 1}})


def test_whole_successor_takes_everything_and_a_split_waits():
    carried = carry({"gso2024-13360": 3, HOA_MAC: 5, "gso2025-13324": 1}, REAL)
    assert carried == Carried(under={"gso2025-13324": 4}, unallocated={HOA_MAC: 5})


def test_a_split_goes_where_the_office_puts_it():
    carried = carry({HOA_MAC: 5}, REAL, {HOA_MAC: {"gso2025-13324": 2, "gso2025-13330": 1}})
    assert carried == Carried(under={"gso2025-13324": 2, "gso2025-13330": 1}, unallocated={HOA_MAC: 2})


def test_district_province_and_unit_without_successor_wait():
    cases = special_cases(read_registers())
    counts = {"gso2024-349": 44, "gso2024-35": 9, cases.without_successor[0]: 2}
    assert carry(counts, REAL) == Carried(under={}, unallocated=counts)


def test_code_known_from_succession_rows_only_is_carried_like_any_other():
    cases = special_cases(read_registers())
    assert "gso2024-26929" in cases.named_only_in_succession
    assert carry({"gso2024-26929": 7, "gso2024-27076": 2}, REAL) == Carried({"gso2025-26929": 7}, {"gso2024-27076": 2})


def test_heirs_of_a_district_are_the_successors_of_its_communes():
    assert REAL.heirs("gso2024-349") == {
        "gso2025-13324",
        "gso2025-13330",
        "gso2025-13336",
        "gso2025-13348",
        "gso2025-13363",
        "gso2025-13366",
    }
    assert REAL.heirs("gso2024-349") < REAL.heirs("gso2024-35")
    assert REAL.heirs("gso2025-13324") == frozenset()


def test_heirs_of_a_commune_without_successor_are_those_of_its_district():
    assert "gso2024-01651" in special_cases(read_registers()).without_successor
    assert REAL.heirs("gso2024-01651") == REAL.heirs(REAL.above["gso2024-01651"]) != frozenset()


CHAIN = Lineage(living=frozenset("DE"), successors={"A": ("B",), "B": ("C",), "C": ("D", "E")}, split=frozenset("C"))


def test_a_chain_is_followed_and_a_later_split_gathers_all_before_it_is_allocated():
    states = list(steps({"A": 2, "B": 3, "C": 4}, CHAIN, {"C": {"D": 8}}))
    assert states == [{"A": 2, "B": 3, "C": 4}, {"B": 5, "C": 4}, {"C": 9}, {"C": 1, "D": 8}]
    assert carry({"A": 2, "B": 3, "C": 4}, CHAIN, {"C": {"D": 8}}) == Carried({"D": 8}, {"C": 1})


@pytest.mark.parametrize(
    ("counts", "allocations", "message"),
    [
        (
            {"A": 1},
            {"A": {"B": 1}},
            "A: Kết quả của đơn vị này không cần phân bổ: đơn vị còn hoạt động hoặc có một đơn vị kế thừa toàn bộ.",
        ),
        (
            {"D": 1},
            {"D": {"E": 1}},
            "D: Kết quả của đơn vị này không cần phân bổ: đơn vị còn hoạt động hoặc có một đơn vị kế thừa toàn bộ.",
        ),
        ({"C": 1}, {"C": {"A": 1}}, "C: A không kế thừa đơn vị này; chọn trong: D, E."),
        ({"C": 1}, {"C": {"D": 1, "E": 1}}, "C: Phân bổ 2 trong khi chỉ có 1; giảm bớt 1."),
        ({"C": 5}, {"C": {"D": -1}}, "C: Số phân bổ về D là -1; phải từ 0 trở lên."),
        ({}, {"C": {"D": 1}}, "C: Phân bổ 1 trong khi chỉ có 0; giảm bớt 1."),
        (
            {},
            {"X": {"D": 1}},
            "X: D không kế thừa đơn vị này; chọn trong: chưa biết đơn vị nào.; X: Phân bổ 1 trong khi chỉ có 0; giảm bớt 1.",
        ),
        ({"A": -1}, {}, "A: Số đếm là -1; phải từ 0 trở lên."),
    ],
)
def test_impossible_counts_and_allocations_are_refused_in_words(counts, allocations, message):
    with pytest.raises(RefusedError) as refusal:
        carry(counts, CHAIN, allocations)
    assert str(refusal.value) == message


def test_nothing_to_carry_is_nothing():
    assert carry({}, CHAIN) == Carried({}, {})
