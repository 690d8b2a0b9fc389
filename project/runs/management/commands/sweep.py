"""`manage.py sweep`: one round of what beat asks for twice a minute."""

from typing import Any

from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.runs.sweep import sweep

EXAMPLES = """examples:
  manage.py sweep                          one round, told in a line
exit status: 0 done, 2 Redis was needed and away"""


class Command(ToolCommand):
    """Put right what got lost."""

    help = "Take work back from silent workers, ring again for what waits, start missed ticks; safe at any time."
    examples = EXAMPLES

    def run(self, **options: Any) -> ExitStatus:
        """One round, told in a line; 2 when Redis was needed and away."""
        swept = sweep()
        self.stdout.write(f"Swept: {swept}.")
        return ExitStatus.FAILED if swept.broker_is_away else ExitStatus.CLEAN
