"""What a rule is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What makes it unsafe, which says how it is weighed."""

    FAILS = "fails"  # it can't work, however small the table is
    BREAKS = "breaks"  # the release that still runs breaks; of an empty table it is worth a word only
    HINDERS = "hinders"  # rows can't be written as before, or mean something else; nothing where there are none
    BLOCKS = "blocks"  # whoever uses the table waits as long as it is big
    WAITS = "waits"  # a moment by itself, but it stands in a queue, or others stand behind it
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: `trouble` goes on after the statement, `recipe` is the safe way."""

    kind: Kind
    trouble: str
    recipe: str
