"""Views that SQL of a recorded migration makes: no model has them, so they are looked for by name."""

import re
from collections.abc import Iterator, Sequence

from django.db.migrations.loader import MigrationLoader

from project.findings import Severity
from project.migration_audit.faked.blame import Place
from project.migration_audit.faked.history import Step, steps_of
from project.migration_audit.faked.lost import Trace
from project.migration_audit.faked.own_work import own_texts_of
from project.migration_audit.state import MigrationKey
from project.migration_audit.statements import statement
from project.schema_audit.session import Session

_PART = r"(?:\"[^\"]+\"|[^\W\d]\w*)"
_NAME = rf"{_PART}(?:\.{_PART})?"
_MADE = re.compile(
    rf"\bcreate\s+(?:or\s+replace\s+)?(?:recursive\s+)?(?:materialized\s+)?view\s+(?:if\s+not\s+exists\s+)?({_NAME})",
    re.I,
)
_GONE = re.compile(
    rf"\b(?:drop|alter)\s+(?:materialized\s+)?view\s+(?:if\s+exists\s+)?({_NAME}(?:\s*,\s*{_NAME})*)", re.I
)
_ASIDE = re.compile(r"--[^\n]*|/\*.*?\*/|(\$\w*\$).*?\1|'(?:[^']|'')*'", re.S)
_CASCADE = re.compile(r"\bdrop\b[^;]*\bcascade\b", re.I)


def missing_views(session: Session, loader: MigrationLoader, keys: Sequence[MigrationKey]) -> list[tuple[Step, Trace]]:
    """The step that makes each view that is not in the database, and no later one drops or renames."""
    made = dict(_made(loader, keys))
    if not made:
        return []
    session.cursor.execute(statement("missing_relations"), {"names": list(made)})
    return [(made[name], _trace(name)) for (name,) in session.cursor.fetchall()]


def _made(loader: MigrationLoader, keys: Sequence[MigrationKey]) -> Iterator[tuple[str, Step]]:
    found: dict[str, Step] = {}
    for step in steps_of(loader, keys):
        for text in own_texts_of(step.operation):
            bare = _ASIDE.sub(" ", text)
            if _CASCADE.search(bare):
                found.clear()  # what else went with it, its text doesn't say
            for names in _GONE.findall(bare):
                for name in re.findall(_NAME, names):
                    found.pop(name, None)
            found |= dict.fromkeys(_MADE.findall(bare), step)
    yield from found.items()


def _trace(name: str) -> Trace:
    return Trace(place=Place(name), text=f"view {name} is missing", severity=Severity.ERROR)
