"""A dialogue from its plan to its answers (Luật 10/2022/QH15 Điều 27, 32); what the chair concludes becomes tasks."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.consultations import past_problems
from kheo.democracy.models import Consultation, Dialogue, DialogueConclusion, DialogueQuestion
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.consultations import BOUND_CLAUSE, day_problems, rule
from kheo.democracy.rules.dialogues import BOUND, LABELS, Present, Told, present_problems, told_problems, words_problems
from kheo.democracy.workflow import DIALOGUE
from kheo.directives.actions.tasks import TaskContent, TaskOwner, assign_tasks
from kheo.directives.queries.owners import why_not_given
from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

KIND, FILE, QUESTION, VERDICT, ANSWER = "Loại đối thoại", "Đợt lấy ý kiến", "Ý kiến, câu hỏi", "Cách trả lời", "Lời trả lời"
INVITED, HELD, CONCLUSION, DUE, SENT, REASON = (
    "Ngày mời", "Ngày họp", "Kết luận", "Hạn", "Ngày gửi trả lời", "Vì sao thôi",
)  # fmt: skip
LONGEST_QUESTION, LONGEST_ANSWER = 3_000, 6_000


@dataclass(frozen=True)
class DialogueContent:
    """*consultation*: the file that a dialogue with those bound belongs to, if there is one."""

    kind: str
    title: str
    content: str
    planned_on: date
    venue: str
    consultation: Consultation | None = None


def plan_dialogue(actor: Actor, locality: Locality, content: DialogueContent) -> Dialogue:
    """Write down a dialogue to come (or one whose papers are typed in afterwards)."""
    grant = require(actor, "dialogue.manage", locality)
    if problems := _content_problems(locality, content):
        raise RefusedError(*problems)
    with transaction.atomic():
        made = Dialogue.objects.create(locality=locality, kind=content.kind, **_fields(content))
        record(actor, grant, "dialogue.plan", made, locality, {"kind": content.kind})
    return made


def edit_dialogue(actor: Actor, dialogue: Dialogue, content: DialogueContent, version: int) -> Dialogue:
    """Change day, place or subject before it is held; its kind stays."""
    grant = require(actor, "dialogue.manage", dialogue.locality)
    if problems := _content_problems(dialogue.locality, content):
        raise RefusedError(*problems)
    with transaction.atomic():
        held = lock_dialogue(dialogue, "dialogue.edit", version)
        for name, value in _fields(content).items():
            setattr(held, name, value)
        _save(held)
        record(actor, grant, "dialogue.edit", held, held.locality, {"version": held.version})
    return held


def invite_to_dialogue(actor: Actor, dialogue: Dialogue, invited_on: date, version: int, told: Told | None = None) -> Dialogue:
    """Those bound were told, everybody who comes was invited (Điều 27 khoản 1; Điều 32 khoản 1)."""
    grant = require(actor, "dialogue.manage", dialogue.locality)
    with transaction.atomic():
        held = lock_dialogue(dialogue, "dialogue.invite", version)
        problems = past_problems(invited_on, INVITED)
        problems += told_problems(held.kind, told, held.planned_on)
        if told is not None:
            problems += past_problems(told.on, LABELS["told_on"])
        if invited_on > held.planned_on:
            what = f"Ngày mời ở sau ngày đối thoại {held.planned_on:%d/%m/%Y}; sửa ngày đối thoại trước."
            problems.append(Problem(what, INVITED))
        if problems:
            raise RefusedError(*problems)
        held.invited_on = invited_on
        if told is not None and held.kind == BOUND:
            held.told, held.told_on, held.told_how = told.number, told.on, tidy(told.how)
        _save(held)
        details = {"invited_on": invited_on.isoformat(), "told": held.told}
        record(actor, grant, "dialogue.invite", held, held.locality, details)
    return held


def hold_dialogue(actor: Actor, dialogue: Dialogue, held_on: date, present: Present, version: int) -> Dialogue:
    """It was held: when, and how many came of each part."""
    grant = require(actor, "dialogue.manage", dialogue.locality)
    with transaction.atomic():
        held = lock_dialogue(dialogue, "dialogue.hold", version)
        problems = past_problems(held_on, HELD)
        if held.invited_on and held_on < held.invited_on:
            problems.append(Problem(f"Đã mời ngày {held.invited_on:%d/%m/%Y}; ngày họp không trước ngày ấy.", HELD))
        problems += present_problems(held.kind, present, held.told, held.planned_on)
        if problems:
            raise RefusedError(*problems)
        held.held_on = held_on
        held.residents, held.leaders = present.residents, present.leaders
        held.front, held.inspectors = present.front, present.inspectors
        _save(held)
        details = {"held_on": held_on.isoformat(), "residents": present.residents}
        record(actor, grant, "dialogue.hold", held, held.locality, details)
    return held


def add_question(actor: Actor, dialogue: Dialogue, text: str, *, agency: bool = False) -> DialogueQuestion:
    """Write down what was said, without who said it; *agency*: a body's view (Điều 27 khoản 3)."""
    grant = require(actor, "dialogue.manage", dialogue.locality)
    words = lines_of(text)
    problems = too_long(words, LONGEST_QUESTION, QUESTION)
    if not words:
        problems.append(Problem("Ghi điều đã được nói; không ghi ai nói.", QUESTION))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        held = lock_dialogue(dialogue, "dialogue.ask")
        made = DialogueQuestion.objects.create(dialogue=held, text=words, agency=agency)
        record(actor, grant, "dialogue.ask", made, held.locality, {"dialogue": held.pk})
    return made


def answer_question(actor: Actor, question: DialogueQuestion, verdict: str, answer: str, version: int) -> DialogueQuestion:
    """Answer one view: taken up, or explained."""
    grant = require(actor, "consultation.answer", question.dialogue.locality)
    words = lines_of(answer)
    problems = too_long(words, LONGEST_ANSWER, ANSWER)
    if verdict not in DialogueQuestion.Verdict.values:
        problems.append(Problem("Chọn «Tiếp thu» hoặc «Giải trình».", VERDICT))
    if not words:
        problems.append(Problem("Viết lời trả lời.", ANSWER))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        dialogue = lock_dialogue(question.dialogue, "dialogue.answer")
        held = DialogueQuestion.objects.select_for_update().get(pk=question.pk)
        require_version(version, held.version)
        held.verdict, held.answer, held.answered_on = verdict, words, timezone.localdate()
        held.version += 1
        held.save()
        record(actor, grant, "dialogue.answer", held, dialogue.locality, {"verdict": verdict})
    return held


def add_conclusion(actor: Actor, dialogue: Dialogue, text: str, owner: TaskOwner, due_on: date) -> DialogueConclusion:
    """What the chair concluded, who does it by when; it becomes a task when the dialogue is closed."""
    grant = require(actor, "dialogue.manage", dialogue.locality)
    words = tidy(text)
    with transaction.atomic():
        held = lock_dialogue(dialogue, "dialogue.conclude")
        problems = too_long(words, longest(DialogueConclusion, "text"), CONCLUSION) + day_problems(due_on, DUE)
        if not words:
            problems.append(Problem("Ghi việc phải làm, bắt đầu bằng động từ.", CONCLUSION))
        if why := why_not_given(owner.body):
            problems.append(Problem(why, "Giao cho"))
        if held.held_on and due_on < held.held_on:
            problems.append(Problem(f"Hạn ở trước ngày họp {held.held_on:%d/%m/%Y}; xem lại ngày.", DUE))
        if problems:
            raise RefusedError(*problems)
        made = DialogueConclusion.objects.create(dialogue=held, text=words, unit=owner.unit, body=owner.body, due_on=due_on)
        record(actor, grant, "dialogue.conclude", made, held.locality, {"dialogue": held.pk})
    return made


def close_dialogue(actor: Actor, dialogue: Dialogue, answers_sent_on: date, version: int) -> Dialogue:
    """Everything is answered and sent (27(3)); the conclusions become tasks of their owners. All or nothing."""
    grant = require(actor, "dialogue.manage", dialogue.locality)
    with transaction.atomic():
        held = lock_dialogue(dialogue, "dialogue.close", version)
        problems = past_problems(answers_sent_on, SENT)
        if held.held_on and answers_sent_on < held.held_on:
            problems.append(Problem(f"Ngày gửi ở trước ngày họp {held.held_on:%d/%m/%Y}; xem lại ngày.", SENT))
        if left := held.questions.filter(verdict="").count():
            source = rule("bound.answered" if held.kind == BOUND else "yearly.dialogues", held.planned_on).citation
            problems.append(Problem(f"Còn {left} ý kiến chưa trả lời; trả lời hết rồi kết thúc ({source}).", QUESTION))
        if problems:
            raise RefusedError(*problems)
        given = _give_tasks(actor, held)
        held.answers_sent_on = answers_sent_on
        _save(held)
        record(actor, grant, "dialogue.close", held, held.locality, {"tasks": given})
    return held


def withdraw_dialogue(actor: Actor, dialogue: Dialogue, reason: str, version: int) -> Dialogue:
    """Call it off before it is held."""
    grant = require(actor, "dialogue.manage", dialogue.locality)
    words = tidy(reason)
    with transaction.atomic():
        held = lock_dialogue(dialogue, "dialogue.withdraw", version)
        problems = too_long(words, longest(Dialogue, "reason"), REASON)
        if problems or not words:
            raise RefusedError(*(problems or [Problem("Ghi lý do.", REASON)]))
        held.reason = words
        _save(held)
        record(actor, grant, "dialogue.withdraw", held, held.locality, {"version": held.version})
    return held


def lock_dialogue(dialogue: Dialogue, step: str, version: int | None = None) -> Dialogue:
    """The dialogue held for this act, in the state that *step* leads to; RefusedError for a wrong one."""
    rows = Dialogue.objects.select_for_update(of=("self",)).select_related("locality__unit")
    held = rows.get(pk=dialogue.pk)
    if version is not None:
        require_version(version, held.version)
    held.state = DIALOGUE.target(step, held.state)
    return held


def _save(held: Dialogue) -> None:
    held.version += 1
    held.save()


def _give_tasks(actor: Actor, dialogue: Dialogue) -> int:
    """A task of the year in which it is due for each conclusion; what the tasks refuse is told with the conclusion."""
    day = dialogue.held_on or dialogue.planned_on
    origin = f"Kết luận đối thoại ngày {day:%d/%m/%Y}"
    problems, conclusions = [], list(dialogue.conclusions.select_related("unit", "body"))
    for number, conclusion in enumerate(conclusions, start=1):
        content = TaskContent(title=conclusion.text, due_on=conclusion.due_on, origin=origin)
        to = [TaskOwner(conclusion.unit, conclusion.body)]
        try:
            (conclusion.task,) = assign_tasks(actor, dialogue.locality, conclusion.due_on.year, content, to)
        except RefusedError as refusal:
            problems += [Problem(str(problem), f"{CONCLUSION} {number}") for problem in refusal.problems]
    if problems:
        raise RefusedError(*problems)
    DialogueConclusion.objects.bulk_update(conclusions, ["task"])
    return len(conclusions)


def _content_problems(locality: Locality, content: DialogueContent) -> list[Problem]:
    problems = words_problems(content.title, content.content, content.venue)
    problems += day_problems(content.planned_on, LABELS["planned_on"])
    if content.kind not in Dialogue.Kind.values:
        problems.append(Problem("Chọn đối thoại hằng năm (Điều 32) hoặc với người phải thi hành (Điều 27).", KIND))
    file = content.consultation
    if file is not None and (file.locality_id != locality.pk or file.kind != BOUND_CLAUSE or content.kind != BOUND):
        what = f"Chỉ gắn với đợt lấy ý kiến về nội dung của Điều 25 khoản {BOUND_CLAUSE}, cho đối thoại của Điều 27."
        problems.append(Problem(what, FILE))
    return problems


def _fields(content: DialogueContent) -> dict[str, object]:
    return {
        "title": tidy(content.title),
        "content": lines_of(content.content),
        "planned_on": content.planned_on,
        "venue": tidy(content.venue),
        "consultation": content.consultation,
    }
