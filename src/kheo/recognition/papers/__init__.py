"""The papers of the chapter: each kind of decision with its list, and the certificate.

The body that issues decides the layout; its records office gives the number, so a draft prints the blank and «DỰ THẢO».
"""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from kheo.documents.certificate import CertificateContent
from kheo.documents.content import Annex, Article, Basis, Block, Column, Heading, Paper, Paragraph, Signature, Table
from kheo.documents.formalities import copy_kept
from kheo.foundation.rules import RuleTable, load_rules
from kheo.foundation.text import begin_small
from kheo.movement.models import Kind
from kheo.organisation.models import Body
from kheo.organisation.queries.bodies import as_it_was
from kheo.recognition.models import Certificate, Decision, DecisionKind
from kheo.recognition.queries.certificates import numbered, verify_address
from kheo.recognition.queries.lines import ShownLine, day_of, shown_lines
from kheo.recognition.rules.awards import award_names, issuer_rule
from kheo.recognition.rules.codes import printed

BASIS: RuleTable = load_rules("kheo.recognition", "basis.toml")
_SUBJECTS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
_TAKES = {
    DecisionKind.RECOGNITION: "Công nhận {initiatives} “Dân vận khéo” hoạt động hiệu quả năm {year}",
    DecisionKind.OUTSTANDING: "Chọn {initiatives} “Dân vận khéo” tiêu biểu năm {year} trong số đã được công nhận",
    DecisionKind.COMMENDATION: "Tặng {form} cho {counts} có thành tích xuất sắc trong phong trào “Dân vận khéo” năm {year}",
    DecisionKind.MEDAL: "Tặng {form} “Vì sự nghiệp Dân vận” cho {counts}",
}


def decision_paper(decision: Decision, *, to_sign: bool = False) -> Paper:
    """The decision (a proposal: the letter) as the issuing body prints it, its list as an annex.

    *to_sign*: a checked list as it goes to be signed, without the mark of a draft; number and day stay blank until issued.
    """
    lines = shown_lines(decision)
    is_issued = decision.state == Decision.State.ISSUED
    decision = _in_its_words(decision) if is_issued else decision
    body = decision.body
    is_letter = decision.kind == DecisionKind.PROPOSAL
    return Paper(
        layout="party" if body.layout == Body.Layout.PARTY else "administrative",
        superior=body.superior,
        issuer=body.name,
        number=decision.number if is_issued else None,
        number_template=number_template(body, decision.kind),
        place=decision.place_name,
        on=decision.date if is_issued else None,
        year=None if is_issued else day_of(decision).year,
        title="Tờ trình" if is_letter else "Quyết định",
        subject=begin_small(decision.title),
        blocks=_letter(decision, lines) if is_letter else _decision(decision, lines),
        signature=Signature(decision.signer_authority, decision.signer_position, decision.signer_name or None),
        recipients=_recipients(decision),
        annexes=(Annex("Danh sách", begin_small(decision.title), (_table(decision, lines),)),),
        draft=not is_issued and not to_sign,
        reference=f"Khéo {decision.locality.code} · {decision.pk} · bản {decision.version}",
    )


def _in_its_words(decision: Decision) -> Decision:
    """The issued decision with its bodies as they were called on its day: printed again, it says what was signed."""
    then = copy(decision)
    then.body = as_it_was(decision.body, decision.date)
    then.programme = copy(decision.programme)
    for role in ("standing_body", "leading_body", "recognising_body", "commending_body"):
        if body := getattr(decision.programme, role):
            setattr(then.programme, role, as_it_was(body, decision.date))
    return then


def number_template(body: Body, kind: str) -> str:
    """The number with its blank: «…-QĐ/BCĐ», «…-TTr/BCĐ», «…/QĐ-UBND», from the symbol that the body writes."""
    return template_of(body, "TTr" if kind == DecisionKind.PROPOSAL else "QĐ")


def template_of(body: Body, word: str) -> str:
    """The blank number of a paper of *body* whose kind is abbreviated *word* («QĐ», «TB»)."""
    outer, inner = ("-", "/") if body.layout == Body.Layout.PARTY else ("/", "-")
    organ = body.number_suffix.partition(inner)[2] or body.number_suffix
    return f"…{outer}{word}{inner}{organ}" if organ else f"…{outer}{word}"


def _decision(decision: Decision, lines: list[ShownLine]) -> tuple[Block, ...]:
    programme, body = decision.programme, decision.body
    who = f"Chủ tịch {body.name}" if decision.kind == DecisionKind.COMMENDATION else body.name
    given = _TAKES[DecisionKind(decision.kind)].format(
        initiatives=_initiatives(lines), counts=_counts(lines), year=programme.year, form=_form(decision)
    )
    return (
        *(Basis(text) for text in _basis(decision)),
        Heading(f"{who.upper()} QUYẾT ĐỊNH"),
        Article(1, f"{given} (có danh sách kèm theo)."),
        Article(2, _then(decision)),
        Article(
            3,
            f"{_capital(programme.standing_body.name)}, các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 "
            "chịu trách nhiệm thi hành Quyết định này.",
        ),
    )


def _basis(decision: Decision) -> list[str]:
    programme, day = decision.programme, day_of(decision)
    if decision.kind == DecisionKind.COMMENDATION:
        law = issuer_rule(decision.kind, decision.body.unit.level, day)
        return [
            BASIS.on("local_government", day).value,
            f"Căn cứ {law.document};" if law else "Căn cứ Luật Thi đua, khen thưởng;",
            f"Theo đề nghị của {programme.recognising_body.name},",
        ]
    if decision.kind == DecisionKind.MEDAL:
        return ["Căn cứ quy chế tặng Kỷ niệm chương “Vì sự nghiệp Dân vận”,"]
    rest = (
        "Căn cứ kết quả thẩm định các mô hình, điển hình đăng ký thực hiện;"
        if decision.kind == DecisionKind.RECOGNITION
        else "Căn cứ các quyết định công nhận mô hình, điển hình “Dân vận khéo” của năm;"
    )
    grounds = [f"Căn cứ chương trình {begin_small(programme.title)};", rest]
    if programme.standing_body_id == decision.body_id:  # nobody proposes to itself
        return [*grounds[:-1], f"{grounds[-1].removesuffix(';')},"]
    return [*grounds, f"Xét đề nghị của {programme.standing_body.name},"]


def _then(decision: Decision) -> str:
    standing = decision.programme.standing_body.name
    if decision.kind == DecisionKind.RECOGNITION:
        return f"Giao {standing} cấp giấy chứng nhận, vào sổ, phổ biến cách làm và theo dõi việc duy trì."
    if decision.kind == DecisionKind.OUTSTANDING:
        return f"Giao {standing} tuyên truyền, nhân rộng và lập danh sách đề nghị khen thưởng."
    return "Tiền thưởng kèm theo thực hiện theo quy định hiện hành của pháp luật về thi đua, khen thưởng."


def _letter(decision: Decision, lines: list[ShownLine]) -> tuple[Block, ...]:
    programme = decision.programme
    to = programme.commending_body.name if programme.commending_body else "Chủ tịch Uỷ ban nhân dân"
    return (
        Paragraph(f"Kính gửi: {to}"),
        Paragraph(
            f"Từ kết quả công nhận và chọn mô hình, điển hình “Dân vận khéo” tiêu biểu năm {programme.year}, "
            f"{decision.body.name} đề nghị xem xét, khen thưởng {_counts(lines)} có tên trong danh sách kèm theo."
        ),
        Paragraph("Hồ sơ gửi kèm: báo cáo thành tích của từng trường hợp; biên bản họp xét."),
        Paragraph("Kính đề nghị xem xét, quyết định."),
    )


def _table(decision: Decision, lines: list[ShownLine]) -> Table:
    """The annexed list: initiatives with who carries them out, or recipients with what they are honoured for."""
    if decision.kind in {DecisionKind.COMMENDATION, DecisionKind.MEDAL}:
        heads = (Column("Tập thể, cá nhân", 3), Column("Đơn vị", 2), Column("Thành tích", 3.5))
        return _numbered(heads, [(shown.line.recipient, shown.unit_name, shown.line.reason or shown.title) for shown in lines])
    fields = [shown.line.registration.field.label if shown.line.registration else "" for shown in lines]
    return _numbered(
        (
            Column("Tên mô hình, điển hình", 3.6),
            Column("Tập thể, cá nhân thực hiện", 2.8),
            Column("Đơn vị", 1.8),
            Column("Lĩnh vực", 1.8),
        ),
        [(shown.title, shown.line.recipient, shown.unit_name, field) for shown, field in zip(lines, fields, strict=True)],
    )


def _numbered(columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table((Column("TT", 0.5, "centre"), *columns), tuple((str(number), *cells) for number, cells in enumerate(rows, 1)))


def _counts(lines: list[ShownLine]) -> str:
    """«10 tập thể, 2 cá nhân»: each kind that occurs, in the order in which papers name them."""
    counted = {key: sum(shown.line.subject == key for shown in lines) for key in _SUBJECTS}
    return ", ".join(f"{count:02d} {_SUBJECTS[key]}" for key, count in counted.items() if count) or "các trường hợp"


def _initiatives(lines: list[ShownLine]) -> str:
    """«12 mô hình», «10 mô hình, 02 điển hình»."""
    kinds = [shown.line.registration.initiative.kind for shown in lines if shown.line.registration]
    counted = [(kinds.count(kind), label) for kind, label in Kind.choices]
    return ", ".join(f"{count:02d} {label}" for count, label in counted if count) or "các mô hình, điển hình"


def _form(decision: Decision) -> str:
    if decision.award:
        return _capital(award_names()[decision.award])
    rule = issuer_rule(decision.kind, decision.body.unit.level, day_of(decision))
    return _capital(rule.value["form"]) if rule else _capital(decision.get_kind_display())


def _recipients(decision: Decision) -> tuple[str, ...]:
    programme = decision.programme
    if decision.kind == DecisionKind.PROPOSAL:
        return ("Như kính gửi", programme.leading_body.name, copy_kept(decision.body.layout, decision.body.short_name))
    return ("Như Điều 3", programme.leading_body.name, copy_kept(decision.body.layout, decision.body.short_name))


def certificate_content(certificate: Certificate) -> CertificateContent:
    """The certificate exactly as its frozen words say; number, code and address are its row's own."""
    words: dict[str, Any] = certificate.content
    return CertificateContent(
        layout=words["layout"],
        superior=words["superior"],
        issuer=words["issuer"],
        purpose=words["purpose"],
        initiative=words["initiative"],
        holder=words["holder"],
        field=words["field"],
        decision=words["decision"],
        decision_on=date.fromisoformat(words["decision_on"]),
        place=words["place"],
        on=date.fromisoformat(words["on"]),
        signature=Signature(words["signer_authority"], words["signer_position"], words["signer_name"] or None),
        register_number=numbered(certificate),
        code=printed(certificate.code),
        verify_url=verify_address(certificate.code),
        notice=words["notice"] or None,
        again=words.get("again", ""),
    )


def certificate_file_name(certificate: Certificate) -> str:
    """«0001-K7QF9M2DT4XW8HJ3.pdf»: sorted by the number in the register, found by the code."""
    return f"{numbered(certificate)}-{certificate.code}.pdf"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
