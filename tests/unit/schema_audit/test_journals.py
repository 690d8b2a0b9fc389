"""The journal file, and what is taken back from a journal."""

from dataclasses import replace
from pathlib import Path

from project.applied import Applied, Purpose, State
from project.schema_audit.fixing.journal_file import FileJournal
from project.schema_audit.fixing.undo import undo_lines, undoings

ADD = 'ALTER TABLE "t" ADD CONSTRAINT "c" CHECK (true) NOT VALID'
VALIDATE = 'ALTER TABLE "t" VALIDATE CONSTRAINT "c"'
DROP = 'ALTER TABLE "t" DROP CONSTRAINT "c"'
DROP_IF_THERE = 'ALTER TABLE "t" DROP CONSTRAINT IF EXISTS "c"'
FIRST = Applied(
    position=1,
    fingerprint="f1",
    code="missing_check",
    place="t: c",
    sql=ADD,
    who="somebody",
    undo_sql=(DROP_IF_THERE,),
    state=State.APPLIED,
)
LAST = replace(FIRST, position=2, sql=VALIDATE, undo_sql=(DROP,), completes=True)
OTHER = replace(LAST, position=3, fingerprint="f2", place="t: d", undo_sql=("SELECT 1",))


def _journal(folder: Path) -> FileJournal:
    path = folder / "fixes.jsonl"
    path.write_text('{"journal": 1}\n')
    return FileJournal(path)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.write(FIRST)
    journal.write(LAST)

    assert journal.read() == [FIRST, LAST]


def test_the_last_word_about_a_statement_counts(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.write(replace(FIRST, state=State.PENDING))
    journal.write(replace(FIRST, state=State.FAILED, error="refused"))

    assert journal.read() == [replace(FIRST, state=State.FAILED, error="refused")]


def test_a_line_that_a_crash_cut_short_costs_only_itself(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.write(FIRST)
    journal.path.write_text(f'{journal.path.read_text()}{{"position": 2, "sq')
    journal.write(OTHER)

    assert journal.read() == [FIRST, OTHER]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path / "new.jsonl")
    journal.write(FIRST)

    assert journal.path.stat().st_mode & 0o777 == 0o600


def _sql(*entries: Applied) -> list[tuple[str, ...]]:
    return [one.sql for one in undoings(entries, allow_rewrite=False)]


def test_a_whole_fix_is_taken_back_by_its_own_undo() -> None:
    assert _sql(FIRST, LAST) == [(DROP,)]


def test_the_last_fix_is_taken_back_first() -> None:
    assert _sql(FIRST, LAST, OTHER) == [("SELECT 1",), (DROP,)]


def test_half_a_fix_is_taken_back_as_far_as_it_came() -> None:
    assert _sql(FIRST, replace(LAST, state=State.FAILED)) == [(DROP_IF_THERE,)]


def test_a_last_statement_without_an_end_is_taken_back_whether_it_took_effect_or_not() -> None:
    assert _sql(FIRST, replace(LAST, state=State.INTERRUPTED)) == [(DROP_IF_THERE,)]


def test_what_failed_is_undone_or_was_no_fix_is_left_out() -> None:
    left = [State.FAILED, State.UNDONE]
    assert _sql(*(replace(LAST, state=state) for state in left), replace(LAST, purpose=Purpose.UNDO)) == []


def test_what_has_no_undo_is_refused() -> None:
    [one] = undoings([replace(LAST, undo_sql=())], allow_rewrite=True)

    assert one.refused == "missing_check at t: c has no undo"


def test_an_undo_that_rewrites_wants_to_be_allowed() -> None:
    retyped = replace(LAST, undo_sql=('ALTER TABLE "t" ALTER COLUMN "c" TYPE integer',))
    [refused] = undoings([retyped], allow_rewrite=False)
    [allowed] = undoings([retyped], allow_rewrite=True)

    assert "--allow-rewrite runs it" in refused.refused
    assert allowed.refused == ""


def test_the_statements_are_shown_before_what_stays() -> None:
    plan = undoings([FIRST, LAST, replace(OTHER, undo_sql=())], allow_rewrite=False)

    assert list(undo_lines(plan, "12")) == [
        "Taking back 12:",
        "  missing_check  t: c",
        f"      {DROP};",
        "Stays: missing_check at t: d has no undo.",
    ]
