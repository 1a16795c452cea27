"""A town's consultation and dialogue, one of each kind of record that has an address."""

from kheo.democracy.actions.comments import TallyContent, record_tally
from kheo.democracy.actions.dialogues import add_question
from kheo.democracy.actions.topics import TopicContent, add_topic
from kheo.recognition.rules.codes import code_of
from tests.democracy.actions.test_dialogues import invited
from tests.democracy.consulting import day, opened, questions, say


def of_consultations(scene):
    """Numbers by the part of the address before; *scene*: whatever has a locality and its office."""
    made = opened(scene)
    counts = {pk: {"agree": 1, "disagree": 0, "other": 0} for pk in questions(made)}
    dialogue = invited(scene)
    return {
        "gop-y": made.pk,
        "mot-y-kien": say(made, "Lời", code_of(made.pk)).pk,
        "so-dem": record_tally(scene.office, made, TallyContent("b", day(), 1, counts)).pk,
        "nhom-y-kien": add_topic(scene.office, made, TopicContent("Nhóm")).pk,
        "doi-thoai": dialogue.pk,
        "cau-hoi-doi-thoai": add_question(scene.office, dialogue, "Hỏi").pk,
    }
