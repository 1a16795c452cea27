"""What the chapter tells of a registration's course: decisions that name it, its certificates. A draft is nobody's news."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from kheo.movement.models import Registration
from kheo.movement.moments import Moment, Moments, register
from kheo.recognition.models import Certificate, Decision, DecisionKind, DecisionLine, LineRevocation

_WORDS = {
    DecisionKind.RECOGNITION: "được công nhận",
    DecisionKind.OUTSTANDING: "được chọn là tiêu biểu",
    DecisionKind.PROPOSAL: "được đề nghị khen thưởng",
    DecisionKind.COMMENDATION: "được khen thưởng",
    DecisionKind.MEDAL: "được tặng kỷ niệm chương",
}
_PUBLIC = {DecisionKind.RECOGNITION, DecisionKind.OUTSTANDING, DecisionKind.COMMENDATION}


class RecognitionMoments(Moments):
    def of(self, registrations: Collection[Registration]) -> dict[int, list[Moment]]:
        found: dict[int, list[Moment]] = defaultdict(list)
        lines = DecisionLine.objects.filter(registration__in=registrations, decision__state=Decision.State.ISSUED)
        for line in lines.select_related("decision__locality"):
            decision = line.decision
            if decision.date is not None and line.registration_id is not None:
                found[line.registration_id].append(
                    Moment(
                        decision.date,
                        _WORDS[DecisionKind(decision.kind)],
                        f"văn bản số {decision.number}",
                        reverse("recognition:decision", args=[decision.locality.code, decision.pk]),
                        is_public=decision.kind in _PUBLIC,
                        is_paper=True,
                    )
                )
        taken_back = LineRevocation.objects.filter(line__registration__in=registrations).annotate(of=F("line__registration"))
        for one in taken_back.select_related("line__decision__locality"):
            decision = one.line.decision
            found[one.of].append(
                Moment(
                    one.on,
                    f"thu hồi {decision.get_kind_display()}",
                    one.paper,
                    reverse("recognition:decision", args=[decision.locality.code, decision.pk]),
                    by=one.added_by,
                    is_public=decision.kind in _PUBLIC,
                    is_paper=True,
                )
            )
        rows = Certificate.objects.filter(line__registration__in=registrations).annotate(of=F("line__registration"))
        for row in rows:
            found[row.of].append(
                Moment(
                    timezone.localdate(row.issued_at),
                    "cấp giấy chứng nhận",
                    f"số vào sổ {row.number}",
                    reverse("recognition:verify", args=[row.code]),
                    by=row.issued_by,
                    is_paper=True,
                )
            )
        return found


register(RecognitionMoments())
