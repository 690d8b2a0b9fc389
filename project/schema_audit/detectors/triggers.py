"""Triggers: those that migrations make with SQL of their own, and those of others that come before each write."""

from collections.abc import Iterator, Mapping

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Trigger


def trigger_differs(comparison: Comparison) -> Iterator[Finding]:
    """A trigger that fires otherwise, under another name, or not at all."""
    for pair in comparison.unequal:
        live_triggers, renamed = _by_name(pair.live.triggers), renamed_triggers(pair)
        for expected in pair.expected.triggers:
            live = live_triggers.get(expected.name) or renamed.get(expected.name)
            if live is None or live.definition != expected.definition:
                yield at_table(
                    pair.owner,
                    pair.name,
                    "trigger_differs",
                    Severity.WARNING,
                    f"The trigger {_said(live, expected)}.",
                    object=expected.name,
                    expected=expected.definition,
                    actual=live.definition if live else None,
                )


def extra_trigger(comparison: Comparison) -> Iterator[Finding]:
    """A trigger or a rule of the database alone that changes, refuses or swallows what the model writes."""
    for pair in comparison.unequal:
        known = {*_by_name(pair.expected.triggers), *(one.name for one in renamed_triggers(pair).values())}
        for live in pair.live.triggers:
            if live.name in known or not live.interferes or not live.enabled:
                continue
            message = (
                f"No migration makes the rule {live.name}, by which a write does something else."
                if live.is_rule
                else f"No migration makes {live.name}, which may change or refuse what the model writes."
            )
            yield at_table(
                pair.owner,
                pair.name,
                "extra_trigger",
                Severity.ERROR if live.is_rule else Severity.INFO,
                message,
                object=live.name,
                actual=live.definition,
            )


def renamed_triggers(pair: TablePair) -> Mapping[str, Trigger]:
    """The live trigger that does the work of each missing one, by the name of the missing one."""
    wanted, found = _by_name(pair.expected.triggers), _by_name(pair.live.triggers)
    spare = {one.unnamed: one for name, one in found.items() if name not in wanted}
    missing = (one for name, one in wanted.items() if name not in found)
    return {one.name: spare[one.unnamed] for one in missing if one.unnamed in spare}


def _by_name(triggers: tuple[Trigger, ...]) -> Mapping[str, Trigger]:
    return {trigger.name: trigger for trigger in triggers}


def _said(live: Trigger | None, expected: Trigger) -> str:
    if live is None:
        return "is missing"
    return "is another one" if live.name == expected.name else f"is called {live.name}"
