"""What the plan of a rebuild tells whoever decides."""

from pathlib import Path

from project.migration_audit.rebuild.chain import Mode, NewChain, NewFile
from project.migration_audit.rebuild.look import Look
from project.migration_audit.rebuild.plan_text import plan_as_stats, plan_text
from project.migration_audit.rebuild.planning import Plan
from project.migration_audit.rebuild.scope import ChosenApp

NOTE = "trade: migrate every server to 0007_last before it gets the new files."
FILE = NewFile(app="trade", name="0001_new", path="0001_new.py", text="\n", replaces=())


def _plan(*notes: str) -> Plan:
    looked = Look(
        apps=(ChosenApp(label="trade", folder=Path("trade")),),
        mode=Mode.FROM_MODELS,
        files=(),
        rows={"default": ()},
        items=(),
        dependents=(),
        blockers=(),
    )
    return Plan(
        looked=looked,
        blockers=(),
        seen={},
        chain=NewChain(mode=Mode.FROM_MODELS, files=(FILE,), removed=(), notes=notes),
    )


def test_what_a_person_has_to_do_first_is_shown_and_given_to_programs() -> None:
    assert NOTE in plan_text(_plan(NOTE)).splitlines()
    assert plan_as_stats(_plan(NOTE))["notes"] == [NOTE]


def test_without_a_note_there_is_no_line_for_one() -> None:
    assert len(plan_text(_plan(NOTE)).splitlines()) == len(plan_text(_plan()).splitlines()) + 1
    assert plan_as_stats(_plan())["notes"] == []


def test_one_of_a_kind_is_told_in_the_singular() -> None:
    assert "In their place would stand 1 file (and how many each replaces):" in plan_text(_plan())
    assert "would replace 0 files" in plan_text(_plan())
