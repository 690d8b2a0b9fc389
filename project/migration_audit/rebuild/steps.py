"""What a rebuild is doing: told before each thing that it does."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Phase(StrEnum):
    """The parts of a rebuild or a restore, in the words of a progress line."""

    PREFLIGHT = "looking whether it may begin"
    GENERATE = "writing the new migrations beside the old ones"
    PROVE = "building both chains in scratch databases"
    BACKUP = "saving files, rows and schema"
    JOURNAL = "writing the journal"
    FILES = "exchanging the files"
    RENAMES = "renaming what has another name in the new chain"
    RECORD = "recording the new migrations"
    VERIFY = "looking again"
    CLOSE = "closing the journal"
    UNDO = "putting back what was before"


class Step(NamedTuple):
    """One thing of a phase: a file, a database; empty for the phase as a whole."""

    phase: Phase
    what: str = ""


OnStep = Callable[[Step], None]
