"""How much is looked through at once: what a commune publishes fits ten times, what is made to keep the machine does not."""

from kheo.democracy.sensitive.finding import CannotLookError

MOST_CHARACTERS = 2_000_000  # three hundred full pages have one million, a list of 4.000 households too
MOST_PASSAGES = 200_000  # lines or cells: such a list of twenty columns has 80.000
MOST_FINDINGS = 20_000  # each is decided by somebody; such a list has some 12.000


def must_fit(passages: int, characters: int = 0) -> None:
    """CannotLookError when there are more; asked before anything is made of them, too."""
    if passages > MOST_PASSAGES or characters > MOST_CHARACTERS:
        raise CannotLookError("Văn bản quá dài để soát một lần. Tách thành nhiều tệp nhỏ hơn (mỗi thôn một tệp) rồi gửi lại.")


def must_be_few(*, are_few: bool) -> None:
    if not are_few:
        raise CannotLookError(
            f"Tệp có hơn {MOST_FINDINGS:,} chỗ có thể là thông tin cá nhân. ".replace(",", ".")
            + "Bỏ các cột không cần công khai, hoặc tách thành nhiều tệp nhỏ hơn, rồi gửi lại."
        )
