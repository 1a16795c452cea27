from kheo.movement.models import Registration
from kheo.movement.workflow import BY_HAND, CARRIED_OUT, REGISTRATION


def test_the_table_and_the_column_know_the_same_states():
    assert REGISTRATION.choices == list(Registration.State.choices)


def test_only_a_decision_recognises():
    leading = [step.action for step in REGISTRATION.transitions if step.target == "recognised"]
    assert leading == ["recognise"]
    assert "recognise" not in BY_HAND


def test_every_other_step_is_taken_by_hand():
    assert set(BY_HAND) == {step.action for step in REGISTRATION.transitions} - {"recognise", "unrecognise", "withdraw"}


def test_a_recognised_registration_goes_on_by_no_hand():
    assert [step.action for step in REGISTRATION.allowed("recognised")] == ["unrecognise"]
    assert "unrecognise" not in BY_HAND


def test_what_only_stands_on_the_list_or_was_stopped_is_not_carried_out():
    assert set(Registration.State.values) - set(CARRIED_OUT) == {"registered", "stopped"}


def test_the_public_reads_words_of_its_own():
    assert REGISTRATION.public_label("in_assessment") == "đang thực hiện"
    assert REGISTRATION.public_label("stopped") == "đã dừng"
