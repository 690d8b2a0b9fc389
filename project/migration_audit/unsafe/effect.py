"""What an action does to whoever uses the table meanwhile."""

from dataclasses import dataclass
from enum import StrEnum


class Lock(StrEnum):
    """PostgreSQL's locks on tables, the weakest first."""

    NONE = "no lock"
    ACCESS_SHARE = "ACCESS SHARE"
    ROW_SHARE = "ROW SHARE"
    ROW_EXCLUSIVE = "ROW EXCLUSIVE"
    SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE"
    SHARE = "SHARE"
    SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE"
    EXCLUSIVE = "EXCLUSIVE"
    ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE"

    @property
    def rank(self) -> int:
        """Higher for a stronger one."""
        return list(Lock).index(self)

    @property
    def blocks(self) -> str:
        """Who waits, in words."""
        if self.rank >= Lock.ACCESS_EXCLUSIVE.rank:
            return "nobody can read or write it meanwhile"
        if self.rank >= Lock.SHARE.rank:
            return "nobody can write it meanwhile"
        return "readers and writers go on"


class Work(StrEnum):
    """How long it takes: a moment, or as long as the table is big."""

    BRIEF = "a moment"
    SCAN = "reads every row"
    INDEX = "builds an index"
    REWRITE = "writes the table anew"


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One action's effect on one table; `rule` names the rule of docs/unsafe-operations.md that it breaks."""

    table: str | None
    lock: Lock
    work: Work = Work.BRIEF
    column: str | None = None
    rule: str | None = None
    detail: str = ""
