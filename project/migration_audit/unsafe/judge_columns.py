"""What actions on columns cost, which depends on types, defaults and what is known of the rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from project.migration_audit.unsafe.act import Act
from project.migration_audit.unsafe.effect import Effect, Lock, Work
from project.migration_audit.unsafe.facts import Facts
from project.migration_audit.unsafe.journey import Journey
from project.migration_audit.unsafe.type_change import is_narrower, type_name, work_of_change
from project.migration_audit.unsafe.words import identifier

_SERIAL = frozenset({"serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"})
_CLAUSES = frozenset(
    {
        "DEFAULT",
        "NOT",
        "NULL",
        "CONSTRAINT",
        "REFERENCES",
        "UNIQUE",
        "PRIMARY",
        "CHECK",
        "GENERATED",
        "COLLATE",
        "STORAGE",
        "COMPRESSION",
        "USING",
    }
)


@dataclass(frozen=True, kw_only=True)
class NewColumn:
    """A column definition, cut into its type and its clauses by their first word."""

    type: str
    clauses: dict[str, tuple[str, ...]]


def new_column(words: Sequence[str]) -> NewColumn:
    """Cut the words that follow a column's name."""
    clauses: dict[str, tuple[str, ...]] = {}
    current, depth = "", 0
    kind: list[str] = []
    for word in words:
        depth += (word == "(") - (word == ")")
        upper = word.upper()
        goes_on = (current, upper) in (("NOT", "NULL"), ("GENERATED", "DEFAULT"))
        if not depth and upper in _CLAUSES and not goes_on:
            current = upper
            clauses.setdefault(current, ())
        elif current:
            clauses[current] = (*clauses[current], word)
        else:
            kind.append(word)
    return NewColumn(type=_spelled(kind), clauses=clauses)


def add_column(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    """A moment, but for what has to look at every row, or write it."""
    table, column = act.table or "", act.column or ""
    new = new_column(act.words)
    has_default = "DEFAULT" in new.clauses and " ".join(new.clauses["DEFAULT"]).upper() != "NULL"
    if "NOT" in new.clauses and has_default:
        journey.filled_by_default.add((table, column))
    journey.types[table, column] = new.type
    yield Effect(table=table, column=column, lock=Lock.ACCESS_EXCLUSIVE)
    for rule, work in _rules_of_new(new, facts, has_default=has_default):
        yield Effect(table=table, column=column, lock=Lock.ACCESS_EXCLUSIVE, work=work, rule=rule)
    if act.other:
        yield Effect(table=act.other, lock=Lock.SHARE_ROW_EXCLUSIVE)


def alter_type(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    """By the type before: it is that of the live column, or of the plan so far."""
    table, column = act.table or "", act.column or ""
    changed = new_column(act.words)
    live = facts.table(journey.live_name(table))
    before = journey.types.get((table, column)) or (live.columns.get(column) if live else None)
    journey.types[table, column] = changed.type
    work = Work.REWRITE if before is None else work_of_change(before, changed.type, in_utc=facts.in_utc)
    if not _is_plain_cast(changed.clauses.get("USING", ()), column):
        work = Work.REWRITE
    told = f"{before or 'unknown'} to {changed.type}"
    rule = "change_type_rewrite" if work is Work.REWRITE else None
    if work is Work.BRIEF and "COLLATE" in changed.clauses:
        work, rule = Work.INDEX, "reindex"
    yield Effect(table=table, column=column, lock=Lock.ACCESS_EXCLUSIVE, work=work, rule=rule, detail=told)
    if before and is_narrower(before, changed.type):
        yield Effect(
            table=table, column=column, lock=Lock.ACCESS_EXCLUSIVE, work=work, rule="change_type_narrower", detail=told
        )


def set_not_null(act: Act, facts: Facts, journey: Journey) -> Effect:
    """A moment where a validated check says so already, or the column is NOT NULL."""
    table = act.table or ""
    column = act.column or (identifier(act.words[0]) if act.words else "")
    live = facts.table(journey.live_name(table))
    known = (table, column) in journey.checked_not_null
    if live:
        known = known or column in live.checked_not_null or column in live.not_null
    if known or act.upper.endswith("NOT VALID"):
        return Effect(table=table, column=column, lock=Lock.ACCESS_EXCLUSIVE)
    return Effect(table=table, column=column, lock=Lock.ACCESS_EXCLUSIVE, work=Work.SCAN, rule="set_not_null")


def _rules_of_new(new: NewColumn, facts: Facts, *, has_default: bool) -> Iterator[tuple[str, Work]]:
    generated = " ".join(new.clauses.get("GENERATED", ())).upper()
    is_numbered = new.type in _SERIAL or "IDENTITY" in generated
    if is_numbered:
        yield "add_column_numbered", Work.REWRITE
    elif generated and not generated.endswith("VIRTUAL"):
        yield "add_column_generated", Work.REWRITE
    elif has_default and _is_volatile(new.clauses["DEFAULT"], facts):
        yield "add_column_volatile_default", Work.REWRITE
    elif new.type in facts.checked_domains:
        yield "add_column_checked_type", Work.REWRITE
    if "NOT" in new.clauses and not (has_default or is_numbered or generated):
        yield "add_column_not_null", Work.SCAN
    if "PRIMARY" in new.clauses:
        yield "add_primary_key", Work.INDEX
    elif "UNIQUE" in new.clauses:
        yield "add_unique", Work.INDEX
    if "CHECK" in new.clauses:
        yield "add_check", Work.SCAN
    if "REFERENCES" in new.clauses and has_default:
        yield "add_foreign_key", Work.SCAN
    if type_name(new.type).base == "json":
        yield "json_column", Work.BRIEF


def _is_volatile(words: Sequence[str], facts: Facts) -> bool:
    called = (word for word, after in pairwise(words) if after == "(")
    return any(identifier(word) in facts.volatile for word in called)


def _is_plain_cast(words: Sequence[str], column: str) -> bool:
    """Nothing, or the column cast to a type: what the change itself would do."""
    return not words or (identifier(words[0]) == column and tuple(words[1:2]) == ("::",))


def _spelled(words: Sequence[str]) -> str:
    text = " ".join(words)
    for sign in ("(", ")", ",", "[", "]", "."):
        text = text.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return text.replace(")with", ") with").replace(")without", ") without")
