"""The words of one SQL statement, as PostgreSQL's scanner would cut them, without comments."""

import re
from collections.abc import Iterator, Sequence

import sqlparse

_WORD = re.compile(
    r"""
    (?P<comment>--[^\n]*|/\*.*?\*/)
    | (?P<dollar>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
    | (?P<string>[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<word>[^\W\d][\w$]*)
    | (?P<number>\d[\w.]*)
    | (?P<sign>::|<=|>=|<>|!=|\S)
    """,
    re.S | re.X,
)


def statements(text: str) -> list[str]:
    """Each statement of a script, without its semicolon; empty ones and comments alone are left out."""
    parts = (part.strip().rstrip(";").strip() for part in sqlparse.split(text))
    return [part for part in parts if cut(part)]


def cut(statement: str) -> list[str]:
    """Its words; keywords and names keep their spelling, a text in dollar signs is one word."""
    return [found[0] for found in _WORD.finditer(statement) if not found["comment"]]


def identifier(word: str) -> str:
    """The name that a word stands for: unquoted ones are folded to small letters."""
    return word[1:-1].replace('""', '"') if word.startswith('"') else word.lower()


class Reader:
    """Reads the words of one statement from left to right."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = list(words)
        self._at = 0

    @property
    def rest(self) -> tuple[str, ...]:
        """What was not read yet."""
        return tuple(self._words[self._at :])

    def take(self, *keywords: str) -> bool:
        """Read these keywords, if they are the next ones."""
        end = self._at + len(keywords)
        if tuple(word.upper() for word in self._words[self._at : end]) != keywords:
            return False
        self._at = end
        return True

    def take_any(self, *phrases: str) -> str:
        """Read the first of the phrases that comes next; an empty text where none does."""
        return next((phrase for phrase in phrases if self.take(*phrase.split())), "")

    def name(self) -> str:
        """Read a name, with its schema where it has one."""
        if self._at >= len(self._words):
            return ""
        parts = [self._next()]
        while self._at + 1 < len(self._words) and self._words[self._at] == ".":
            self._at += 1
            parts.append(self._next())
        return ".".join(map(identifier, parts))

    def skip_to(self, *keywords: str) -> bool:
        """Read up to and with the first of these words outside of brackets; False and nothing read without one."""
        depth = 0
        for position in range(self._at, len(self._words)):
            word = self._words[position].upper()
            depth += (word == "(") - (word == ")")
            if not depth and word in keywords:
                self._at = position + 1
                return True
        return False

    def listed(self) -> Iterator["Reader"]:
        """What is left, cut at its commas outside of brackets."""
        depth, begin = 0, self._at
        for position in range(self._at, len(self._words)):
            word = self._words[position]
            depth += (word in "([") - (word in ")]")
            if word == "," and not depth:
                yield Reader(self._words[begin:position])
                begin = position + 1
        yield Reader(self._words[begin:])

    def _next(self) -> str:
        self._at += 1
        return self._words[self._at - 1]
