import pytest

from kheo.foundation.refusal import RefusedError
from kheo.foundation.workflow import State, Transition, Workflow

FLOW = Workflow(
    (State("draft", "dự thảo"), State("checked", "đã kiểm tra"), State("issued", "đã ban hành")),
    (Transition("check", ("draft",), "checked", "kiểm tra"), Transition("issue", ("checked",), "issued", "ban hành")),
)


def test_target_follows_the_table():
    assert FLOW.target("check", "draft") == "checked"
    assert FLOW.allowed("checked") == [FLOW.transitions[1]]
    assert FLOW.choices[0] == ("draft", "dự thảo")


def test_target_refuses_a_step_the_table_does_not_have_and_names_both_states():
    with pytest.raises(RefusedError, match="Không thể ban hành: hồ sơ đang ở bước «dự thảo», cần ở bước «đã kiểm tra»"):
        FLOW.target("issue", "draft")


def test_target_knows_no_other_action():
    with pytest.raises(LookupError):
        FLOW.target("burn", "draft")
