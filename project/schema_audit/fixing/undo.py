"""`--undo`: takes back what a run of `--fix` did, last first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from project.applied import Applied, Purpose, State
from project.output.agreement import agree
from project.recording import Journal, recorder
from project.schema_audit.audit import audit
from project.schema_audit.fixing.choose import Wishes
from project.schema_audit.fixing.execute import RefusedError
from project.schema_audit.fixing.forms import may_rewrite, taking_back
from project.schema_audit.fixing.journal_file import FileJournal, JournalError, open_journal
from project.schema_audit.fixing.not_fixed import NotFixedError
from project.schema_audit.fixing.run import Mended, Say, mender, mending_alone
from project.schema_audit.fixing.unfinished import settle

_STANDING = (State.APPLIED, State.INTERRUPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """The statements of one fix that stand, and what takes them back; `refused` says why nothing does."""

    done: tuple[Applied, ...]
    sql: tuple[str, ...]
    refused: str = ""

    @property
    def place(self) -> str:
        """The finding that will be back."""
        return f"{self.done[-1].code}  {self.done[-1].place}"


def undo(using: str, name: str, wishes: Wishes, *, say: Say, on_step: Say | None = None) -> Mended:
    """Take back a run or a journal; `NotFixedError` where nothing was changed."""
    journal = find_journal(using, name)
    schemas = journal.schemas if isinstance(journal, FileJournal) else ()
    look = partial(audit, using, schemas=schemas, on_step=on_step)
    settle(using, look().findings, schemas)
    plan = undoings(journal.read(), allow_rewrite=wishes.allow_rewrite)
    for line in undo_lines(plan, journal.name):
        say(line)
    runnable = [one for one in plan if not one.refused]
    if not runnable:
        raise NotFixedError(f"Nothing was changed: {plan[0].refused if plan else f'{name} has nothing to take back'}.")
    if wishes.dry_run:
        return Mended(audited=look(), stats={"undo": [list(one.sql) for one in runnable]}, only_shown=True)
    agree(yes=wishes.yes)
    with mending_alone(using), mender(using, journal, say) as mending:
        for one in runnable:
            try:
                mending.take_back(one.done, one.sql, Purpose.UNDO)
                say(f"  undone   {one.place}")
            except RefusedError as error:
                say(f"  stopped  {one.place}: {error}")
    return Mended(audited=look(), stats={"undone": journal.name})


def find_journal(using: str, name: str) -> Journal:
    """A run by its number, a file by its name or path; `NotFixedError` where there is none."""
    try:
        if not name.isdecimal():
            return open_journal(name, using)
        if found := recorder().journal(run_id=int(name), database=using):
            return found
    except JournalError as error:
        raise NotFixedError(str(error)) from error
    raise NotFixedError(f"There is no run {name}: the summary of --fix names it.")


def undoings(entries: Sequence[Applied], *, allow_rewrite: bool) -> list[Undoing]:
    """What is to be taken back, the last fix first."""
    fixes: dict[str, list[Applied]] = {}
    for one in entries:
        if one.purpose is Purpose.FIX and one.state in _STANDING:
            fixes.setdefault(one.fingerprint, []).append(one)
    last_first = sorted(fixes.values(), key=lambda done: -done[-1].position)
    return [_undoing(tuple(done), allow_rewrite=allow_rewrite) for done in last_first]


def undo_lines(plan: Sequence[Undoing], name: str) -> Iterator[str]:
    """The statements in their order, then what stays."""
    yield f"Taking back {name}:"
    for one in plan:
        if not one.refused:
            yield f"  {one.place}"
            yield from (f"      {sql};" for sql in one.sql)
    for one in plan:
        if one.refused:
            yield f"Stays: {one.refused}."


def _undoing(done: tuple[Applied, ...], *, allow_rewrite: bool) -> Undoing:
    last = done[-1]
    sql = last.undo_sql
    if last.state is State.INTERRUPTED and last.completes:
        sql = taking_back([one.sql for one in done])
    if not sql:
        refused = f"{last.code} at {last.place} has no undo"
    elif not allow_rewrite and any(may_rewrite(statement) for statement in sql):
        refused = f"the undo of {last.code} at {last.place} may rewrite the table: --allow-rewrite runs it"
    else:
        refused = ""
    return Undoing(done=done, sql=sql, refused=refused)
