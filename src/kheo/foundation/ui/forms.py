"""How forms are drawn: label, field, help, error, and the list of errors on top."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Django's renderer with Khéo's templates; named in the setting FORM_RENDERER."""

    form_template_name = "kheo/forms/form.html"
    field_template_name = "kheo/forms/field.html"
