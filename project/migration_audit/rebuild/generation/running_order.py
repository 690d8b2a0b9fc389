"""Puts files in an order in which each comes after what it needs."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.generation.refusals import in_a_circle


def running_order(needs: Mapping[int, set[int]]) -> list[int]:
    """The places of all files; RefusedError for files that wait for one another."""
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise RefusedError(in_a_circle([f"file {place}" for place in error.args[1]])) from error
