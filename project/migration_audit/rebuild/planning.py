"""The plan of a rebuild: everything that stands in its way, else the new chain with its proof. Nothing is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from project.findings import Finding, Severity, worst_first
from project.migration_audit.rebuild.backup_contents import files_of
from project.migration_audit.rebuild.chain import Difference, Mode, NewChain, Proof, RefusedError
from project.migration_audit.rebuild.database_findings import database_findings
from project.migration_audit.rebuild.difference_places import app_of, places_of
from project.migration_audit.rebuild.folder_files import Files
from project.migration_audit.rebuild.folder_findings import folder_findings
from project.migration_audit.rebuild.generate import generate
from project.migration_audit.rebuild.importers import importers
from project.migration_audit.rebuild.journal import Rename
from project.migration_audit.rebuild.look import Look, look
from project.migration_audit.rebuild.prove import prove
from project.migration_audit.rebuild.renames import rename_of
from project.migration_audit.rebuild.scope import ChosenApp
from project.migration_audit.rebuild.steps import OnStep, Phase, Step


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would be done; `chain` is None where `blockers` say why not.

    `seen` are the files of the chosen apps when the plan was begun, `proofs` and `renames` are by database.
    """

    looked: Look
    blockers: tuple[Finding, ...]
    seen: Mapping[str, Files]
    chain: NewChain | None = None
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    renames: Mapping[str, tuple[Rename, ...]] = field(default_factory=dict)


def make_plan(
    apps: Sequence[ChosenApp], databases: Sequence[str], *, mode: Mode, output: Path, on_step: OnStep
) -> Plan:
    """Look whether it may begin, then generate and prove; the first of these that refuses ends the plan."""
    on_step(Step(Phase.PREFLIGHT))
    labels = [app.label for app in apps]
    seen = files_of(apps)
    looked = look(apps, databases, mode=mode)
    found = [*looked.blockers, *folder_findings(apps, output)]
    if not found:
        found += database_findings(databases, labels)
    if found:
        return Plan(looked=looked, blockers=tuple(worst_first(found)), seen=seen)
    try:
        on_step(Step(Phase.GENERATE))
        chain = generate(apps, looked.items, today=datetime.now(UTC).date(), mode=mode)
        if named := tuple(importers(chain.removed)):
            return Plan(looked=looked, blockers=named, seen=seen)
        proofs = {alias: prove(chain, alias, on_step=_told(on_step)) for alias in databases}
    except RefusedError as refused:
        return Plan(looked=looked, blockers=refused.findings, seen=seen)
    differences = [_not_equal(one, proof, looked) for proof in proofs.values() for one in proof.differences]
    differences += [_nothing_compared(proof) for proof in proofs.values() if not (proof.differences or proof.equal)]
    if differences:
        return Plan(looked=looked, blockers=tuple(differences), seen=seen, proofs=proofs)
    renames = {alias: tuple(map(rename_of, proof.renames)) for alias, proof in proofs.items() if proof.renames}
    return Plan(looked=looked, blockers=(), seen=seen, chain=chain, proofs=proofs, renames=renames)


def _told(on_step: OnStep) -> Callable[[str], None]:
    return lambda text: on_step(Step(Phase.PROVE, text))


def _not_equal(difference: Difference, proof: Proof, looked: Look) -> Finding:
    return Finding(
        code="chains_differ",
        severity=Severity.ERROR,
        message=f"{places_of(difference, looked.items)}the new chain makes another {difference.kind} at "
        f"{difference.place} than the old one.",
        object=f"{difference.kind} {difference.place}",
        app=app_of(difference),
        expected=difference.old,
        actual=difference.new,
        details=(("database", proof.database),),
    )


def _nothing_compared(proof: Proof) -> Finding:
    return Finding(
        code="nothing_proven",
        severity=Severity.ERROR,
        message=f"The proof for database {proof.database!r} compared nothing.",
        object=proof.database,
    )
