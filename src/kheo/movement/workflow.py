"""The states of a registration form, of a registration, of a period and its reports, and the steps between them."""

from kheo.foundation.workflow import State, Transition, Workflow

REGISTRATION = Workflow(
    states=(
        State("registered", "đã nhận đăng ký", "mới đăng ký"),
        State("running", "đang thực hiện", "đang thực hiện"),
        State("reported", "đã báo cáo kết quả", "đang thực hiện"),
        State("in_assessment", "đang thẩm định", "đang thực hiện"),
        State("recognised", "đã công nhận", "đã được công nhận"),
        State("not_recognised", "không công nhận", "đã thực hiện"),
        State("stopped", "đã dừng", "đã dừng"),
    ),
    transitions=(
        Transition("start", ("registered",), "running", "bắt đầu thực hiện"),
        Transition("report", ("running",), "reported", "ghi đã báo cáo kết quả"),
        Transition("assess", ("registered", "running", "reported"), "in_assessment", "đưa vào thẩm định"),
        Transition("return", ("in_assessment",), "running", "trả về đang thực hiện"),
        Transition("decline", ("in_assessment",), "not_recognised", "kết thúc, không công nhận"),
        Transition("reconsider", ("not_recognised",), "in_assessment", "thẩm định lại"),
        Transition("stop", ("registered", "running", "reported", "in_assessment"), "stopped", "dừng"),
        # A unit takes back what it registered, as long as nobody has begun to judge it.
        Transition("withdraw", ("registered", "running", "reported"), "stopped", "rút đăng ký"),
        Transition("resume", ("stopped",), "running", "thực hiện tiếp"),
        # Only a decision recognises: kheo.recognition takes this step when the signed decision gets its number.
        Transition("recognise", ("in_assessment",), "recognised", "công nhận"),
        # And only a paper that takes the decision back for this line.
        Transition("unrecognise", ("recognised",), "not_recognised", "thu hồi công nhận"),
    ),
)
# What the office may do by hand on the page of a registration.
BY_HAND = ("start", "report", "assess", "return", "decline", "reconsider", "stop", "resume")
# A registration that only stands on the list has not been carried out yet; one that was stopped is carried out no more.
CARRIED_OUT = ("running", "reported", "in_assessment", "recognised", "not_recognised")

# A registration form before the office takes it; only then is there a registration.
SUBMISSION = Workflow(
    states=(
        State("draft", "đang soạn"),
        State("submitted", "đã nộp, chờ xem"),
        State("returned", "trả lại để bổ sung"),
        State("accepted", "đã nhận"),
        State("declined", "không nhận"),
        State("withdrawn", "đã rút"),
    ),
    transitions=(
        Transition("write", ("draft", "returned"), "", "ghi phiếu"),
        Transition("submit", ("draft", "returned"), "submitted", "nộp phiếu"),
        Transition("return", ("submitted",), "returned", "trả lại để bổ sung"),
        Transition("accept", ("submitted",), "accepted", "nhận đăng ký"),
        Transition("decline", ("submitted",), "declined", "không nhận"),
        Transition("withdraw", ("draft", "submitted", "returned"), "withdrawn", "rút phiếu"),
        Transition("take_up", ("withdrawn", "declined"), "draft", "soạn lại"),
    ),
    called="phiếu đăng ký",
)

PERIOD = Workflow(
    states=(State("draft", "đang soạn mẫu"), State("open", "đang nhận báo cáo"), State("closed", "đã chốt")),
    transitions=(
        Transition("edit", ("draft",), "", "sửa mẫu"),
        Transition("open", ("draft",), "open", "mở nhận báo cáo"),
        Transition("extend", ("open",), "", "lùi hạn"),
        Transition("close", ("open",), "closed", "chốt kỳ"),
        Transition("correct", ("closed",), "", "đính chính số đã chốt"),
    ),
    called="kỳ báo cáo",
)

PERIOD_REPORT = Workflow(
    states=(
        State("awaited", "chưa gửi"),
        State("draft", "đang viết"),
        State("submitted", "đã gửi"),
        State("returned", "trả lại để bổ sung"),
        State("accepted", "đã nhận"),
    ),
    transitions=(
        Transition("write", ("awaited", "draft"), "draft", "ghi báo cáo"),
        Transition("rewrite", ("returned",), "", "bổ sung báo cáo"),
        Transition("submit", ("awaited", "draft", "returned"), "submitted", "gửi báo cáo"),
        Transition("return", ("submitted", "accepted"), "returned", "trả lại để bổ sung"),
        Transition("accept", ("submitted",), "accepted", "nhận báo cáo"),
    ),
    called="báo cáo",
)
