"""The text to be checked: pasted, or a file."""

from typing import Any

from django import forms

from kheo.figures.reading import UnreadableDocumentError, read_document

LONGEST_TEXT = 100_000  # forty pages; a text of one figure after another takes some ten seconds to read at this length


class TextForm(forms.Form):
    refused_in_words = "Chưa đối chiếu được:"
    text = forms.CharField(
        label="Dán văn bản",
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "data-draft": "doi-chieu"}),
        help_text="Bài phát biểu, tin, báo cáo, dự thảo… Văn bản chỉ được đọc, không lưu lại.",
    )
    file = forms.FileField(label="hoặc chọn tệp", required=False, help_text="Tệp .txt, .docx, hoặc trang web đã lưu (.html).")
    year = forms.IntegerField(label="Năm số liệu", min_value=2000, max_value=2100)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload is not None:
            try:
                cleaned["text"] = read_document(upload.name, upload.read())
            except UnreadableDocumentError as error:
                self.add_error("file", str(error))
        elif not (cleaned.get("text") or "").strip() and "text" not in self.errors:
            self.add_error("text", "Chưa có văn bản nào: dán vào ô này, hoặc chọn một tệp ở dưới.")
        return cleaned
