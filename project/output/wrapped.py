"""Sentences in lines of a terminal."""

import textwrap

WIDTH = 80


def wrapped(text: str, *, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most 80 columns with what stands before the first and the others; none for no text.

    Names, paths and SQL are never broken, so that they can be copied.
    """
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
