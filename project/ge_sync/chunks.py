"""A run's work in chunks, cut the same way wherever it is compared: in a run, in a dry run, before a release.

Licences that debit the same bill of entry share a chunk, so that which of them has the word on the bill is decided
once, and not by the order in which workers come to their chunks.
"""

from collections.abc import Iterable, Sequence

from project.ge_sync.comparing.shared_bills import neighbours
from project.ge_sync.wanted import Wanted
from project.runs.models import Chunk, Run

# Licences that one task fetches, compares and writes in one transaction.
CHUNK_SIZE = 100
# As many neighbours as stay together: a transaction of seconds, not of minutes.
MOST_TOGETHER = 5 * CHUNK_SIZE
# The keys of chunks that are compared only, until the whole run is weighed.
WEIGHED = "weighed-"


def add_chunks(run: Run, wanted: Sequence[Wanted], *, prefix: str = "") -> None:
    """A chunk for about each hundred."""
    Chunk.objects.bulk_create(
        Chunk(run=run, key=f"{prefix}{index:06d}", items=[list(item) for item in items], total=len(items))
        for index, items in enumerate(cut(wanted))
    )


def cut(wanted: Sequence[Wanted]) -> list[list[Wanted]]:
    """In the order given, neighbours right after the first of theirs."""
    by_number = {one.license_number: one for one in wanted}
    chunks: list[list[Wanted]] = []
    for group in together(list(by_number), neighbours(by_number)):
        if not chunks or len(chunks[-1]) + len(group) > CHUNK_SIZE:
            chunks.append([])
        chunks[-1] += [by_number[number] for number in group]
    return chunks


def together(numbers: Sequence[str], sharing: Iterable[Sequence[str]]) -> list[list[str]]:
    """The numbers in groups: those that share something, directly or by others in between, in one."""
    group_of = {number: [number] for number in numbers}
    for first, *others in sharing:
        for other in others:
            group, joining = group_of[first], group_of[other]
            if group is not joining and len(group) + len(joining) <= MOST_TOGETHER:
                group += joining
                group_of.update(dict.fromkeys(joining, group))
    distinct = {id(group): group for group in (group_of[number] for number in numbers)}
    return [sorted(group) for group in distinct.values()]
