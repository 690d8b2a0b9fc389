"""Runs a plan: each statement is written down before and after; what a failed fix began is taken back."""

import getpass
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from project.applied import Applied, Purpose, State
from project.findings import Finding, Fix
from project.recording import Journal
from project.schema_audit.fixing.execute import RefusedError, execute
from project.schema_audit.fixing.forms import taking_back
from project.schema_audit.fixing.interruption import Interruption
from project.schema_audit.fixing.migrating import migrate


@dataclass(kw_only=True)
class Mender:
    """One run of `--fix` or `--undo` on a database; `failed` holds why, by the finding's fingerprint."""

    using: str
    journal: Journal
    stop: Interruption
    say: Callable[[str], None]
    failed: dict[str, str] = field(default_factory=dict)
    ran: int = 0

    def __post_init__(self) -> None:
        self._next = max((one.position for one in self.journal.read()), default=0) + 1
        self._who = _who()

    def migrate(self, target: str, findings: Sequence[Finding]) -> None:
        """Apply migrations up to the target; whatever they raise is said, and the fixes go on."""
        applied = self._applied(findings[0], f"manage.py migrate {target}", after=findings[0].expected or "")
        try:
            self.run(replace(applied, completes=True), partial(migrate, self.using, target, self.stop))
            self.say(f"  done     migrate {target}")
        except RefusedError as error:
            self.failed |= dict.fromkeys((one.fingerprint for one in findings), str(error))
            self.say(f"  stopped  migrate {target}: {error}")

    def fix(self, finding: Finding, fix: Fix) -> None:
        """Run the statements of one fix; the first that is refused ends it, and takes back what it began."""
        begun: list[Applied] = []
        for number, sql in enumerate(fix.sql, start=1):
            last = number == len(fix.sql)
            applied = replace(
                self._applied(finding, sql, after=finding.expected or ""),
                undo_sql=fix.undo_sql if last else taking_back(fix.sql[:number]),
                completes=last,
            )
            try:
                begun.append(self.run(applied, partial(execute, self.using, sql, may_drop=True)))
            except RefusedError as error:
                self.failed[finding.fingerprint] = f"{error}{self._take_back(begun)}"
                self.say(f"  stopped  {finding.code}  {finding.place}: {self.failed[finding.fingerprint]}")
                return
        self.say(f"  done     {finding.code}  {finding.place}")

    def take_back(self, done: Sequence[Applied], statements: Iterable[str], purpose: Purpose) -> None:
        """Run what takes these back, and mark them; RefusedError where one is refused."""
        for sql in statements:
            like = replace(done[-1], position=self._position(), sql=sql, undo_sql=(), who=self._who, purpose=purpose)
            self.run(replace(like, before="", after="", completes=False, error=""), partial(execute, self.using, sql))
        for one in done:
            self.journal.write(replace(one, state=State.UNDONE))

    def run(self, applied: Applied, call: Callable[[], None]) -> Applied:
        """Write it down, run it, and write down how it ended; then stop where that was asked for."""
        self.stop.raise_if_asked()
        pending = replace(applied, state=State.PENDING)
        self.journal.write(pending)
        try:
            call()
        except RefusedError as error:
            self.journal.write(replace(pending, state=State.FAILED, error=str(error)))
            self.stop.raise_if_asked()
            raise
        done = replace(pending, state=State.APPLIED)
        self.journal.write(done)
        self.ran += 1
        self.stop.raise_if_asked()
        return done

    def _take_back(self, begun: Sequence[Applied]) -> str:
        """Leave nothing half done where that can be; the words for what became of it."""
        if not begun:
            return ""
        if not begun[-1].undo_sql:
            return "; what it had begun stays, the next check tells it"
        try:
            self.take_back(begun, begun[-1].undo_sql, Purpose.TAKE_BACK)
        except RefusedError as error:
            return f"; what it had begun could not be taken back: {error}"
        return "; what it had begun was taken back"

    def _applied(self, finding: Finding, sql: str, *, after: str) -> Applied:
        return Applied(
            position=self._position(),
            fingerprint=finding.fingerprint,
            code=finding.code,
            place=finding.place,
            sql=sql,
            who=self._who,
            before=finding.actual or "",
            after=after,
        )

    def _position(self) -> int:
        self._next += 1
        return self._next - 1


def _who() -> str:
    """Who sits at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
