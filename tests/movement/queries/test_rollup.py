import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.movement.actions.nominations import nominate
from kheo.movement.models import Nomination, ProgrammeField, Registration
from kheo.movement.queries.rollup import LABELS, LevelBelow, Slice, known_slice, roll_up, told, untold
from kheo.movement.rules.levels import COLUMNS
from tests import factories
from tests.movement.levels import make_level, make_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def levels():
    """First: one of each state and two recognised, one of them proposed. Second: one recognised in another field."""
    found = make_levels()
    for state in Registration.State.values:
        found.first.registration(f"Việc {state}", state)
    proposed = found.first.registration("Đã đề nghị", kind="dien_hinh")
    nominate(found.first.office, found.first.programme, [proposed.pk], "Tốt")
    found.second.registration("Của nơi hai", field="defence_security")
    found.above.registration("Của tỉnh")
    make_level(factories.WARD.replace("13324", "13999"), "Xã Ngoài")  # of the province, too, below
    return found


def below(levels):
    return LevelBelow(levels.above.programme)


def test_each_place_has_its_numbers_and_the_total_is_that_of_all(levels):
    counts = roll_up(below(levels))
    shown = {line.label: {name: count for name, count in line.counts.items() if count} for line in counts.places}
    assert shown == {
        "Phường Duy Tiên": {
            "registered": 8, "new": 1, "running": 3, "recognised": 2, "not_recognised": 1, "stopped": 1,
            "nominated": 1, "waiting": 1,
        },
        "Xã Bình Lục": {"registered": 1, "recognised": 1},
        "Xã Ngoài": {},
    }  # fmt: skip
    for lines in (counts.places, counts.fields, counts.kinds):
        assert {name: sum(line.counts[name] for line in lines) for name in COLUMNS} == counts.total
    assert [(line.label, line.counts["registered"]) for line in counts.fields] == [("Kinh tế", 8), ("Quốc phòng – an ninh", 1)]
    assert [(line.label, line.counts["registered"]) for line in counts.kinds] == [("mô hình", 8), ("điển hình", 1)]


def test_every_number_opens_to_as_many_rows(levels):
    one = below(levels)
    counts = roll_up(one)
    cuts = [("place", counts.places), ("field", counts.fields), ("kind", counts.kinds)]
    asked = [
        (Slice(column, **{part: line.value}), line.counts[column]) for part, lines in cuts for line in lines for column in LABELS
    ]
    asked += [(Slice(column), counts.total[column]) for column in LABELS]
    for part, count in asked:
        assert told(one, part).count() + sum(row.count for row in untold(one, part)) == count, part
    assert len(asked) > 50


def test_titles_are_told_only_of_what_was_recognised_or_proposed(levels):
    one = below(levels)
    assert [row.initiative.title for row in told(one, Slice())] == ["Đã đề nghị", "Việc recognised", "Của nơi hai"]
    assert [(row.place, row.state, row.count) for row in untold(one, Slice(place="gso2025-13324"))] == [
        ("Phường Duy Tiên", state, 1) for state in sorted(set(Registration.State.values) - {"recognised"})
    ]


def test_a_proposal_taken_back_counts_no_more_and_its_own_level_s_proposal_is_another_s(levels):
    Nomination.objects.update(withdrawn_on="2026-11-01")
    counts = roll_up(below(levels))
    assert (counts.total["nominated"], counts.total["registered"]) == (0, 9)


def test_a_place_without_a_programme_of_the_year_is_named(levels):
    factories.make_locality("gso2025-13777", "Xã Chưa Mở Năm")
    factories.make_unit("gso2025-13778", "Xã Chưa Mở", parent=levels.above.locality.unit)
    lines = roll_up(below(levels)).places
    assert [line.label for line in lines if not line.has_programme] == ["Xã Chưa Mở", "Xã Chưa Mở Năm"]


def test_a_field_that_only_a_place_below_has_counts_as_other(levels):
    own = ProgrammeField.objects.create(programme=levels.second.programme, key="lang-nghe", label="Làng nghề", order=9)
    Registration.objects.filter(programme=levels.second.programme).update(field=own)
    one = below(levels)
    assert [(line.label, line.value) for line in roll_up(one).fields] == [("Kinh tế", "economy"), ("Lĩnh vực khác", "other")]
    assert [row.initiative.title for row in told(one, Slice(field="other"))] == ["Của nơi hai"]


def test_what_is_not_known_narrows_nothing(levels):
    one = below(levels)
    assert known_slice(one, Slice("khong", "gso2024-1", "khong", "khong")) == Slice()
    assert known_slice(one, Slice("stopped", "gso2025-13325", "economy", "mo_hinh")) == Slice(
        "stopped", "gso2025-13325", "economy", "mo_hinh"
    )


def test_the_same_queries_for_three_places_and_for_many(levels):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            one = below(levels)
            roll_up(one)
            list(told(one, Slice())[:100])
            untold(one, Slice())
        return len(asked)

    few = queries()
    for number in range(6):
        place = make_level(f"gso2025-1350{number}", f"Xã Thêm {number}")
        for state in ("running", "recognised"):
            place.registration(f"Thêm {number} {state}", state)
    assert queries() == few
    assert few <= 8
