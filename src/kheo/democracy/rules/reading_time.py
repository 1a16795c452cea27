"""How long a reading takes, in words for people."""


def in_minutes(seconds: int) -> str:
    """«40 giây», «3 phút», «3 phút rưỡi»: nobody reads to the second."""
    if seconds <= 50:
        return f"{max(10, -(-seconds // 10) * 10)} giây"
    halves = max(2, round(seconds / 30))
    return f"{halves // 2} phút{' rưỡi' if halves % 2 else ''}"
