"""What each action of a statement costs whoever uses the table meanwhile."""

from collections.abc import Callable, Iterator

from project.migration_audit.unsafe.act import Act, What
from project.migration_audit.unsafe.effect import Effect, Lock, Work
from project.migration_audit.unsafe.facts import Facts
from project.migration_audit.unsafe.journey import Journey
from project.migration_audit.unsafe.judge_columns import add_column, alter_type, set_not_null
from project.migration_audit.unsafe.words import identifier

# Actions that cost the same whatever the rows, the types and the statements before.
_ALWAYS: dict[What, tuple[Lock, Work, str | None]] = {
    What.DROP_COLUMN: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "drop_column"),
    What.RENAME_COLUMN: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "rename_column"),
    What.SET_DEFAULT: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, None),
    What.ADD_EXCLUSION: (Lock.ACCESS_EXCLUSIVE, Work.INDEX, "add_exclusion"),
    What.DROP_CONSTRAINT: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, None),
    What.SET_LOGGED: (Lock.ACCESS_EXCLUSIVE, Work.REWRITE, "set_logged"),
    What.MOVE_TABLE: (Lock.ACCESS_EXCLUSIVE, Work.REWRITE, "move_table"),
    What.ROW_SECURITY: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "row_security"),
    What.DISABLE_TRIGGER: (Lock.SHARE_ROW_EXCLUSIVE, Work.BRIEF, "disable_trigger"),
    What.DETACH_PARTITION: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "detach_partition"),
    What.DETACH_CONCURRENTLY: (Lock.SHARE_UPDATE_EXCLUSIVE, Work.BRIEF, None),
    What.BRIEF_ALTER: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, None),
    What.MILD_ALTER: (Lock.SHARE_UPDATE_EXCLUSIVE, Work.BRIEF, None),
    What.RENAME_TABLE: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "rename_table"),
    What.DROP_TABLE: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "drop_table"),
    What.DROP_VIEW: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, None),
    What.CREATE_INDEX: (Lock.SHARE, Work.INDEX, "create_index"),
    What.CREATE_INDEX_CONCURRENTLY: (Lock.SHARE_UPDATE_EXCLUSIVE, Work.INDEX, None),
    What.CREATE_TRIGGER: (Lock.SHARE_ROW_EXCLUSIVE, Work.BRIEF, None),
    What.RENAME_ENUM_VALUE: (Lock.NONE, Work.BRIEF, "rename_enum_value"),
    What.CHECK_DOMAIN: (Lock.SHARE, Work.SCAN, "domain_check"),
    What.RENAME_SCHEMA: (Lock.NONE, Work.BRIEF, "rename_schema"),
    What.DROP_SCHEMA: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "drop_schema"),
    What.TRUNCATE: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "truncate"),
    What.CLUSTER: (Lock.ACCESS_EXCLUSIVE, Work.REWRITE, "cluster"),
    What.VACUUM: (Lock.SHARE_UPDATE_EXCLUSIVE, Work.SCAN, None),
    What.VACUUM_FULL: (Lock.ACCESS_EXCLUSIVE, Work.REWRITE, "cluster"),
    What.REFRESH: (Lock.ACCESS_EXCLUSIVE, Work.REWRITE, "refresh_view"),
    What.REFRESH_CONCURRENTLY: (Lock.EXCLUSIVE, Work.SCAN, None),
    What.LOCK_TABLE: (Lock.ACCESS_EXCLUSIVE, Work.BRIEF, "lock_table"),
    What.WRITE_ROWS: (Lock.ROW_EXCLUSIVE, Work.SCAN, "write_all_rows"),
    What.INSERT_ROWS: (Lock.ROW_EXCLUSIVE, Work.BRIEF, None),
    What.OUTSIDE_ONLY: (Lock.NONE, Work.BRIEF, None),
    What.END_TRANSACTION: (Lock.NONE, Work.BRIEF, None),
    What.SET_LOCK_TIMEOUT: (Lock.NONE, Work.BRIEF, None),
    What.HARMLESS: (Lock.NONE, Work.BRIEF, None),
    What.UNKNOWN: (Lock.NONE, Work.BRIEF, "unknown_statement"),
}
# What PostgreSQL refuses inside a transaction.
_OUTSIDE = {
    What.CREATE_INDEX_CONCURRENTLY: "concurrently_in_transaction",
    What.DROP_INDEX_CONCURRENTLY: "concurrently_in_transaction",
    What.REINDEX_CONCURRENTLY: "concurrently_in_transaction",
    What.DETACH_CONCURRENTLY: "concurrently_in_transaction",
    What.VACUUM: "outside_transaction_only",
    What.VACUUM_FULL: "outside_transaction_only",
    What.OUTSIDE_ONLY: "outside_transaction_only",
    What.END_TRANSACTION: "transaction_nesting",
}


def effects_of(act: Act, facts: Facts, journey: Journey) -> list[Effect]:
    """Every effect of one action; the journey goes on."""
    if act.what is What.CREATE_TABLE and act.table:
        journey.new_tables.add(act.table)
        return []
    if journey.atomic and (rule := _OUTSIDE.get(act.what)):
        always = _ALWAYS.get(act.what)
        return [Effect(table=_table(act, facts), lock=always[0] if always else Lock.SHARE_UPDATE_EXCLUSIVE, rule=rule)]
    effects = list(_effects(act, facts, journey))
    if act.what is What.RENAME_TABLE and act.table and act.other:
        journey.former_names[act.other] = journey.live_name(act.table)
        if act.table in journey.new_tables:
            journey.new_tables.add(act.other)
    return effects


def _effects(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    if act.what in _ALWAYS:
        lock, work, rule = _ALWAYS[act.what]
        yield Effect(table=_table(act, facts), column=act.column, lock=lock, work=work, rule=rule)
    elif act.what in _DEPENDING:
        yield from _DEPENDING[act.what](act, facts, journey)


def _table(act: Act, facts: Facts) -> str | None:
    return act.table or (facts.index_tables.get(facts.bare(act.name)) if act.name else None)


def _drop_default(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    left_alone = (act.table, act.column) in journey.filled_by_default
    rule = "not_null_without_default" if left_alone else None
    yield Effect(table=act.table, column=act.column, lock=Lock.ACCESS_EXCLUSIVE, rule=rule)


def _not_null(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    yield set_not_null(act, facts, journey)


def _check(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    table = act.table or ""
    words = [word for word in act.words if word not in "()"]
    if len(words) >= 4 and [word.upper() for word in words[1:4]] == ["IS", "NOT", "NULL"]:
        journey.not_null_checks[table, act.name or ""] = identifier(words[0])
    if act.upper.endswith("NOT VALID"):
        journey.not_valid.add((table, act.name or ""))
        yield Effect(table=table, lock=Lock.ACCESS_EXCLUSIVE)
        return
    _believe(table, act.name or "", journey)
    yield Effect(table=table, lock=Lock.ACCESS_EXCLUSIVE, work=Work.SCAN, rule="add_check")


def _foreign_key(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    if act.upper.endswith("NOT VALID"):
        journey.not_valid.add((act.table or "", act.name or ""))
        yield Effect(table=act.table, lock=Lock.SHARE_ROW_EXCLUSIVE)
    else:
        yield Effect(table=act.table, lock=Lock.SHARE_ROW_EXCLUSIVE, work=Work.SCAN, rule="add_foreign_key")
    if act.other:
        yield Effect(table=act.other, lock=Lock.SHARE_ROW_EXCLUSIVE)


def _unique(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    if "USING INDEX" in act.upper and "TABLESPACE" not in act.upper:
        yield Effect(table=act.table, lock=Lock.ACCESS_EXCLUSIVE)
        return
    rule = "add_unique" if act.what is What.ADD_UNIQUE else "add_primary_key"
    yield Effect(table=act.table, lock=Lock.ACCESS_EXCLUSIVE, work=Work.INDEX, rule=rule)


def _validate(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    table, name = act.table or "", act.name or ""
    at_once = journey.atomic and (table, name) in journey.not_valid
    rule = "validate_in_transaction" if at_once else None
    lock = Lock.ACCESS_EXCLUSIVE if at_once else Lock.SHARE_UPDATE_EXCLUSIVE
    _believe(table, name, journey)
    yield Effect(table=table, lock=lock, work=Work.SCAN, rule=rule)


def _believe(table: str, name: str, journey: Journey) -> None:
    if column := journey.not_null_checks.get((table, name)):
        journey.checked_not_null.add((table, column))


def _attach(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    yield Effect(table=act.table, lock=Lock.SHARE_UPDATE_EXCLUSIVE)
    yield Effect(table=act.other, lock=Lock.ACCESS_EXCLUSIVE, work=Work.SCAN, rule="attach_partition")


def _drop_index(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    table = _table(act, facts)
    if act.what is What.DROP_INDEX:
        yield Effect(table=table, lock=Lock.ACCESS_EXCLUSIVE, rule="drop_index" if table else None)
    elif act.what is What.REINDEX:
        yield Effect(table=table or act.name, lock=Lock.ACCESS_EXCLUSIVE, work=Work.INDEX, rule="reindex")
    else:
        yield Effect(table=table, lock=Lock.SHARE_UPDATE_EXCLUSIVE)


def _enum_value(act: Act, facts: Facts, journey: Journey) -> Iterator[Effect]:
    journey.enum_values.update(word for word in act.words if word.startswith("'"))
    fails = facts.server_version < 120000
    rule = "enum_value_used_at_once" if fails else "enum_value_in_transaction"
    yield Effect(table=None, lock=Lock.NONE, rule=rule if journey.atomic else None)


_DEPENDING: dict[What, Callable[[Act, Facts, Journey], Iterator[Effect]]] = {
    What.ADD_COLUMN: add_column,
    What.ALTER_TYPE: alter_type,
    What.SET_NOT_NULL: _not_null,
    What.DROP_DEFAULT: _drop_default,
    What.ADD_CHECK: _check,
    What.ADD_FOREIGN_KEY: _foreign_key,
    What.ADD_UNIQUE: _unique,
    What.ADD_PRIMARY_KEY: _unique,
    What.VALIDATE: _validate,
    What.ATTACH_PARTITION: _attach,
    What.DROP_INDEX: _drop_index,
    What.DROP_INDEX_CONCURRENTLY: _drop_index,
    What.RENAME_INDEX: _drop_index,
    What.REINDEX: _drop_index,
    What.REINDEX_CONCURRENTLY: _drop_index,
    What.ADD_ENUM_VALUE: _enum_value,
}
