"""Why nothing can be proven, as findings."""

from project.findings import Direction, Finding, Severity, by_hand

LET_THE_ROLE_CREATE = by_hand(
    Direction.CODE, "Let the role create databases (ALTER ROLE ... CREATEDB), or rebuild where it may."
)


def no_scratch_database(using: str, why: str) -> Finding:
    """Without a database of its own, a migration could write into the real one."""
    return Finding(
        code="no_scratch_database",
        severity=Severity.ERROR,
        message=f"No scratch database can be made beside database {using!r}, and no scratch schema in it: {why}.",
        object=using,
        fix=LET_THE_ROLE_CREATE,
    )


def old_chain_fails(using: str, where: str, error: str) -> Finding:
    """The chain of today makes no database from nothing: there is nothing to compare the new one with."""
    return Finding(
        code="old_chain_fails",
        severity=Severity.ERROR,
        message=f"{where}: the migrations of today don't run on an empty database ({error}).",
        object=using,
        cause_detail="What the new chain makes has to be compared with what the old one makes.",
        fix=by_hand(Direction.CODE, "Mend the old chain first: `migrate` on an empty database has to work."),
    )


def not_postgresql(using: str) -> Finding:
    """The pictures are PostgreSQL's own words."""
    return Finding(
        code="not_postgresql",
        severity=Severity.ERROR,
        message=f"Database {using!r} is no PostgreSQL database: nothing can be proven there.",
        object=using,
        fix=by_hand(Direction.CODE, "Rebuild against a PostgreSQL database of the same project."),
    )
