"""`manage.py install_schedule`: the plan of project/runs/schedule.py into beat's tables."""

from typing import Any

from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.runs.install import install

EXAMPLES = """examples:
  manage.py install_schedule               a line for each entry
exit status: 0 the schedule is complete, 2 could not write it"""


class Command(ToolCommand):
    """Install the schedule."""

    help = "Add the missing entries of the schedule; times and switches that were changed in the admin are kept."
    examples = EXAMPLES

    def run(self, **options: Any) -> ExitStatus:
        """A line per entry."""
        for entry in install():
            self.stdout.write(str(entry))
        return ExitStatus.CLEAN
