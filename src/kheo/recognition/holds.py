"""Registrations that stand in a decision, drafted or issued (and with it those whose certificate was given), or were voted on."""

from collections.abc import Collection

from kheo.movement.holds import Hold, Holds, register
from kheo.recognition.models import DecisionLine, ReviewVote


class RecognitionHolds(Holds):
    def of(self, registrations: Collection[int]) -> list[Hold]:
        lines = DecisionLine.objects.filter(registration__in=registrations).select_related("decision").order_by("decision", "pk")
        votes = ReviewVote.objects.filter(registration__in=registrations).order_by("pk").values_list("registration", flat=True)
        return [
            *(
                Hold(line.registration_id, f"{line.decision.get_kind_display()} {line.decision.number}".strip())
                for line in lines
                if line.registration_id is not None
            ),
            *(Hold(key, "biểu quyết xét khen thưởng") for key in votes),
        ]


register(RecognitionHolds())
