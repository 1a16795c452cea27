"""The states of a registration, what each is called for staff and for the public, and the steps between them."""

from kheo.foundation.workflow import State, Transition, Workflow

REGISTRATION = Workflow(
    states=(
        State("registered", "đã đăng ký", "mới đăng ký"),
        State("running", "đang thực hiện", "đang thực hiện"),
        State("in_assessment", "đang thẩm định", "đang thực hiện"),
        State("recognised", "đã công nhận", "đã được công nhận"),
        State("not_recognised", "không công nhận", "đã thực hiện"),
        State("stopped", "đã dừng", "đã dừng"),
    ),
    transitions=(
        Transition("start", ("registered",), "running", "bắt đầu thực hiện"),
        Transition("assess", ("registered", "running"), "in_assessment", "đưa vào thẩm định"),
        Transition("return", ("in_assessment",), "running", "trả về đang thực hiện"),
        Transition("decline", ("in_assessment",), "not_recognised", "kết thúc, không công nhận"),
        Transition("reconsider", ("not_recognised",), "in_assessment", "thẩm định lại"),
        Transition("stop", ("registered", "running", "in_assessment"), "stopped", "dừng"),
        Transition("resume", ("stopped",), "running", "thực hiện tiếp"),
        # Only a decision recognises: kheo.recognition takes this step when the signed decision gets its number.
        Transition("recognise", ("in_assessment",), "recognised", "công nhận"),
    ),
)
# What the office may do by hand on the page of a registration.
BY_HAND = ("start", "assess", "return", "decline", "reconsider", "stop", "resume")
# A registration that only stands on the list has not been carried out yet; one that was stopped is carried out no more.
CARRIED_OUT = ("running", "in_assessment", "recognised", "not_recognised")
