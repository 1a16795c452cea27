"""Who may give what, at which level, on which day: the row of the issuer, and the awards that it names."""

from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.recognition.rules.facts import SUBJECT_LABELS, Check, Draft

ISSUERS: RuleTable = load_rules("kheo.recognition", "issuers.toml")
AWARDS: RuleTable = load_rules("kheo.recognition", "awards.toml")
LEVELS = {
    "commune": "cấp xã",
    "district": "cấp huyện",
    "province": "cấp tỉnh",
    "country": "trung ương",
    "village": "thôn, tổ dân phố",
}


def issuer_rule(kind: str, level: str, day: date) -> Rule | None:
    """The row that says who issues *kind* at *level* on *day*; ``value``: bodies, form given, who signs. None: nobody may."""
    try:
        return ISSUERS.on(f"{kind}.{level}", day)
    except NoRuleInForceError:
        return None


def award_names() -> dict[str, str]:
    """Key → name of every award that the tables know, in their order."""
    return {rule.key: rule.value["label"] for rule in AWARDS.rules}


def given_award(award: str, level: str, day: date) -> str:
    """The key of what is given: *award* as chosen, else the usual form of *level* on *day*; "" where nobody may give any."""
    rule = issuer_rule("commendation", level, day)
    return award or (rule.value["awards"][0] if rule else "")


def award_checks(draft: Draft) -> list[Check]:
    """Whether the level may give the chosen award on that day, and to whom; nothing where the level may give none at all."""
    rule = issuer_rule(draft.kind, draft.issuer.level, draft.day)
    if rule is None:
        return []  # told already: nobody commends there
    names = award_names()
    award = given_award(draft.award, draft.issuer.level, draft.day)
    title = f"{LEVELS[draft.issuer.level].capitalize()} tặng {names[award]} ngày {draft.day:%d/%m/%Y}"
    if award not in rule.value["awards"]:
        allowed = ", ".join(names[one] for one in rule.value["awards"])
        what = (
            f"Ngày {draft.day:%d/%m/%Y} chủ tịch Uỷ ban nhân dân {LEVELS[draft.issuer.level]} không tặng {names[award]}. "
            f"Tặng được: {allowed}. Chọn lại hình thức khen, hoặc xem lại ngày."
        )
        return [Check(title, rule.citation, (Problem(what, draft.issuer.name),))]
    subjects = AWARDS.on(award, draft.day).value["subjects"]
    wrong = [line for line in draft.lines if line.subject not in subjects]
    to_whom = ", ".join(SUBJECT_LABELS[subject] for subject in subjects)
    what = f"Chỉ tặng {names[award]} cho {to_whom}; sửa đối tượng của dòng này hoặc chọn hình thức khác."
    return [Check(title, rule.citation, tuple(Problem(what, line.where) for line in wrong))]
