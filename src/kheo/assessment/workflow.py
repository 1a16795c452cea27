"""The steps of a sheet between the unit that scores itself, its head, and the office that verifies."""

from kheo.assessment.models import SelfScoring
from kheo.foundation.workflow import State, Transition, Workflow

SCORING, CONFIRMING, CONFIRMED, RETURNED, TAKEN_OVER = (phase.value for phase in SelfScoring.Phase)
WITH_UNIT = (SCORING, CONFIRMING, RETURNED)

SELF_SCORING = Workflow(
    states=tuple(State(phase.value, str(phase.label)) for phase in SelfScoring.Phase),
    transitions=(
        Transition("score", (SCORING, RETURNED), "", "ghi điểm tự chấm"),
        Transition("hand", (SCORING, RETURNED), CONFIRMING, "gửi người đứng đầu xác nhận"),
        Transition("send_back", (CONFIRMING,), SCORING, "trả lại để sửa điểm tự chấm"),
        Transition("confirm", (CONFIRMING,), CONFIRMED, "xác nhận điểm tự chấm"),
        Transition("return", (CONFIRMED,), RETURNED, "trả lại đơn vị"),
        Transition("take_over", WITH_UNIT, TAKEN_OVER, "nhập hộ đơn vị"),
    ),
    called="phiếu tự chấm",
)
