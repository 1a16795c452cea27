"""A decision on its way: written, sent, recognised or refused, in force, published, reported, annulled (Điều 20–23)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.rounds import end_replaced, lock_matter
from kheo.democracy.models import CommuneAct, CommunityDecision, Matter, Round, Scope
from kheo.democracy.queries.decisions import village_results
from kheo.democracy.queries.election_results import result_in
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.decisions import (
    PAPER_LENGTH,
    DecisionContent,
    commune_act_problems,
    content_problems,
    day_problems,
    effect_of,
    paper_problems,
    reason_problems,
)
from kheo.democracy.rules.election_results import names_problems
from kheo.democracy.rules.meetings import text_problems
from kheo.democracy.rules.proposals import REPORT_LENGTH
from kheo.democracy.rules.thresholds import villages_needed
from kheo.democracy.workflow import MATTER
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Body
from kheo.organisation.trail import record


def decision_grant(actor: Actor, village_id: int | None, matter: Matter) -> Grant:
    """Who writes, sends, publishes, reports: the village's head, or the office for the whole commune."""
    return require(actor, "matter.conclude", matter.locality, Owner(village_id or 0))


def recogniser_grant(actor: Actor, matter: Matter, day: date) -> Grant:
    """The commune recognises conventions and heads, its Front the members of boards (Điều 21 khoản 2)."""
    if effect_of(matter.kind, matter.scope, day) != "front":
        return require(actor, "matter.recognise", matter.locality)
    bodies = Body.objects.filter(locality=matter.locality, unit=matter.locality.unit, kind=Body.Kind.FRONT, valid_to=None)
    code = bodies.order_by("pk").values_list("code", flat=True).first() or "không có"
    return require(actor, "matter.recognise_front", matter.locality, Owner(matter.locality.unit_id, code))


def _lock(decision: CommunityDecision, version: int) -> CommunityDecision:
    lock_matter(decision.round.matter_id)
    held = CommunityDecision.objects.select_related("round__matter__locality", "round__village").get(pk=decision.pk)
    require_version(version, held.version)
    return held


def write_decision(actor: Actor, closed: Round, content: DecisionContent, version: int) -> CommunityDecision:
    """Write the decision of a village that carried, or mend it before it is sent; *version* 0 for the first time."""
    grant = decision_grant(actor, closed.village_id, closed.matter)
    with transaction.atomic():
        lock_matter(closed.matter_id)
        held = Round.objects.select_related("matter__locality").get(pk=closed.pk)
        known = CommunityDecision.objects.filter(round=held).first()
        require_version(version, known.version if known else 0)
        if not held.passed:
            raise RefusedError("Chỉ lập quyết định khi cộng đồng đã biểu quyết thông qua.")
        if held.matter.state == "annulled":
            raise RefusedError("Quyết định này đã bị bãi bỏ; không lập văn bản, không gửi nữa (Điều 22 Luật 10/2022/QH15).")
        if known is not None and known.sent_on is not None:
            raise RefusedError(
                "Quyết định đã gửi đi; không sửa được. Cần sửa thì đưa việc thay thế ra bàn (Điều 22 Luật 10/2022/QH15)."
            )
        problems = list(content_problems(content))
        if result := result_in(held):
            if not result.elected:
                raise RefusedError(f"{result.words} Không có người trúng cử thì không lập quyết định; báo cáo để bầu lại.")
            others = [one.name for one in result.rows if not one.is_elected]
            problems += names_problems(content.content, [one.name for one in result.elected], others)
        if problems:
            raise RefusedError(*problems)
        made = known or CommunityDecision(round=held)
        made.paper, made.number, made.content = content.paper, tidy(content.number), lines_of(content.content)
        made.head, made.front_head = tidy(content.head), tidy(content.front_head)
        made.first_household, made.second_household = tidy(content.first_household), tidy(content.second_household)
        made.version = version + 1
        made.save()
        record(actor, grant, "matter.write", made, held.matter.locality, {"round": held.pk, "version": made.version})
    return made


def send_decision(actor: Actor, decision: CommunityDecision, on: date, version: int) -> CommunityDecision:
    """Write down that the signed decision went to the commune and the Front; what the vote alone makes good is in force then."""
    grant = decision_grant(actor, decision.round.village_id, decision.round.matter)
    with transaction.atomic():
        held = _lock(decision, version)
        matter = held.round.matter
        problems = list(day_problems(on, held.round.closed_on, timezone.localdate(), "Ngày gửi", "ngày biểu quyết"))
        if held.sent_on is not None:
            problems.append(Problem(f"Đã gửi ngày {held.sent_on:%d/%m/%Y}."))
        if problems:
            raise RefusedError(*problems)
        held.sent_on = held.received_on = on
        held.version += 1
        held.save()
        if matter.scope == Scope.VILLAGE:
            step = "take_effect" if effect_of(matter.kind, matter.scope, on) == "vote" else "send"
            matter.state = MATTER.target(step, matter.state)
            matter.version += 1
            matter.save()
        record(actor, grant, "matter.send", held, matter.locality, {"on": on.isoformat(), "version": held.version})
    return held


def recognise_decision(actor: Actor, decision: CommunityDecision, on: date, number: str, version: int) -> CommunityDecision:
    """Write down the paper by which commune or Front recognised a decision: it is in force from the day of that paper."""
    return _answer(actor, decision, on, number, version, refusal=None)


def refuse_decision(
    actor: Actor, decision: CommunityDecision, on: date, number: str, reason: str, version: int
) -> CommunityDecision:
    """Write down the paper by which commune or Front did not recognise a decision, and its reason."""
    return _answer(actor, decision, on, number, version, refusal=reason)


def _answer(
    actor: Actor, decision: CommunityDecision, on: date, number: str, version: int, *, refusal: str | None
) -> CommunityDecision:
    grant = recogniser_grant(actor, decision.round.matter, on)
    with transaction.atomic():
        held = _lock(decision, version)
        matter = held.round.matter
        problems = [
            *day_problems(on, held.received_on, timezone.localdate(), "Ngày văn bản", "ngày nhận quyết định"),
            *paper_problems(number),
            *(reason_problems(refusal, "Lý do") if refusal is not None else ()),
        ]
        if effect_of(matter.kind, matter.scope, on) not in ("commune", "front"):
            problems.append(Problem("Quyết định này có hiệu lực không cần công nhận (Điều 21 khoản 2 Luật 10/2022/QH15)."))
        if problems:
            raise RefusedError(*problems)
        held.answered_on, held.answer_number = on, tidy(number)
        held.refusal = tidy(refusal or "")
        held.version += 1
        held.save()
        if refusal is None:
            matter.state = MATTER.target("take_effect", _sent(matter))
            matter.effective_on, matter.effect_paper = on, held.answer_number
            end_replaced(matter)
        else:
            matter.state = MATTER.target("refuse", matter.state)
        matter.version += 1
        matter.save()
        act = "matter.recognise" if refusal is None else "matter.refuse"
        record(actor, grant, act, held, matter.locality, {"on": on.isoformat(), "version": held.version})
    return held


def _sent(matter: Matter) -> str:
    """The state of a matter that was sent; RefusedError for one that was not: nobody recognises what did not come."""
    MATTER.target("refuse", matter.state)
    return matter.state


def conclude_matter(actor: Actor, matter: Matter, version: int) -> Matter:
    """Add the villages up for a matter of the whole commune: two thirds of all of them carry it (Điều 21 khoản 1 đoạn 2)."""
    grant = require(actor, "matter.conclude_wide", matter.locality)
    with transaction.atomic():
        held = lock_matter(matter)
        require_version(version, held.version)
        if held.scope != Scope.COMMUNE:
            raise RefusedError("Việc trong thôn, tổ dân phố có kết quả ngay khi ghi số phiếu.")
        results = village_results(held)
        if results.open or not results.closed:
            raise RefusedError(
                f"Còn {results.open} thôn, tổ dân phố chưa có kết quả. Ghi kết quả, hoặc huỷ lần ở nơi không tổ chức được, "
                f"rồi tổng hợp."
            )
        day = results.last_day
        passed = results.agreed >= villages_needed(held.villages or 1, day)
        held.state = MATTER.target("pass" if passed else "fail", held.state)
        held.decided_on = day
        held.version += 1
        held.save()
        details = {"villages": held.villages, "agreed": results.agreed, "passed": passed, "version": held.version}
        record(actor, grant, "matter.total", held, held.locality, details)
    return held


def set_effect(actor: Actor, matter: Matter, on: date, paper: str, version: int) -> Matter:
    """Write down the day from which the commune put a commune-wide decision in force, and its paper (Điều 21 khoản 2 đoạn 2)."""
    grant = require(actor, "matter.conclude_wide", matter.locality)
    with transaction.atomic():
        held = lock_matter(matter)
        require_version(version, held.version)
        if held.scope != Scope.COMMUNE:
            raise RefusedError("Chỉ việc trên địa bàn cấp xã mới có ngày hiệu lực do Uỷ ban nhân dân cấp xã định.")
        state = MATTER.target("take_effect", held.state)
        problems = list(text_problems(paper, "Văn bản", "Ghi số, ngày văn bản của Uỷ ban nhân dân cấp xã.", PAPER_LENGTH))
        if held.decided_on is not None and on < held.decided_on:
            problems.append(
                Problem(f"Ngày hiệu lực không đứng trước ngày có kết quả ({held.decided_on:%d/%m/%Y}).", "Ngày hiệu lực")
            )
        if problems:
            raise RefusedError(*problems)
        held.state, held.effective_on, held.effect_paper = state, on, tidy(paper)
        held.version += 1
        held.save()
        end_replaced(held)
        record(actor, grant, "matter.effect", held, held.locality, {"on": on.isoformat(), "version": held.version})
    return held


def publish_result(actor: Actor, matter: Matter, on: date, version: int) -> Matter:
    """Write down the day on which the result was made public in the village (Điều 23 khoản 2)."""
    grant = decision_grant(actor, matter.village_id, matter)
    with transaction.atomic():
        held = lock_matter(matter)
        require_version(version, held.version)
        problems = list(day_problems(on, held.decided_on, timezone.localdate(), "Ngày công khai", "ngày có kết quả"))
        if held.decided_on is None:
            problems.append(Problem("Chưa có kết quả để công khai."))
        elif held.published_on is not None:
            problems.append(Problem(f"Đã công khai ngày {held.published_on:%d/%m/%Y}."))
        if problems:
            raise RefusedError(*problems)
        held.published_on = on
        held.version += 1
        held.save()
        record(actor, grant, "matter.publish", held, held.locality, {"on": on.isoformat(), "version": held.version})
    return held


def report_back(actor: Actor, matter: Matter, on: date, report: str, version: int) -> Matter:
    """Report what came of the decision to the people and the commune (Điều 23 khoản 2)."""
    grant = decision_grant(actor, matter.village_id, matter)
    with transaction.atomic():
        held = lock_matter(matter)
        require_version(version, held.version)
        state = MATTER.target("report", held.state)
        problems = [
            *day_problems(on, held.effective_on, timezone.localdate(), "Ngày báo cáo", "ngày có hiệu lực"),
            *text_problems(report, "Kết quả thực hiện", "Ghi đã làm được gì, số tiền, công sức, còn gì.", REPORT_LENGTH),
        ]
        if problems:
            raise RefusedError(*problems)
        held.state, held.reported_on, held.report = state, on, lines_of(report)
        held.version += 1
        held.save()
        record(actor, grant, "matter.report", held, held.locality, {"on": on.isoformat(), "version": held.version})
    return held


@dataclass(frozen=True)
class ActContent:
    """A paper of the commune about a decision: *kind*, *ground* of CommuneAct, its number, day and reason."""

    kind: str
    ground: str
    number: str
    on: date
    reason: str


def act_of_commune(actor: Actor, matter: Matter, content: ActContent, version: int) -> CommuneAct:
    """The commune annuls a decision or asks for a change (Điều 22 khoản 2): a record of its own that names the decision."""
    grant = require(actor, "matter.annul", matter.locality)
    with transaction.atomic():
        held = lock_matter(matter)
        require_version(version, held.version)
        state = MATTER.target("annul", held.state)
        problems = [
            *commune_act_problems(content.kind, content.ground),
            *paper_problems(content.number),
            *day_problems(content.on, held.decided_on, timezone.localdate(), "Ngày văn bản", "ngày có kết quả"),
            *reason_problems(content.reason, "Lý do"),
        ]
        if problems:
            raise RefusedError(*problems)
        made = CommuneAct.objects.create(
            matter=held,
            kind=content.kind,
            ground=content.ground,
            number=tidy(content.number),
            on=content.on,
            reason=tidy(content.reason),
        )
        if content.kind == CommuneAct.Kind.ANNUL:
            held.state = state
        held.version += 1
        held.save()
        record(
            actor, grant, "matter.annul", made, held.locality, {"kind": content.kind, "ground": content.ground, "matter": held.pk}
        )
    return made
