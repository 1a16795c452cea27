import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.exemplars import add_exemplar, edit_exemplar, remove_exemplar
from kheo.movement.models import Exemplar
from kheo.movement.rules.exemplars import ExemplarContent
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
CONTENT = ExemplarContent("Nông thôn mới", 2024, " Tổ  3 ", "collective", "Làm đường\n dài 2 km", source="Báo cáo")


def test_an_exemplar_is_written_changed_and_taken_away_with_a_trace_of_each(office, place):
    made = add_exemplar(office, place, place.unit, CONTENT)
    assert (made.name, made.folded, made.deed, made.body, made.added_by) == (
        "Tổ 3", "to 3", "Làm đường\ndài 2 km", None, office.account_id,
    )  # fmt: skip
    front = factories.body_of(place, "mttq")
    edited = edit_exemplar(office, made, front, ExemplarContent("Khác", 2023, "Hội", "collective", "Việc", is_public=True), 1)
    assert (edited.body, edited.unit, edited.year, edited.is_public, edited.version) == (front, place.unit, 2023, True, 2)
    for act in (lambda: edit_exemplar(office, made, front, CONTENT, 1), lambda: remove_exemplar(office, made, 1)):
        with pytest.raises(RefusedError, match="Người khác vừa sửa"):
            act()
    remove_exemplar(office, edited, 2)
    assert Exemplar.objects.count() == 0
    assert list(AuditRow.objects.order_by("pk").values_list("action", flat=True)) == [
        "exemplar.add", "exemplar.edit", "exemplar.remove",
    ]  # fmt: skip


def test_a_place_that_was_not_the_locality_s_in_that_year_is_refused(office, place, wards, elsewhere):
    assert add_exemplar(office, place, wards["hoa_mac"], CONTENT).unit == wards["hoa_mac"]
    wrong = [
        (wards["hoa_mac"], ExemplarContent("A", 2026, "B", "collective", "C")),
        (wards["duy_tien"], CONTENT),
        (factories.body_of(elsewhere, "mttq"), CONTENT),
        (place.unit, ExemplarContent("A", 1, "B", "collective", "C")),
    ]
    for where, content in wrong:
        with pytest.raises(RefusedError, match="không thuộc Thị xã Duy Tiên trong năm"):
            add_exemplar(office, place, where, content)
    made = Exemplar.objects.get()
    with pytest.raises(RefusedError, match="không thuộc"):
        edit_exemplar(office, made, wards["duy_tien"], CONTENT, 1)


def test_only_the_office_of_the_place_writes(office, place, stranger):
    made = add_exemplar(office, place, place.unit, CONTENT)
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))
    for actor in (stranger, staff):
        with pytest.raises(NotAllowedError):
            add_exemplar(actor, place, place.unit, CONTENT)
        with pytest.raises(NotAllowedError):
            edit_exemplar(actor, made, place.unit, CONTENT, 1)
        with pytest.raises(NotAllowedError):
            remove_exemplar(actor, made, 1)
