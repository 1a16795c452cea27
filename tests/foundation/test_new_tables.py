"""New tables of one migration made together are those made one by one."""

import pytest
from django.db import connection, models
from django.db.migrations.operations.fields import AddField
from django.db.migrations.operations.models import CreateModel, DeleteModel
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from kheo.foundation.new_tables import CreateModels, together

KEY = ("id", models.BigAutoField(primary_key=True))


def house() -> CreateModel:
    return CreateModel("House", [KEY])


def household() -> CreateModel:
    return CreateModel("Household", [KEY, ("house", models.ForeignKey("thu.House", models.CASCADE, related_name="households"))])


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("thu_")}


def test_only_tables_that_follow_one_another_become_one_step():
    field = AddField("House", "number", models.IntegerField(default=0))
    first, last, between = together([house(), household(), field, CreateModel("Street", [KEY])]), DeleteModel("Street"), field
    assert [type(step).__name__ for step in first] == ["CreateModels", "AddField", "CreateModels"]
    assert [len(step.operations) for step in first if isinstance(step, CreateModels)] == [2, 1]
    assert first[1] is between
    assert (first[0].describe(), together([last])) == ("Create 2 models", [last])


def test_the_step_can_be_written_down_again():
    code, _imports = OperationWriter(CreateModels([house()]), indentation=0).serialize()
    assert code.startswith("kheo.foundation.new_tables.CreateModels(")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("built_before", [True, False])
def test_the_tables_are_made_and_taken_away_with_their_ties(built_before):
    [step] = together([house(), household()])
    before, after = ProjectState(), ProjectState()
    if built_before:
        assert not after.apps.all_models["thu"]
    step.state_forwards("thu", after)
    with connection.schema_editor() as editor:
        step.database_forwards("thu", editor, before, after)
    assert tables() == {"thu_house", "thu_household"}
    made = after.apps.get_model("thu", "House").objects.create()
    made.households.create()
    assert made.households.count() == 1
    with connection.schema_editor() as editor:
        step.database_backwards("thu", editor, after, before)
    assert tables() == set()
