import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections

from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.sheets import UnreadableSheet
from kheo.movement.actions.importing import import_initiatives, preview_import
from kheo.movement.actions.sheets import confirm_sheet, discard_sheet, receive_sheet
from kheo.movement.models import ImportedSheet, Initiative, Programme, Registration, Result, WaitingSheet
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Body, Role
from tests import factories
from tests.movement.conftest import HEAD, ROWS, sheet


def counts():
    return Initiative.objects.count(), Registration.objects.count(), Result.objects.count(), ImportedSheet.objects.count()


def test_every_row_becomes_a_registration(programme, office, wards):
    outcome = import_initiatives(office, programme, "ds.xlsx", sheet(*ROWS))
    assert (outcome.committed, outcome.created, outcome.unchanged, outcome.refused) == (True, 2, 0, [])
    rows = Registration.objects.order_by("pk").values_list("initiative__title", "initiative__unit__code", "field__key", "state")
    assert list(rows) == [
        ("Tổ dân phố không rác", "gso2024-13324", "economy", "running"),
        ("Đường hoa thay rác", "gso2024-13333", "culture_society", "registered"),
    ]
    assert list(Result.objects.values_list("measure", "value", "as_of")) == [("households", Decimal(186), date(2024, 12, 31))]


def test_the_answer_is_the_one_promised(programme, office):
    outcome = import_initiatives(office, programme, "ds.xlsx", sheet(ROWS[0]))
    assert outcome.as_json() == {
        "committed": True,
        "created": 1,
        "unchanged": 0,
        "refused": [],
        "rows": [
            {
                "row": 2,
                "status": "created",
                "encoding": "unicode",
                "initiative": {
                    "title": "Tổ dân phố không rác",
                    "unit": "gso2024-13324",
                    "field": "economy",
                    "kind": "mo_hinh",
                    "subject": "collective",
                },
            }
        ],
    }


def test_the_same_file_twice_adds_nothing(programme, office):
    data = sheet(*ROWS)
    import_initiatives(office, programme, "ds.xlsx", data)
    before = (*counts(), AuditRow.objects.count())
    again = import_initiatives(office, programme, "ds.xlsx", data)
    assert (again.committed, again.created, again.unchanged) == (True, 0, 2)
    assert (*counts(), AuditRow.objects.count()) == before == (2, 2, 1, 1, 1)


def test_one_wrong_row_and_none_is_taken(programme, office):
    wrong = (3, "Không nơi nào", "Phường Không Có", "Kinh tế", "Mô hình", "Tập thể", None)
    outcome = import_initiatives(office, programme, "ds.xlsx", sheet(*ROWS, wrong))
    assert (outcome.committed, outcome.created, [row.status for row in outcome.rows]) == (
        False,
        0,
        ["created", "created", "refused"],
    )
    (refusal,) = outcome.as_json()["refused"]
    assert (refusal["row"], refusal["column"], refusal["value"]) == (4, "Đơn vị", "Phường Không Có")
    assert outcome.as_json()["rows"][2] == {
        "row": 4,
        "status": "refused",
        "encoding": "unicode",
        "initiative": {
            "title": "Không nơi nào",
            "unit": None,
            "field": "economy",
            "kind": "mo_hinh",
            "subject": "collective",
        },
    }
    assert counts() == (0, 0, 0, 0)


def test_a_field_that_the_programme_does_not_have_is_refused_by_row(programme, office):
    row = (1, "Việc khác", "Phường Hòa Mạc", "Lĩnh vực khác", "Mô hình", "Tập thể", None)
    outcome = import_initiatives(office, programme, "ds.xlsx", sheet(row))
    assert outcome.as_json()["refused"] == [
        {
            "row": 2,
            "column": "Lĩnh vực",
            "value": "Lĩnh vực khác",
            "reason": "không rõ lĩnh vực; hãy ghi một trong các loại: Kinh tế, Văn hoá – xã hội, Quốc phòng – an ninh, "
            "Xây dựng hệ thống chính trị.",
        }
    ]
    assert outcome.rows[0].status == "refused"
    programme.fields.create(key="other", label="Lĩnh vực khác", order=5)
    assert import_initiatives(office, programme, "ds.xlsx", sheet(row)).created == 1


def test_a_dry_run_writes_nothing_and_reads_a_closed_programme(programme, office):
    Programme.objects.update(state="closed")
    programme.refresh_from_db()
    outcome = preview_import(office, programme, "ds.xlsx", sheet(*ROWS))
    assert (outcome.committed, outcome.created) == (False, 2)
    with pytest.raises(RefusedError) as refused:
        import_initiatives(office, programme, "ds.xlsx", sheet(*ROWS))
    assert str(refused.value).startswith("Chương trình đã đóng")
    assert counts() == (0, 0, 0, 0)


def test_units_are_those_of_the_year(programme, office, wards):
    """The ward that began in 2025 is none of 2024: nobody can say which of its parts is meant."""
    row = (1, "Việc mới", "Phường Duy Tiên", "Kinh tế", "Mô hình", "Tập thể", None)
    outcome = preview_import(office, programme, "ds.xlsx", sheet(row))
    assert [(one.row, one.column) for one in outcome.refused] == [(2, "Đơn vị")]


def test_a_unit_may_be_named_by_its_code(programme, office, wards):
    rows = [(1, "Việc hay", code, "Kinh tế", "Mô hình", "Tập thể", None) for code in ("gso2024-13324", "gso2025-13324")]
    outcome = preview_import(office, programme, "ds.xlsx", sheet(*rows))
    assert [(row.status, row.draft.unit_code) for row in outcome.rows] == [("created", "gso2024-13324"), ("refused", "")]


def test_a_former_name_is_taken_for_what_took_it_over_wholly(wards, office):
    ward = factories.make_locality(factories.WARD)
    following = factories.make_programme(ward, 2026)
    rows = (
        (1, "Giữ sạch ngõ", "Phường Hòa Mạc (cũ)", "Kinh tế", "Mô hình", "Tập thể", None),
        (2, "Chia đôi", "Phường Hoàng Đông (cũ)", "Kinh tế", "Mô hình", "Tập thể", None),
    )
    outcome = preview_import(COMMAND_LINE, following, "ds.xlsx", sheet(*rows))
    assert outcome.as_json()["rows"][0]["initiative"]["unit"] == "gso2025-13324"
    assert [one.row for one in outcome.refused] == [3]


def test_a_body_registers_under_its_unit_and_one_that_ended_does_not(programme, office, place):
    factories.make_body(place, "cong-an", "Công an thị xã Duy Tiên", Body.Kind.FORCE)
    factories.make_body(place, "hoi-cu", "Hội Làm vườn thị xã Duy Tiên", Body.Kind.UNION, valid_to=date(2023, 5, 1))
    rows = (
        (1, "Căn cước tận giường", "Công an thị xã", "Kinh tế", "Mô hình", "Tập thể", None),
        (2, "Vườn rau", "Hội Làm vườn thị xã Duy Tiên", "Kinh tế", "Mô hình", "Tập thể", None),
    )
    outcome = preview_import(office, programme, "ds.xlsx", sheet(*rows))
    assert [(row.status, row.draft.body_code if row.draft else "") for row in outcome.rows] == [
        ("created", "gso2024-349/cong-an"),
        ("refused", ""),
    ]


def test_another_field_in_a_later_sheet_changes_nothing_and_is_said(programme, office):
    import_initiatives(office, programme, "ds.xlsx", sheet(ROWS[0]))
    moved = (*ROWS[0][:3], "Văn hoá – xã hội", *ROWS[0][4:])
    outcome = import_initiatives(office, programme, "ds.xlsx", sheet(moved))
    assert (outcome.unchanged, Registration.objects.get().field.key) == (1, "economy")
    assert (
        "Đã có trong chương trình với lĩnh vực khác, giữ nguyên như đã ghi: dòng 2. Muốn đổi thì sửa hồ sơ." in outcome.warnings
    )


def test_total_scores_in_a_sheet_are_not_taken_and_that_is_said(programme, office):
    data = sheet((*ROWS[0], 92.5), head=(*HEAD, "Điểm tự chấm"))
    outcome = import_initiatives(office, programme, "ds.xlsx", data)
    assert [line for line in outcome.warnings if line.startswith("Tổng điểm")] == [
        "Tổng điểm trong bảng không được lấy vào phiếu: điểm ghi theo từng mục của bộ tiêu chí ở trang chấm điểm."
    ]
    assert not hasattr(Registration.objects.get(), "assessment_link")


def test_days_may_be_given(programme, office):
    days = {"registered_on": date(2024, 3, 15), "results_as_of": date(2024, 12, 15)}
    import_initiatives(office, programme, "ds.xlsx", sheet(ROWS[0]), **days)
    assert (Registration.objects.get().registered_on, Result.objects.get().as_of) == (date(2024, 3, 15), date(2024, 12, 15))


def test_an_initiative_of_last_year_is_carried_on(programme, office, place):
    import_initiatives(office, programme, "ds.xlsx", sheet(ROWS[0]))
    following = factories.make_programme(place, 2025)
    outcome = import_initiatives(office, following, "ds.xlsx", sheet(ROWS[0]))
    assert (outcome.created, Initiative.objects.count(), Registration.objects.count()) == (1, 1, 2)


def test_only_the_office_of_the_locality_imports(programme, stranger, place):
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))
    for actor in (stranger, staff):
        for act in (import_initiatives, preview_import, receive_sheet):
            with pytest.raises(NotAllowedError):
                act(actor, programme, "ds.xlsx", sheet(*ROWS))
    assert counts() == (0, 0, 0, 0)


def test_what_is_no_list_is_unreadable(programme, office):
    with pytest.raises(UnreadableSheet):
        import_initiatives(office, programme, "ds.xlsx", sheet(head=("Họ tên", "Năm sinh")))


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_do_not_double(programme, office):
    data, started, outcomes = sheet(*ROWS), threading.Barrier(2), []

    def run():
        try:
            started.wait(timeout=20)
            outcomes.append(import_initiatives(office, programme, "ds.xlsx", data))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted((one.created, one.unchanged) for one in outcomes) == [(0, 2), (2, 0)]
    assert counts() == (2, 2, 1, 1)
    assert connection.vendor in {"sqlite", "postgresql"}


def stored(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_confirmed_sheet_is_imported_and_its_file_let_go(programme, office, own_storage):
    waiting = receive_sheet(office, programme, "ds.xlsx", sheet(*ROWS))
    assert (counts(), len(stored(own_storage))) == ((0, 0, 0, 0), 1)
    outcome = confirm_sheet(office, waiting)
    assert (outcome.committed, outcome.created) == (True, 2)
    assert (WaitingSheet.objects.count(), StoredFile.objects.count(), stored(own_storage)) == (0, 0, [])


def test_the_same_file_waits_once(programme, office, own_storage):
    data = sheet(*ROWS)
    assert receive_sheet(office, programme, "ds.xlsx", data) == receive_sheet(office, programme, "lai.xlsx", data)
    assert (WaitingSheet.objects.count(), AuditRow.objects.count(), len(stored(own_storage))) == (1, 1, 1)


def test_a_sheet_with_a_wrong_row_goes_on_waiting(programme, office, own_storage):
    wrong = (3, "Không nơi nào", "Phường Không Có", "Kinh tế", "Mô hình", "Tập thể", None)
    waiting = receive_sheet(office, programme, "ds.xlsx", sheet(wrong))
    assert confirm_sheet(office, waiting).committed is False
    assert (WaitingSheet.objects.count(), counts()) == (1, (0, 0, 0, 0))


@pytest.mark.django_db(transaction=True)
def test_a_sheet_thrown_away_leaves_nothing(programme, office, own_storage):
    discard_sheet(office, receive_sheet(office, programme, "ds.xlsx", sheet(*ROWS)))
    assert (WaitingSheet.objects.count(), StoredFile.objects.count(), stored(own_storage)) == (0, 0, [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ds.xlsx", b""),
        ("ds.xlsx", b"PK\x03\x04 cut"),
        ("ds.xlsm", b"PK"),
        ("ds.pdf", b"%PDF-1.7 %%EOF"),
        ("ds.csv", b"a,b\n1,2\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_kept(programme, office, own_storage, name, data):
    with pytest.raises(RefusedError) as refused:
        receive_sheet(office, programme, name, data)
    assert refused.value.problems[0].where == "Tệp"
    assert (WaitingSheet.objects.count(), StoredFile.objects.count(), stored(own_storage)) == (0, 0, [])
