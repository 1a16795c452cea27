"""The demands on a password, said in Vietnamese: Django's own translations lag behind its messages."""

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Mật khẩu quá ngắn: cần ít nhất {self.min_length} ký tự. Một câu dễ nhớ thì dài và an toàn hơn."

    def get_help_text(self) -> str:
        return f"Ít nhất {self.min_length} ký tự."


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu này nhiều người dùng, dễ bị đoán; chọn mật khẩu khác."

    def get_help_text(self) -> str:
        return "Không dùng mật khẩu phổ biến."


class NotLikeTheName(password_validation.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "display_name"))

    def get_error_message(self) -> str:
        return "Mật khẩu quá giống tên người dùng; chọn mật khẩu khác."

    def get_help_text(self) -> str:
        return "Không giống tên người dùng."
