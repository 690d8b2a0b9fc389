"""A number with its word, in plain digits that a program can cut."""


def counted(number: int, word: str, plural: str = "") -> str:
    """`1 file`, `2 files`; a `plural` where the word takes more than an s."""
    return f"{number} {word if number == 1 else plural or word + 's'}"
