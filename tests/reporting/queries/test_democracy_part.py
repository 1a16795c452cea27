"""The report's third strand is drawn from the record of democracy, every number with its mark."""

from datetime import date

import pytest

from kheo.democracy.models import CommunityMeeting, Matter, Scope
from kheo.documents.content import MARK, Paragraph, Table
from kheo.figures.queries import record
from kheo.reporting.queries.democracy_part import NOTHING, STRANDS, democracy
from kheo.reporting.queries.source import Source
from tests.democracy.scene import make_scene

AS_OF = date(2026, 11, 30)


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    return make_scene("gso2025-13330", "Phường Kim Bảng")


def source_of(scene, year=2026):
    return Source(record.Scope(scene.locality, year), AS_OF)


def decide(scene, state, day=date(2026, 5, 4)):
    return Matter.objects.create(
        locality=scene.locality,
        village=scene.village,
        kind=1,
        scope=Scope.VILLAGE,
        title="Góp tiền lát ngõ",
        content="-",
        state=state,
        decided_on=day,
    )


def said(blocks):
    return [MARK.sub("", block.text) for block in blocks if isinstance(block, Paragraph)]


def test_every_figure_that_the_report_asks_for_is_defined():
    assert [key for strand in STRANDS for key in strand.keys if record.definition_of(key) is None] == []


def test_a_strand_is_told_with_its_numbers_and_a_table_of_all(scene, there):
    decide(scene, "in_force")
    decide(scene, "not_passed")
    decide(scene, "in_force", date(2025, 12, 31))
    decide(there, "in_force")
    CommunityMeeting.objects.create(
        locality=scene.locality, village=scene.village, year=2026, planned_on=AS_OF, place="-", content="-", held_on=AS_OF,
        households=50, present=40,
    )  # fmt: skip
    source = source_of(scene)
    blocks = democracy(source, "10/2022/QH15")
    assert said(blocks) == [
        "Nhân dân bàn, quyết định: 2 việc Nhân dân đã bàn, có kết quả; 1 việc Nhân dân đã thông qua.",
        "Hội nghị định kỳ: 1 thôn, tổ dân phố đã họp hội nghị định kỳ.",
    ]
    table = next(block for block in blocks if isinstance(block, Table))
    assert table.rows == (
        ("Việc Nhân dân đã bàn, có kết quả", "2", "[1]"),
        ("Việc Nhân dân đã thông qua", "1", "[2]"),
        ("Thôn, tổ dân phố đã họp hội nghị định kỳ", "1", "[3]"),
    )
    assert [figure.key for figure in source.book.cited] == [
        "democracy.matters_decided", "democracy.matters_carried", "democracy.community_meetings",
    ]  # fmt: skip


def test_a_year_without_any_record_says_so(scene):
    assert said(democracy(source_of(scene, 2024), "10/2022/QH15")) == [NOTHING.format(law="10/2022/QH15")]
