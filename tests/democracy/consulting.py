"""A consultation brought to the step that a test needs, through the actions themselves; days count from today."""

from datetime import timedelta

from django.utils import timezone

from kheo.democracy.actions.comments import CommentContent, TallyContent, enter_comment, record_tally, send_comment
from kheo.democracy.actions.consultations import (
    close_consultation,
    open_consultation,
    plan_consultation,
    send_plan,
)
from kheo.democracy.actions.results import DecisionContent, publish_results, record_decision
from kheo.democracy.actions.topics import TopicContent, accept_comment, add_topic, answer_topic
from kheo.democracy.rules.consultations import PlanContent
from kheo.recognition.rules.codes import code_of

CODE = code_of(12345)


def day(offset=0):
    return timezone.localdate() + timedelta(days=offset)


def plan(**changes):
    usual = {
        "kind": 5,
        "title": "Phương án phân luồng giao thông quanh chợ",
        "content": "Dự thảo phương án phân luồng, cấm đỗ xe hai bên đường vào giờ họp chợ.",
        "questions": ("Bạn có đồng ý với phương án không?", "Bạn có đồng ý giờ cấm đỗ 6 giờ đến 9 giờ không?"),
        "forms": ("b", "c", "d", "e"),
        "way": "Niêm yết, họp tổ dân phố, nhận góp ý trên trang của phường.",
        "responsible": "Công chức kinh tế, hạ tầng và đô thị",
        "opens_on": day(),
        "ends_on": day(20),
    }
    return PlanContent(**(usual | changes))


def planned(scene, **changes):
    return plan_consultation(scene.office, scene.locality, plan(**changes))


def sent(scene, **changes):
    made = planned(scene, **changes)
    return send_plan(scene.office, made, day(-12), day(-11), made.version)


def opened(scene, **changes):
    made = sent(scene, **changes)
    return open_consultation(scene.office, made, day(-10), day(10), made.version)


def time_passes(consultation, days=30):
    """The same consultation as if everything had begun *days* earlier."""
    held = fresh(consultation)
    for name in ("council_sent_on", "front_sent_on", "opens_on", "opened_on", "ends_on"):
        setattr(held, name, getattr(held, name) - timedelta(days=days))
    held.save()
    return held


def closed(scene, consultation=None):
    made = time_passes(consultation or opened(scene))
    return close_consultation(scene.office, made, made.version)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def questions(consultation):
    return list(consultation.questions.values_list("pk", flat=True))


def say(consultation, text="", code=CODE, village=None, *choices):
    stances = dict(zip(questions(consultation), choices, strict=False))
    return send_comment(consultation, CommentContent(text, stances, village), code)


def on_paper(scene, consultation, text="", *choices, actor=None, village=None, form="c", on=None):
    stances = dict(zip(questions(consultation), choices, strict=False))
    content = CommentContent(text, stances, village or scene.village)
    return enter_comment(actor or scene.head, consultation, content, form, on or day(-1))


def hands(scene, consultation, agree=30, disagree=5, other=0, *, present=40, actor=None, village=None, corrects=None):
    counts = {pk: {"agree": agree, "disagree": disagree, "other": other} for pk in questions(consultation)}
    content = TallyContent("b", day(-2), present, counts, village or scene.village)
    return record_tally(actor or scene.head, consultation, content, corrects)


def gathered(scene, consultation, comment, title="Giờ cấm đỗ"):
    topic = add_topic(scene.office, consultation, TopicContent(title, "Người dân nói về giờ."))
    accept_comment(scene.office, comment, topic, fresh(comment).version)
    return topic


def answered(scene, consultation=None):
    """One comment, one topic, 30 for and 5 against by hands; closed, answered, published."""
    made = consultation or opened(scene)
    comment = say(made, "Cấm từ 5 giờ thì hợp hơn.")
    hands(scene, made)
    topic = gathered(scene, made, comment)
    made = closed(scene, made)
    answer_topic(scene.leader, topic, "taken", "Đổi giờ cấm đỗ thành 5 giờ đến 8 giờ.", 1)
    publish_results(scene.office, made, made.version)
    return fresh(made)


def decision(consultation, *as_asked, **changes):
    usual = {
        "number": "45/QĐ-UBND",
        "decided_on": day(),
        "summary": "Ban hành phương án phân luồng.",
        "as_asked": dict(zip(questions(consultation), as_asked or (True, True), strict=False)),
    }
    return DecisionContent(**(usual | changes))


def decided(scene, consultation=None):
    made = consultation or answered(scene)
    return record_decision(scene.office, made, decision(made), made.version)
