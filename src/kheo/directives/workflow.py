"""The steps of a task and of an inspection visit."""

from kheo.foundation.workflow import State, Transition, Workflow

ASSIGNED, REPORTED, DONE, CANCELLED = "assigned", "reported", "done", "cancelled"
PLANNED, HELD = "planned", "held"

TASK = Workflow(
    states=(
        State(ASSIGNED, "đang làm"),
        State(REPORTED, "báo xong, chờ xem"),
        State(DONE, "đã xong"),
        State(CANCELLED, "đã thôi"),
    ),
    transitions=(
        Transition("task.edit", (ASSIGNED,), ASSIGNED, "sửa nhiệm vụ"),
        Transition("task.report", (ASSIGNED,), ASSIGNED, "báo tiến độ"),
        Transition("task.report_done", (ASSIGNED,), REPORTED, "báo đã xong"),
        Transition("task.accept", (REPORTED,), DONE, "xác nhận đã xong"),
        Transition("task.send_back", (REPORTED,), ASSIGNED, "trả lại làm tiếp"),
        Transition("task.cancel", (ASSIGNED, REPORTED), CANCELLED, "cho thôi nhiệm vụ"),
    ),
    called="nhiệm vụ",
)

VISIT = Workflow(
    states=(
        State(PLANNED, "theo kế hoạch"),
        State(HELD, "đã kiểm tra"),
        State(CANCELLED, "đã thôi"),
    ),
    transitions=(
        Transition("visit.edit", (PLANNED,), PLANNED, "sửa lịch kiểm tra"),
        Transition("visit.hold", (PLANNED,), HELD, "ghi kết quả kiểm tra"),
        Transition("visit.cancel", (PLANNED,), CANCELLED, "cho thôi cuộc kiểm tra"),
        Transition("visit.find", (HELD,), HELD, "ghi thêm phát hiện"),
    ),
    called="cuộc kiểm tra",
)
