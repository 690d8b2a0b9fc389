"""Where each difference comes from: the same detectors, run against what migrations say, tell it apart."""

from collections.abc import Iterable
from dataclasses import replace

from project.findings import Cause, Finding
from project.schema_audit.of_migrations.authorship import Authorship
from project.schema_audit.of_migrations.order import Key
from project.schema_audit.owners import Owner

Place = tuple[str, str | None]


def place(finding: Finding) -> Place:
    """What makes two findings of different sides the same one: the place and what is expected there."""
    return finding.fingerprint, finding.expected


def cause_of(finding: Finding, *, against_state: frozenset[Place], against_applied: frozenset[Place]) -> Cause:
    """The cause by the three-way comparison.

    `against_state` are the places at which the database differs from all migrations, `against_applied` those at
    which it differs from the applied ones.
    """
    if place(finding) not in against_state:
        return Cause.MODEL_CHANGE_WITHOUT_MIGRATION
    if place(finding) not in against_applied:
        return Cause.UNAPPLIED_MIGRATION
    return Cause.DRIFT


def in_words(finding: Finding, cause: Cause, authorship: Authorship, owner: Owner | None) -> Finding:
    """The finding with its cause in words: which migration is not applied, or which one should have made it."""
    if owner is None:
        return finding.with_cause(cause, "")
    author = authorship.author(owner, finding)
    if cause is Cause.MODEL_CHANGE_WITHOUT_MIGRATION:
        return finding.with_cause(cause, f"No migration makes it: run `makemigrations {owner.app}`.")
    if cause is Cause.UNAPPLIED_MIGRATION:
        waiting = [author] if author in authorship.pending else authorship.pending_of(owner.app)
        told = finding.with_cause(cause, f"Not applied: {_listed(waiting or authorship.pending)}.")
        return replace(told, details=(*told.details, *authorship.to_migrate(owner.app)))
    if author is None:
        return finding.with_cause(cause, "No migration has to do with it: the database was changed by hand.")
    if finding.expected is None or finding.code.startswith(("extra_", "orphaned_")):
        return finding.with_cause(cause, "No migration makes it: it was added by hand or left behind.")
    return finding.with_cause(cause, f"{_text(author)} should have made it; it was faked or undone by hand.")


def _text(key: Key) -> str:
    return f"{key[0]}.{key[1]}"


def _listed(keys: Iterable[Key | None]) -> str:
    names = [_text(key) for key in keys if key]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
