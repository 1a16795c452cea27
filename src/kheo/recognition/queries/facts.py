"""From rows to the plain facts that the rules look at."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from kheo.assessment.models import Assessment
from kheo.assessment.queries.criteria import thresholds
from kheo.assessment.queries.sheets import standings
from kheo.movement.models import Programme
from kheo.movement.queries.councils import open_appeals
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.models import Body
from kheo.recognition.models import Decision, DecisionCorrection, DecisionKind, DecisionLine
from kheo.recognition.queries.choices_of_place import choices_of
from kheo.recognition.queries.lines import lines_of
from kheo.recognition.rules.checks import FIRST_DAY, check_list
from kheo.recognition.rules.facts import (
    Check,
    Draft,
    EarlierCommendation,
    EarlierMedal,
    Issuer,
    Line,
    MedalTerms,
    PreviousList,
    Record,
    Signer,
    UsedNumber,
)
from kheo.recognition.rules.medals import LISTS
from kheo.recognition.rules.numbers import check_number, read_number


def planned_day(decision: Decision) -> date:
    """The day under which a draft is checked: the planned one, else today."""
    return decision.date or timezone.localdate()


def checks_of(decision: Decision, day: date | None = None) -> tuple[Check, ...]:
    """Every check of the decision's list as of *day* (the planned day, else today)."""
    day = day or planned_day(decision)
    lines = list(lines_of(decision))
    return check_list(_draft(decision, lines, day), _record(decision, lines))


def number_check(decision: Decision, number: str, day: date) -> Check:
    """The check of *number*, entered with *day* for this decision."""
    used = used_numbers(decision, day.year)
    return check_number(number, decision.body.layout, day, used, keeps_register=decision.is_issued_here)


def may_issue(programme: Programme, kind: str, body: Body) -> bool:
    """Whether the programme gives *body* a part in lists of *kind*: who runs, leads, recognises is a field, not a constant."""
    named = {
        DecisionKind.RECOGNITION: {programme.recognising_body_id},
        DecisionKind.OUTSTANDING: {programme.recognising_body_id, programme.leading_body_id},
        DecisionKind.PROPOSAL: {programme.recognising_body_id, programme.leading_body_id, programme.standing_body_id},
    }.get(DecisionKind(kind))
    if named is not None:
        return body.pk in named
    if kind == DecisionKind.COMMENDATION and body.locality_id is not None:
        return programme.commending_body_id in (None, body.pk)
    return True


def _draft(decision: Decision, lines: list[DecisionLine], day: date) -> Draft:
    body, programme = decision.body, decision.programme
    issuer = Issuer(
        name=body.name,
        kind=body.kind,
        level=body.unit.level,
        layout=body.layout,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        has_role=may_issue(programme, decision.kind, body),
    )
    is_open = programme.state == Programme.State.OPEN
    signer = Signer(decision.signer_authority, decision.signer_position, decision.signer_name)
    return Draft(decision.kind, issuer, day, tuple(_lines(lines)), programme_is_open=is_open, award=decision.award, signer=signer)


def _lines(lines: list[DecisionLine]) -> Iterable[Line]:
    sheets = {line.pk: sheet for line in lines if (sheet := _sheet(line)) is not None}
    classes = standings(sheet.pk for sheet in sheets.values())
    for line in lines:
        sheet, registration = sheets.get(line.pk), line.registration
        yield Line(
            order=line.order,
            recipient=line.recipient,
            subject=line.subject,
            unit=line.unit.code,
            registration=line.registration_id,
            title=registration.initiative.title if registration else "",
            subject_registered=registration.initiative.subject if registration else "",
            state_label=REGISTRATION.label(registration.state) if registration else "",
            may_be_recognised=registration is not None
            and any(step.action == "recognise" for step in REGISTRATION.allowed(registration.state)),
            assessed_on=sheet.assessed_on if sheet else None,
            unit_founded=line.unit.founded_on,
            unit_ended=line.unit.ended_on,
            class_name=classes[sheet.pk].class_name if sheet and classes[sheet.pk].passes else "",
            barred=classes[sheet.pk].why if sheet else "",
            birth_year=line.birth_year,
            service_years=line.service_years,
        )


def _sheet(line: DecisionLine) -> Assessment | None:
    link = getattr(line.registration, "assessment_link", None) if line.registration else None
    return link.assessment if link else None


def _record(decision: Decision, lines: list[DecisionLine]) -> Record:
    programme = decision.programme
    issued = list(
        DecisionLine.objects.filter(
            decision__locality=decision.locality_id, decision__state=Decision.State.ISSUED, revocation=None
        )
        .exclude(decision=decision)
        .select_related("decision", "unit")
    )
    here = [row for row in issued if row.decision.programme_id == programme.pk]
    of_kind = [row for row in here if row.decision.kind == decision.kind]
    medals = [row for row in issued if row.decision.kind == DecisionKind.MEDAL]
    commended = [row for row in here if row.decision.kind == DecisionKind.COMMENDATION]
    proposed = [row for row in here if row.decision.kind == DecisionKind.PROPOSAL]
    needs = programme.criteria_set_id
    return Record(
        today=timezone.localdate(),
        previous=_previous(decision, lines, here),
        elsewhere=_papers(of_kind, decision.kind),
        medals=tuple(_medal(row, programme) for row in medals),
        medal_terms=_terms(programme) if decision.kind == DecisionKind.MEDAL else MedalTerms(),
        commended=tuple(_commendation(row, row.decision.date) for row in commended if row.decision.date),
        proposed=frozenset(row.registration_id for row in proposed if row.registration_id) if proposed else None,
        needs_assessment=needs is not None,
        appealed=frozenset(open_appeals([line.registration_id for line in lines if line.registration_id])),
        needs_class=needs is not None and bool(thresholds(needs)),
    )


def _medal(row: DecisionLine, programme: Programme) -> EarlierMedal:
    line = Line(row.order, row.recipient, row.subject, row.unit.code, birth_year=row.birth_year)
    return EarlierMedal(line, paper_name(row.decision), here=row.decision.programme_id == programme.pk)


def _commendation(row: DecisionLine, day: date) -> EarlierCommendation:
    key = Line(row.order, row.recipient, row.subject, row.unit.code).key(DecisionKind.COMMENDATION)
    return EarlierCommendation(key, row.registration_id, day, paper_name(row.decision))


def _terms(programme: Programme) -> MedalTerms:
    held = choices_of(programme.locality_id)
    years, conditions = held["medal_years"], held["medal_conditions"]
    return MedalTerms(int(years.value) if years.value else None, years.reason, conditions.value, conditions.reason)


def _previous(decision: Decision, lines: list[DecisionLine], here: list[DecisionLine]) -> PreviousList:
    before = LISTS.on("nested", max(planned_day(decision), FIRST_DAY)).value.get(decision.kind)
    rows = [row for row in here if row.decision.kind == before and row.registration_id]
    wanted = {line.registration_id for line in lines}
    days = [row.decision.date for row in rows if row.registration_id in wanted and row.decision.date]
    return PreviousList(frozenset(row.registration_id for row in rows if row.registration_id), max(days, default=None))


def _papers(rows: list[DecisionLine], kind: str) -> dict[str, str]:
    return {
        Line(row.order, row.recipient, row.subject, row.unit.code, row.registration_id).key(kind): paper_name(row.decision)
        for row in rows
    }


def paper_name(decision: Decision) -> str:
    """«quyết định công nhận số 12-QĐ/BCĐ ngày 26/12/2024», for a message; one without a number by its title."""
    what = "danh sách" if decision.kind == DecisionKind.PROPOSAL else "quyết định"
    if not decision.number:
        return f"{what} {decision.get_kind_display()} chưa có số («{decision.title}»)"
    return f"{what} {decision.get_kind_display()} số {decision.number} ngày {decision.date:%d/%m/%Y}"


def used_numbers(decision: Decision, year: int) -> list[UsedNumber]:
    """Numbers of the same body's issued papers and corrections of *year* in this locality, other than this decision's own."""
    rows = Decision.objects.filter(
        locality=decision.locality_id, body=decision.body_id, number_year=year, state=Decision.State.ISSUED
    ).exclude(pk=decision.pk)
    used = [
        UsedNumber(row.number, row.number_key, row.number_order, row.date, paper_name(row))
        for row in rows
        if row.number_order is not None and row.date is not None
    ]
    corrections = DecisionCorrection.objects.filter(
        decision__locality=decision.locality_id, decision__body=decision.body_id, date__year=year
    )
    for correction in corrections:
        read = read_number(correction.number)
        if read is not None and correction.date is not None:
            what = f"bản đính chính số {correction.number} ngày {correction.date:%d/%m/%Y}"
            used.append(UsedNumber(correction.number, read.key, read.order, correction.date, what))
    return used
