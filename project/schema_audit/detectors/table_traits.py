"""What a table is besides its columns: durable, explained, open to the application."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.owners import Owner


def unlogged_table(comparison: Comparison) -> Iterator[Finding]:
    """A crash of the server empties it, and a replica has none of it."""
    for pair in comparison.tables.values():
        if pair.live.persistence == "u":
            message = "The table is unlogged: a crash of the server empties it."
            yield at_table(
                pair.owner, pair.name, "unlogged_table", Severity.ERROR, message, expected="logged", actual="unlogged"
            )


def table_attached(comparison: Comparison) -> Iterator[Finding]:
    """It was made a part of another table: rows outside its bounds are refused, or its rows are read there too."""
    for pair in comparison.tables.values():
        for whole, message, how in _attached(pair, comparison):
            yield at_table(pair.owner, pair.name, "table_attached", Severity.ERROR, message, object=whole, actual=how)


def _attached(pair: TablePair, comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """To what it belongs, in words and how."""
    if pair.live.partition_of:
        _, whole, bounds = pair.live.partition_of
        message = f"The table is a partition of {whole} ({bounds}): it takes no other rows, and is dropped with it."
        yield whole, message, f"partition {bounds}"
        return
    for parent in sorted(comparison.tables.keys() & set(pair.live.parents)):
        message = f"The table inherits from {parent}: its rows are read as rows of {parent}, past the keys there."
        yield parent, message, "inherits"


def table_comment(comparison: Comparison) -> Iterator[Finding]:
    """Another comment than the model's; one that only the database has is somebody's note and stays."""
    for pair in comparison.tables.values():
        if pair.expected.comment and pair.live.comment != pair.expected.comment:
            yield at_table(
                pair.owner,
                pair.name,
                "table_comment",
                Severity.INFO,
                "The comment differs from the model's.",
                expected=pair.expected.comment,
                actual=pair.live.comment,
            )


def row_security(comparison: Comparison) -> Iterator[Finding]:
    """Row security that no migration set up hides rows from the application, or will from its next role."""
    for pair in comparison.tables.values():
        live = pair.live
        if (live.row_security or live.forced_row_security) and not pair.expected.row_security:
            applies = "hides rows from this role" if live.row_security_applies else "doesn't bind this role"
            yield at_table(
                pair.owner,
                pair.name,
                "row_security",
                Severity.ERROR if live.row_security_applies else Severity.WARNING,
                f"Row security is on and {applies}.",
                expected="off",
                actual="forced" if live.forced_row_security else "on",
            )


def table_privileges(comparison: Comparison) -> Iterator[Finding]:
    """What the connected role may not do with a table or its sequence; said once where it is so everywhere."""
    denied = {name: denied_to_role(pair) for name, pair in comparison.tables.items()}
    everywhere = {pair.live.denied for pair in comparison.tables.values()}
    if len(denied) > 1 and len(everywhere) == 1 and (them := everywhere.pop()):
        message = f"The connected role may not {', '.join(them)} in any table: is it the application's?"
        yield _denied(None, None, them, message)
        return
    for pair in comparison.tables.values():
        if them := denied[pair.name]:
            yield _denied(pair.owner, pair.name, them, f"The application's role may not {', '.join(them)}.")


def denied_to_role(pair: TablePair) -> tuple[str, ...]:
    """The denied rights; an identity numbers rows for whoever may insert them."""
    sequences = (one for one in pair.live.sequences.values() if not one.usable and not one.identity)
    return (*pair.live.denied, *(f"USAGE of {sequence.name}" for sequence in sequences))


def _denied(owner: Owner | None, table: str | None, them: tuple[str, ...], message: str) -> Finding:
    return Finding(
        code="table_privileges",
        severity=Severity.ERROR,
        message=message,
        table=table,
        app=owner.app if owner else None,
        model=owner.model if owner else None,
        expected="SELECT, INSERT, UPDATE, DELETE",
        actual=f"no {', '.join(them)}",
    )
