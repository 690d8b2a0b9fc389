"""`make nightly`: everything the nightly run needs, the run itself by a real worker, and its report."""

import sys
from contextlib import ExitStack

from dev.first_migrate import migrate_once
from dev.ge_process import ge_server
from dev.management import command
from dev.processes import foreground
from dev.services import services
from dev.signals import Stopped, ending_in_order
from dev.steps import CannotRun
from dev.up import OWNER as UP
from dev.worker_process import worker

_OUTCOMES = {0: "clean", 1: "findings to look at (exit 1)", 130: "could not finish: stopped by Ctrl-C"}


def nightly() -> int:
    """Run the night once; the exit status of `manage.py nightly --wait`."""
    with ExitStack() as stack:
        ready = stack.enter_context(services(owner="make nightly"))
        run = command("nightly", "--wait")
        migrate_once(ready)
        if ready.started_by.startswith(UP):
            return foreground(run, environment=ready.environment)
        stack.enter_context(ge_server(ready))
        runner = stack.enter_context(worker(ready))
        return foreground(run, environment=ready.environment, meanwhile=runner.look_after)


def main() -> int:
    """The last line names the outcome, whatever it was."""
    try:
        with ending_in_order():
            status = nightly()
    except CannotRun as reason:
        status, outcome = 2, f"could not finish: {reason}"
    except Stopped as stopped:
        status, outcome = stopped.exit_status, f"could not finish: stopped by {stopped.signal.name}"
    else:
        outcome = _OUTCOMES.get(status, f"could not finish: manage.py nightly ended with exit status {status}")
    print(f"make nightly: {outcome}", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
