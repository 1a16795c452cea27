"""A workflow is a table: states with two labels, transitions named by the action that makes them."""

from dataclasses import dataclass

from kheo.foundation.refusal import RefusedError


@dataclass(frozen=True)
class State:
    code: str
    label: str
    public_label: str = ""


@dataclass(frozen=True)
class Transition:
    """A step that *action* makes; an empty *target* leaves the state as it is."""

    action: str
    sources: tuple[str, ...]
    target: str
    label: str


@dataclass(frozen=True)
class Workflow:
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    called: str = "hồ sơ"
    """What goes through these steps, as a refusal calls it."""

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(state.code, state.label) for state in self.states]

    def label(self, code: str) -> str:
        return next(state.label for state in self.states if state.code == code)

    def public_label(self, code: str) -> str:
        """What the public reads; the staff's label where no other was chosen."""
        return next(state.public_label or state.label for state in self.states if state.code == code)

    def allowed(self, code: str) -> list[Transition]:
        return [step for step in self.transitions if code in step.sources]

    def target(self, action: str, code: str) -> str:
        """State after *action* from state *code*; RefusedError in plain words if the table has no such step."""
        for step in self.transitions:
            if step.action == action:
                if code in step.sources:
                    return step.target or code
                needed = ", ".join(f"«{self.label(source)}»" for source in step.sources)
                raise RefusedError(
                    f"Không thể {step.label}: {self.called} đang ở bước «{self.label(code)}», cần ở bước {needed}. "
                    "Có thể người khác vừa làm việc này; tải lại trang để xem."
                )
        raise LookupError(action)
