"""A proof in a few lines for people, and whole for programs."""

from typing import Any

from project.migration_audit.rebuild.chain import Proof


def certificate_lines(proof: Proof) -> tuple[str, ...]:
    """At most 24 lines of 80 columns."""
    return (f"Database {proof.database!r}: {'equal' if proof.equal else 'not equal'}.",)


def certificate_as_json(proof: Proof) -> dict[str, Any]:
    """Everything, in JSON's types."""
    return {"database": proof.database, "equal": proof.equal}
