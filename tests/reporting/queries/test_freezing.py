import json
from datetime import date

import pytest
from django.db import connection

from kheo.foundation.models import AuditRow
from kheo.reporting.actions.reports import issue_report
from kheo.reporting.models import IssuedReport, Report
from kheo.reporting.queries.composing import compose
from kheo.reporting.queries.contents import changed_since, content_of, current
from kheo.reporting.queries.freezing import digest, faults_of_frozen, frozen, thawed
from kheo.reporting.queries.reports import texts_of
from kheo.site.integrity import check_everything
from tests import factories

DAY = date(2025, 1, 15)


@pytest.fixture
def issued(full):
    report = full.written()
    return issue_report(full.office, report, "12-BC/TU", DAY, report.version)


def test_content_comes_back_from_json_as_it_was(full):
    report = full.written()
    composed = compose(report, texts_of(report))
    content = content_of(report, composed, "12-BC/TU", DAY)
    kept = json.loads(json.dumps(frozen(content, composed), ensure_ascii=False))
    assert thawed(kept) == content
    assert digest(kept) == digest(frozen(content, composed))


def test_digest_is_of_the_content_not_of_the_order_of_its_keys():
    assert digest({"a": 1, "b": [1, 2]}) == digest({"b": [1, 2], "a": 1})
    assert digest({"a": 1, "b": [1, 2]}) != digest({"a": 1, "b": [2, 1]})


def test_issued_report_keeps_saying_what_it_said_and_tells_what_changed(full, issued):
    before, _ = current(issued)
    factories.make_registration(full.recognition.programme, field="economy")
    after, composed = current(issued)
    assert after == before
    assert [str(one) for one in changed_since(after, composed) if not one.figure.part] == [
        "mô hình, điển hình đăng ký: sổ nay là 4, báo cáo ghi 3.",
        "mô hình, điển hình được thực hiện: sổ nay là 4, báo cáo ghi 3.",
    ]


def test_a_figure_that_is_drawn_no_more_is_told(full, issued):
    full.locality.activities.all().delete()
    content, composed = current(issued)
    said = [str(one) for one in changed_since(content, composed) if one.figure.key == "activities"]
    assert said[0] == ("hoạt động tuyên truyền, vận động (Mặt trận và các đoàn thể): sổ nay không còn số này, báo cáo ghi 12.")


def tampered(**changes):
    """Change the frozen row behind the back of the model, as somebody with the database in hand would."""
    row = IssuedReport.objects.get()
    content = {**row.content, **changes}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_issuedreport SET content = %s", [json.dumps(content, ensure_ascii=False)])


def test_check_finds_nothing_wrong_with_what_was_frozen(issued):
    assert faults_of_frozen() == (1, [])
    assert {check.name: (check.counted, check.faults) for check in check_everything()}["báo cáo đã ban hành"] == (1, ())


def test_check_finds_content_changed_behind_the_product(issued):
    tampered(year=2023)
    assert faults_of_frozen() == (
        1,
        ["Báo cáo năm 2024 của Cấp uỷ Duy Tiên (Thị xã Duy Tiên): nội dung không còn như lúc ban hành."],
    )


def test_check_finds_a_number_changed_behind_the_product(issued):
    Report.objects.filter(pk=issued.pk).update(number="13-BC/TU")
    assert faults_of_frozen()[1] == [
        "Báo cáo năm 2024 của Cấp uỷ Duy Tiên (Thị xã Duy Tiên): số, ngày không còn như lúc ban hành."
    ]


def test_check_finds_an_issued_report_without_its_content(issued):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reporting_issuedreport")
    assert faults_of_frozen() == (
        0,
        ["Báo cáo năm 2024 của Cấp uỷ Duy Tiên (Thị xã Duy Tiên): mất nội dung đã ban hành."],
    )


def test_the_trail_carries_the_digest_and_no_words(issued):
    row = AuditRow.objects.get(action="report.issue")
    assert row.details == {
        "date": "2025-01-15",
        "sha256": IssuedReport.objects.get().sha256,
        "differing": 0,
        "version": 3,
    }
