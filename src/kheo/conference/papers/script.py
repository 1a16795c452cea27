"""The chair's script of the award ceremony, in large print: every name with how it is read out."""

from django.utils import timezone

from kheo.conference.queries.stage import Stage, StageAward
from kheo.documents.script import Script, SpokenGroup, SpokenName
from kheo.recognition.models import DecisionKind


def ceremony_script(stage: Stage) -> Script:
    """The names in the order in which they are called; those called already and those taken back say so."""
    conference = stage.conference
    return Script(
        title="Kịch bản lễ trao tặng",
        subject=f"{conference.title}, {conference.starts_at:%H giờ %M} ngày {conference.held_on:%d/%m/%Y}, {conference.venue}",
        on=timezone.localdate(),
        groups=tuple(
            SpokenGroup(
                title=f"{position}. {group.group.title}",
                note=_handing_over(group.group.presenter, group.group.decision.number, f"{group.group.decision.date:%d/%m/%Y}"),
                names=tuple(_spoken(number, one, group.group.decision.kind) for number, one in enumerate(group.awards, 1)),
            )
            for position, group in enumerate(stage.groups, 1)
        ),
        reference=f"Khéo {conference.locality.code} · hội nghị {conference.pk} · bước {conference.stage_version}",
    )


def read_out(award: StageAward, kind: str) -> tuple[str, ...]:
    """What is read after the name: the unit, the initiative or the merit, the number of the certificate."""
    what = f"Mô hình, điển hình “{award.what}”" if kind == DecisionKind.RECOGNITION else award.what
    number = f"Giấy chứng nhận số {award.number}" if award.number else ""
    return tuple(text for text in (award.unit, what, number) if text)


def aside_of(award: StageAward) -> str:
    """What the chair should know and not read out."""
    if award.revocation is not None:
        return f"KHÔNG GỌI: giấy số {award.number} đã thu hồi từ {award.revocation.on:%d/%m/%Y} ({award.revocation.paper})."
    if award.call is not None:
        receiver = f": {award.call.receiver}" if award.call.receiver else ""
        return f"Đã gọi, {award.call.get_outcome_display()}{receiver}."
    if award.award.receiver:
        return f"Nhận thay: {award.award.receiver}."
    if award.absent:
        return "Vắng theo điểm danh; chưa ghi ai nhận thay."
    if award.lacks_certificate:
        return "Chưa cấp giấy chứng nhận."
    return "Giấy đã đính chính, theo số mới." if award.is_corrected else ""


def _spoken(number: int, award: StageAward, kind: str) -> SpokenName:
    return SpokenName(f"{number}.", award.name, read_out(award, kind), aside_of(award))


def _handing_over(presenter: str, number: str, day: str) -> str:
    return f"Người trao: {presenter or '………………'}. Theo quyết định số {number} ngày {day}."
