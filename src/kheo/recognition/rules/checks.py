"""The checks of a list before it is signed and again when its number and date are entered."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import Rule
from kheo.foundation.text import fold
from kheo.recognition.rules.awards import ISSUERS, LEVELS, award_checks, issuer_rule
from kheo.recognition.rules.facts import (
    COMMENDATION,
    KIND_LABELS,
    MEDAL,
    OF_INITIATIVES,
    PROPOSAL,
    RECOGNITION,
    SUBJECT_LABELS,
    Check,
    Draft,
    Line,
    Record,
    Signer,
)
from kheo.recognition.rules.medals import LISTS, medal_checks

# The movement was launched in 2009 (press); no table of this chapter goes further back.
FIRST_DAY = date(2009, 1, 1)
# A chair or the head of a central body signs in the own name («CHỦ TỊCH», «KT. CHỦ TỊCH»), not for the body («TM. …»).
_SIGNS_ITSELF = frozenset({"government", "central"})
_ON_BEHALF = re.compile(r"t\s*[./]?\s*m\b")


def check_list(draft: Draft, record: Record) -> tuple[Check, ...]:
    """Every check of *draft* against *record*, each with its citation; none hides the problems of another."""
    if draft.day < FIRST_DAY:
        return (too_early(draft.day),)
    checks = [_authority(draft), _existence(draft), _date(draft, record), _lines(draft), _units(draft)]
    checks += medal_checks(draft, record) if draft.kind == MEDAL else [_once(draft, record)]
    if draft.signer is not None:
        checks.insert(1, _signer(draft, draft.signer))
    if draft.kind == PROPOSAL:
        checks.append(_not_yet_commended(draft, record))
    if draft.kind in OF_INITIATIVES:
        checks.append(_part_of_previous(draft, record) if draft.kind != RECOGNITION else _assessed(draft, record))
    if draft.kind == COMMENDATION:
        checks += award_checks(draft)
    if record.appealed:
        checks.append(_appeals(draft, record))
    if draft.kind == COMMENDATION and record.proposed is not None:
        checks.append(_proposed(draft, record.proposed))
    return tuple(checks)


def too_early(day: date) -> Check:
    what = f"Ngày {day:%d/%m/%Y} ở trước khi có phong trào (năm {FIRST_DAY.year}). Xem lại năm."
    return Check("Ngày của văn bản", "Phong trào thi đua “Dân vận khéo”", (Problem(what, "Ngày"),))


def _authority(draft: Draft) -> Check:
    issuer, label = draft.issuer, KIND_LABELS[draft.kind]
    title = f"Thẩm quyền {label} ngày {draft.day:%d/%m/%Y}"
    rule = issuer_rule(draft.kind, issuer.level, draft.day)
    if rule is None:
        return Check(title, _last_citation(draft), (Problem(_why_nobody(draft), issuer.name),))
    if issuer.kind not in rule.value["bodies"]:
        what = f"Loại cơ quan này không {label}. Chọn cơ quan có thẩm quyền: {_names(rule.value['bodies'])}."
        return Check(title, rule.citation, (Problem(what, issuer.name),))
    if not issuer.has_role:
        what = f"Chương trình năm không giao cơ quan này {label}. Chọn cơ quan nêu trong chương trình, hoặc sửa chương trình."
        return Check(title, rule.citation, (Problem(what, issuer.name),))
    return Check(title, rule.citation)


def _why_nobody(draft: Draft) -> str:
    level = LEVELS[draft.issuer.level]
    ended = [rule for rule in _rows_of(draft) if rule.valid_to is not None and rule.valid_to <= draft.day]
    if not ended:
        return f"Ở {level} không cơ quan nào {KIND_LABELS[draft.kind]}. Chọn cơ quan có thẩm quyền."
    last = max(ended, key=lambda rule: rule.valid_from)
    until = (last.valid_to or draft.day) - timedelta(days=1)
    return (
        f"Cơ quan {level} chỉ {KIND_LABELS[draft.kind]} được đến hết {until:%d/%m/%Y}. {last.note} "
        "Sửa ngày nếu ghi nhầm, hoặc chọn cơ quan đang có thẩm quyền."
    )


def _rows_of(draft: Draft) -> list[Rule]:
    return [rule for rule in ISSUERS.rules if rule.key == f"{draft.kind}.{draft.issuer.level}"]


def _last_citation(draft: Draft) -> str:
    rows = _rows_of(draft) or [rule for rule in ISSUERS.rules if rule.key.startswith(f"{draft.kind}.")]
    return max(rows, key=lambda rule: rule.valid_from).citation


def _names(kinds: Iterable[str]) -> str:
    labels = {
        "committee": "ban chỉ đạo",
        "party": "cấp uỷ",
        "front": "Mặt trận Tổ quốc",
        "government": "Uỷ ban nhân dân",
        "central": "cơ quan trung ương",
    }
    return ", ".join(labels[kind] for kind in kinds)


def _signer(draft: Draft, signer: Signer) -> Check:
    """Warnings only: whose name stands there is the body's own matter until it has signed."""
    rule = issuer_rule(draft.kind, draft.issuer.level, draft.day)
    warnings = []
    if not signer.name:
        warnings.append(Problem("Chưa ghi tên người ký; điền trước khi in để trình ký.", "Người ký"))
    if rule is not None and draft.issuer.kind in _SIGNS_ITSELF:
        words, signs = fold(f"{signer.authority} {signer.position}"), rule.value["signs"]
        on_behalf = _ON_BEHALF.match(fold(signer.authority)) is not None and draft.issuer.kind == "government"
        if on_behalf or fold(signs) not in words:
            what = f"Văn bản này do {signs.lower()} ký: ghi «{signs}» hoặc «KT. {signs}», không ghi «{signer.authority}»."
            warnings.append(Problem(what, "Quyền hạn ký"))
    return Check("Người ký", rule.citation if rule else _last_citation(draft), (), tuple(warnings))


def _units(draft: Draft) -> Check:
    """Warnings only: a list keeps the unit under which an initiative was registered, which may have been merged since."""
    warnings = []
    for line in draft.lines:
        if line.unit_ended is not None and draft.day >= line.unit_ended:
            what = (
                f"Đơn vị của dòng này không còn từ {line.unit_ended:%d/%m/%Y}, trước ngày của văn bản; xem lại tên in trên giấy "
                "theo đơn vị hiện nay."
            )
            warnings.append(Problem(what, line.where))
        if line.unit_founded is not None and draft.day < line.unit_founded:
            what = f"Đơn vị của dòng này lập từ {line.unit_founded:%d/%m/%Y}, sau ngày của văn bản; xem lại ngày hoặc đơn vị."
            warnings.append(Problem(what, line.where))
    return Check("Đơn vị còn tồn tại ngày ấy", "Danh mục đơn vị hành chính", (), tuple(warnings))


def _existence(draft: Draft) -> Check:
    issuer, problems = draft.issuer, []
    if issuer.valid_from and draft.day < issuer.valid_from:
        problems.append(
            Problem(f"Cơ quan này lập từ {issuer.valid_from:%d/%m/%Y}, sau ngày của văn bản. Xem lại ngày.", issuer.name)
        )
    if issuer.valid_to and draft.day >= issuer.valid_to:
        last = issuer.valid_to - timedelta(days=1)
        problems.append(
            Problem(f"Cơ quan này hoạt động đến hết {last:%d/%m/%Y}. Xem lại ngày, hoặc chọn cơ quan kế tiếp.", issuer.name)
        )
    return Check("Cơ quan ban hành còn hoạt động ngày ấy", "Danh mục tổ chức của địa phương", tuple(problems))


def _date(draft: Draft, record: Record) -> Check:
    problems = []
    if draft.day > record.today:
        problems.append(Problem(f"Ngày {draft.day:%d/%m/%Y} ở sau hôm nay. Ghi ngày ký thật.", "Ngày"))
    if record.previous.day and draft.day < record.previous.day:
        problems.append(
            Problem(f"Danh sách bước trước ban hành ngày {record.previous.day:%d/%m/%Y}; ngày này phải bằng hoặc sau.", "Ngày")
        )
    late = [line.assessed_on for line in draft.lines if line.assessed_on and line.assessed_on > draft.day]
    if late and draft.kind in OF_INITIATIVES:
        problems.append(
            Problem(
                f"Ngày {draft.day:%d/%m/%Y} ở trước ngày chốt điểm {max(late):%d/%m/%Y}: chưa thẩm định thì chưa quyết định. "
                "Sửa ngày của văn bản, hoặc xem lại biên bản thẩm định.",
                "Ngày",
            )
        )
    if not draft.programme_is_open:
        problems.append(Problem("Chương trình năm đã đóng; mở lại chương trình rồi mới thêm văn bản.", "Chương trình"))
    return Check("Ngày của văn bản", LISTS.on("assessed", draft.day).citation, tuple(problems))


def _lines(draft: Draft) -> Check:
    kind = draft.kind if draft.kind in {COMMENDATION, MEDAL} else RECOGNITION
    rule = LISTS.on(f"subjects.{kind}", draft.day)
    problems = [] if draft.lines else [Problem("Danh sách chưa có ai. Thêm ít nhất một dòng.", "Danh sách")]
    for line in draft.lines:
        if not line.recipient.strip():
            problems.append(Problem("Chưa có tên người nhận như in trên giấy.", line.where))
        if line.subject not in rule.value:
            allowed = ", ".join(SUBJECT_LABELS[subject] for subject in rule.value)
            problems.append(Problem(f"Chỉ {KIND_LABELS[draft.kind]} cho {allowed}; sửa đối tượng của dòng này.", line.where))
        if draft.kind in OF_INITIATIVES:
            problems += _registered(line)
    return Check("Người nhận và đối tượng", rule.citation, tuple(problems))


def _registered(line: Line) -> list[Problem]:
    if line.registration is None:
        return [Problem("Chỉ đưa vào danh sách mô hình, điển hình có hồ sơ đăng ký trong chương trình.", line.where)]
    if line.subject != line.subject_registered:
        registered = SUBJECT_LABELS[line.subject_registered]
        return [Problem(f"Hồ sơ đăng ký ghi đối tượng là {registered}; ghi như hồ sơ, hoặc sửa hồ sơ trước.", line.where)]
    return []


def _once(draft: Draft, record: Record) -> Check:
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line in draft.lines:
        key = line.key(draft.kind)
        if line.registration is None and draft.kind in OF_INITIATIVES:
            continue  # told already: such a list takes registrations only
        if key in seen:
            problems.append(Problem(f"Đã có ở dòng {seen[key]} của danh sách này; bỏ một dòng.", line.where))
        seen.setdefault(key, line.order)
        if key in record.elsewhere:
            problems.append(Problem(f"Đã có trong {record.elsewhere[key]} của cùng chương trình; bỏ dòng này.", line.where))
    return Check("Không ai, không việc gì hai lần", LISTS.on("once", draft.day).citation, tuple(problems))


def _not_yet_commended(draft: Draft, record: Record) -> Check:
    """One achievement is commended once; whoever has another achievement of the year may be commended again, so that is asked.

    A commendation of the very day of the proposal may be its answer: only asked about, too. A later one is.
    """
    problems, warnings = [], []
    for line in draft.lines:
        for earlier in record.commended:
            if earlier.day > draft.day:
                continue
            same = earlier.registration is not None and earlier.registration == line.registration
            if same and earlier.day < draft.day:
                what = f"Thành tích này đã được khen trong {earlier.paper}; một thành tích không khen hai lần. Bỏ dòng này."
                problems.append(Problem(what, line.where))
            elif same or earlier.recipient == line.key(COMMENDATION):
                what = f"Người nhận đã được khen trong {earlier.paper}; xem lại có phải cho cùng một thành tích không."
                warnings.append(Problem(what, line.where))
    return Check("Chưa được khen cho thành tích này", LISTS.on("once", draft.day).citation, tuple(problems), tuple(warnings))


def _assessed(draft: Draft, record: Record) -> Check:
    problems = []
    for line in draft.lines:
        if line.registration is None:
            continue  # told already
        if record.needs_assessment and line.assessed_on is None:
            problems.append(Problem("Chưa chốt điểm thẩm định. Chốt phiếu điểm rồi mới công nhận.", line.where))
        elif line.barred:
            problems.append(Problem(f"Không đạt dù đủ điểm: {line.barred}. Bỏ khỏi danh sách.", line.where))
        elif record.needs_class and not line.class_name:
            problems.append(Problem("Điểm thẩm định chưa tới ngưỡng xếp loại thấp nhất; bỏ khỏi danh sách.", line.where))
        if not line.may_be_recognised:
            problems.append(
                Problem(
                    f"Hồ sơ đang ở bước «{line.state_label}», chưa thể công nhận. Chuyển hồ sơ sang thẩm định trước.", line.where
                )
            )
    return Check("Đã thẩm định, đạt ngưỡng", LISTS.on("assessed", draft.day).citation, tuple(problems))


def _appeals(draft: Draft, record: Record) -> Check:
    what = "Còn kiến nghị về điểm chưa trả lời. Trả lời kiến nghị ở trang hội đồng, hoặc bỏ dòng này."
    problems = tuple(Problem(what, line.where) for line in draft.lines if line.registration in record.appealed)
    return Check("Không còn kiến nghị về điểm", LISTS.on("appeals", draft.day).citation, problems)


def _part_of_previous(draft: Draft, record: Record) -> Check:
    rule = LISTS.on("nested", draft.day)
    before = KIND_LABELS[rule.value[draft.kind]]
    outside = [
        line for line in draft.lines if line.registration is not None and line.registration not in record.previous.registrations
    ]
    what = f"Không có trong danh sách {before} đã ban hành; mỗi danh sách là một phần của danh sách trước. Bỏ dòng này."
    return Check(f"Nằm trong danh sách {before}", rule.citation, tuple(Problem(what, line.where) for line in outside))


def _proposed(draft: Draft, proposed: frozenset[int]) -> Check:
    """A warning only: whom the People's Committee commends is its own matter, the proposal does not bind it."""
    outside = [line for line in draft.lines if line.registration is not None and line.registration not in proposed]
    what = "Không có trong danh sách đề nghị khen thưởng đã ban hành; xem lại có đúng quyết định đã ký không."
    rule = LISTS.on("nested", draft.day)
    return Check("Theo danh sách đề nghị", rule.citation, (), tuple(Problem(what, line.where) for line in outside))
