"""What goes out as a spreadsheet comes back in, unchanged."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.foundation.sheets.cells import MAX_ROWS
from kheo.movement.actions.exporting import export_initiatives
from kheo.movement.actions.importing import import_initiatives
from kheo.movement.models import FormItem, Initiative, LeadingKind, Novelty, Programme, Registration, Result
from kheo.movement.reading.vocabulary import KINDS, LEADING_KINDS, NOVELTIES, SUBJECTS
from kheo.movement.rules.form_items import USUAL_ITEMS
from kheo.movement.writing import workbook
from kheo.organisation.authority import NotAllowedError
from kheo.site.commands import kheo
from tests import factories
from tests.movement.conftest import ROWS, sheet

LONG = ("situation", "goals", "content", "place_people", "forces", "resources", "time", "output", "upkeep")


def with_items(programme):
    for order, item in enumerate(USUAL_ITEMS):
        FormItem.objects.get_or_create(programme=programme, key=item.key, defaults={"label": item.label, "order": order})


@pytest.fixture
def filled(programme, office):
    """Two registrations with everything that a list can hold."""
    with_items(programme)
    import_initiatives(office, programme, "ds.xlsx", sheet(*ROWS))
    first = Registration.objects.order_by("pk").first()
    first.novelty, first.leading_kind, first.leading_body = "carried_on", "union", "Hội Phụ nữ phường"
    first.answers = {key: f"Mục {key}\nDòng hai" for key in LONG}
    first.save()
    first.initiative.summary, first.initiative.holder = "Một dòng\nHai dòng", "Chi hội 01"
    first.initiative.save()
    for measure, value in (("dong", "350000000"), ("land_m2", "12.5"), ("households", "40")):
        Result.objects.create(registration=first, measure=measure, value=Decimal(value), as_of=date(2024, 11, 1))
    return programme


def told(programme):
    """What a list tells of each registration, but for where it is kept."""
    rows = Registration.objects.filter(programme=programme).select_related("initiative", "field").order_by("initiative__folded")
    return [
        (
            *(getattr(one.initiative, name) for name in ("title", "unit_id", "body_id", "kind", "subject", "holder", "summary")),
            one.field.key,
            one.novelty,
            one.leading_kind,
            one.leading_body,
            one.answers,
            {result.measure: result.value for result in one.results.order_by("as_of", "pk")},
        )
        for one in rows
    ]


def test_the_file_comes_back_unchanged_and_into_an_empty_programme_as_it_was(filled, office):
    made = export_initiatives(office, filled)
    again = import_initiatives(office, filled, "xuat.xlsx", made)
    assert (again.committed, [row.status for row in again.rows], again.warnings) == (True, ["unchanged", "unchanged"], [])
    before = told(filled)
    Result.objects.all().delete()
    Registration.objects.all().delete()
    Initiative.objects.all().delete()
    into = import_initiatives(office, filled, "xuat.xlsx", made)
    assert (into.refused, into.created) == ([], 2)
    assert told(filled) == before


def test_numbers_are_numbers_dates_are_dates_and_the_head_stays(filled, office):
    book = openpyxl.load_workbook(io.BytesIO(export_initiatives(office, filled)))
    assert book.sheetnames == ["Danh sách", "Kết quả từng lần", "Ghi chú"]
    listed = book["Danh sách"]
    head = [cell.value for cell in listed[1]]
    row = {heading: listed.cell(3, column) for column, heading in enumerate(head, 1)}
    assert (listed.freeze_panes, listed.auto_filter.ref[:3], listed.column_dimensions["B"].width) == ("C2", "A1:", 46)
    money, land, day = row["Kinh phí huy động (đồng)"], row["Diện tích đất hiến (m²)"], row["Ngày đăng ký"]
    assert (money.value, money.number_format, land.value) == (350_000_000, "[$-42A]#,##0", 12.5)
    assert (isinstance(day.value, datetime), day.number_format) == (True, "dd/mm/yyyy")
    assert row["Phiếu: Nội dung, cách làm"].value == "Mục content\nDòng hai"
    notes = {line[0].value: line[1].value for line in book["Ghi chú"]}
    assert (notes["Lọc"], notes["Số hồ sơ"]) == ("không lọc, đủ mọi hồ sơ", "2")


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"])
def test_no_text_becomes_a_formula(filled, office, text):
    Initiative.objects.filter(holder="Chi hội 01").update(summary=text)
    listed = openpyxl.load_workbook(io.BytesIO(export_initiatives(office, filled)))["Danh sách"]
    [cell] = [cell for row in listed for cell in row if cell.value == text]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_more_results_than_a_sheet_may_have_go_on_to_another(filled, office, monkeypatch):
    monkeypatch.setattr(workbook, "RESULTS_A_SHEET", 2)
    made = export_initiatives(office, filled)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert [name for name in book.sheetnames if name.startswith("Kết quả")] == ["Kết quả từng lần", "Kết quả từng lần 2"]
    assert [book[name].max_row for name in book.sheetnames[1:3]] == [3, 3]
    assert import_initiatives(office, filled, "xuat.xlsx", made).warnings == []
    assert workbook.RESULTS_A_SHEET < MAX_ROWS


def test_the_filter_of_the_page_is_that_of_the_file(filled, office):
    Registration.objects.filter(initiative__holder="Chi hội 01").update(state="stopped")
    book = openpyxl.load_workbook(io.BytesIO(export_initiatives(office, filled, "stopped")))
    assert book["Danh sách"].max_row == 2
    assert {line[0].value: line[1].value for line in book["Ghi chú"]}["Lọc"] == "bước «đã dừng»"


def test_another_towns_list_is_not_given_away(filled, stranger):
    with pytest.raises(NotAllowedError):
        export_initiatives(stranger, filled)


def test_words_of_lists_are_those_of_the_tables():
    for known, choices in ((NOVELTIES, Novelty), (LEADING_KINDS, LeadingKind)):
        assert known.labels == dict(choices.choices)
    assert (set(KINDS.labels), set(SUBJECTS.labels)) == ({"mo_hinh", "dien_hinh"}, {"collective", "individual", "household"})


def test_queries_do_not_grow_with_the_list(filled, office, django_assert_num_queries):
    with CaptureQueriesContext(connection) as two:
        export_initiatives(office, filled)
    place = Programme.objects.select_related("locality__unit").get(pk=filled.pk)
    for number in range(5):
        factories.make_registration(place, title=f"Thêm {number}")
    with django_assert_num_queries(len(two)):
        export_initiatives(office, place)


def test_the_command_writes_a_file_and_says_so(filled, tmp_path):
    target = tmp_path / "ds.xlsx"
    done = CliRunner().invoke(kheo, ["export", "initiatives", "--programme", filled.code, str(target)])
    assert (done.exit_code, done.stdout.startswith(f"Đã ghi {target}"), [one.name for one in tmp_path.iterdir()]) == (
        0,
        True,
        ["ds.xlsx"],
    )
    for words in (["--programme", "khong-co", str(target)], ["--programme", filled.code, str(tmp_path / "ds.csv")]):
        assert CliRunner().invoke(kheo, ["export", "initiatives", *words]).exit_code == 2
    assert (
        CliRunner().invoke(kheo, ["export", "initiatives", "--programme", filled.code, str(tmp_path / "k" / "a.xlsx")]).exit_code
        == 2
    )
