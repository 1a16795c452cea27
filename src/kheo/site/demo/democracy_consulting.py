"""The demo ward asks its people: one consultation open, one answered and decided, the year's dialogue held."""

from typing import Any

from kheo.democracy.actions.comments import CommentContent, TallyContent, enter_comment, record_tally, send_comment
from kheo.democracy.actions.consultations import close_consultation, open_consultation, plan_consultation, send_plan
from kheo.democracy.actions.dialogues import (
    DialogueContent,
    add_conclusion,
    add_question,
    answer_question,
    close_dialogue,
    hold_dialogue,
    invite_to_dialogue,
    plan_dialogue,
)
from kheo.democracy.actions.results import DecisionContent, publish_results, record_decision
from kheo.democracy.actions.topics import TopicContent, accept_comment, add_topic, answer_topic, edit_topic, set_aside_comment
from kheo.democracy.models import Comment, Consultation, Topic
from kheo.democracy.rules.consultations import STANCES, PlanContent
from kheo.democracy.rules.dialogues import YEARLY, Present
from kheo.directives.actions.tasks import TaskOwner
from kheo.organisation.authority import COMMAND_LINE
from kheo.recognition.rules.codes import code_of
from kheo.site.demo.organisation import Place

FIRST_CODE = 7_000_000
_PLAN = ("kind", "title", "content", "way", "responsible", "opens_on", "ends_on")


def consult(place: Place, told: dict[str, Any]) -> None:
    for number, row in enumerate(told["consultations"]):
        _consult(place, row, FIRST_CODE + number * 1_000)
    _talk(place, told["dialogue"])


def _consult(place: Place, row: dict[str, Any], code: int) -> None:
    plan = PlanContent(**{name: row[name] for name in _PLAN}, questions=tuple(row["questions"]), forms=tuple(row["forms"]))
    made = plan_consultation(COMMAND_LINE, place.locality, plan)
    made = send_plan(COMMAND_LINE, made, row["sent_on"], row["sent_on"], made.version)
    made = open_consultation(COMMAND_LINE, made, row["opens_on"], row["ends_on"], made.version)
    questions = list(made.questions.values_list("pk", flat=True))
    for number, choices in enumerate(row["plain"]):
        send_comment(made, CommentContent("", dict(zip(questions, choices, strict=True))), code_of(code + number))
    topics = {title: add_topic(COMMAND_LINE, made, TopicContent(title)) for title in row["topics"]}
    for number, said in enumerate(row["said"], start=100):
        _say(place, made, said, topics, code_of(code + number))
    for tally in row["tallies"]:
        counts = {pk: dict(zip(STANCES, given, strict=True)) for pk, given in zip(questions, tally["counts"], strict=True)}
        village = place.unit(tally["village"])
        record_tally(COMMAND_LINE, made, TallyContent(tally["form"], tally["held_on"], tally["present"], counts, village))
    if "decision" in row:
        _settle(made, row, topics, questions)


def _say(place: Place, made: Consultation, said: dict[str, Any], topics: dict[str, Topic], code: str) -> None:
    """Over the page, or on paper where *said* names its form and day."""
    questions = made.questions.values_list("pk", flat=True)
    content = CommentContent(said["text"], dict(zip(questions, said["choices"], strict=False)), place.unit(said["village"]))
    comment: Comment
    if "form" in said:
        comment = enter_comment(COMMAND_LINE, made, content, said["form"], said["on"])
    else:
        comment = send_comment(made, content, code)
    if "topic" in said:
        accept_comment(COMMAND_LINE, comment, topics[said["topic"]], comment.version)
    elif "reason" in said:
        set_aside_comment(COMMAND_LINE, comment, said["reason"], comment.version)


def _settle(made: Consultation, row: dict[str, Any], topics: dict[str, Topic], questions: list[int]) -> None:
    """Closed, answered, published and decided on the days of *row*."""
    made = close_consultation(COMMAND_LINE, made, made.version, row["closed_on"])
    for said in row["answers"]:
        topic = edit_topic(COMMAND_LINE, topics[said["topic"]], TopicContent(said["topic"], said["summary"]), 1)
        answer_topic(COMMAND_LINE, topic, said["verdict"], said["answer"], topic.version)
    publish_results(COMMAND_LINE, made, made.version, row["published_on"])
    told = row["decision"]
    decision = DecisionContent(
        told["number"],
        told["decided_on"],
        told["summary"],
        dict(zip(questions, told["as_asked"], strict=True)),
        told["explanation"],
    )
    record_decision(COMMAND_LINE, made, decision, made.version + 1)


def _talk(place: Place, told: dict[str, Any]) -> None:
    content = DialogueContent(YEARLY, told["title"], told["content"], told["planned_on"], told["venue"])
    made = plan_dialogue(COMMAND_LINE, place.locality, content)
    made = invite_to_dialogue(COMMAND_LINE, made, told["invited_on"], made.version)
    present = Present(told["residents"], told["leaders"], told["front"], told["inspectors"])
    made = hold_dialogue(COMMAND_LINE, made, told["planned_on"], present, made.version)
    for said in told["asked"]:
        question = add_question(COMMAND_LINE, made, said["text"])
        answer_question(COMMAND_LINE, question, said["verdict"], said["answer"], question.version)
    for said in told["concluded"]:
        body = place.bodies[said["body"]]
        add_conclusion(COMMAND_LINE, made, said["text"], TaskOwner(body.unit, body), said["due_on"])
    close_dialogue(COMMAND_LINE, made, told["sent_on"], made.version)
