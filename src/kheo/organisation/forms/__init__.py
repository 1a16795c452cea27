"""Forms of the chapter's pages: they read and keep what was typed; the actions decide."""

from django import forms

from kheo.foundation.refusal import RefusedError


class DayField(forms.DateField):
    """A day typed as 31/12/2024."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=f"Viết ngày/tháng/năm. {help_text}".strip(),
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "short"}),
            input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
            error_messages={
                "required": "Chưa nhập ngày.",
                "invalid": "Ngày này không đọc được; viết ngày/tháng/năm như 31/12/2024.",
            },
        )


def show_problems(form: forms.BaseForm, refusal: RefusedError) -> None:
    """Put each problem under the field whose label or name it names, the others above the form.

    A form whose label differs from the action's word says so in ``known_as`` (word → name of the field).
    """
    fields = {field.label: name for name, field in form.fields.items()} | {name: name for name in form.fields}
    fields |= getattr(form, "known_as", {})
    for problem in refusal.problems:
        field = fields.get(problem.where)
        form.add_error(field, problem.what if field else str(problem))
