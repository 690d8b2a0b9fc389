"""A run's work in chunks, cut the same way wherever it is compared: in a run, in a dry run, before a release.

Licences that debit the same bill of entry share a chunk, so that which of them has the word on the bill is decided
once, and not by the order in which workers come to their chunks.
"""

from collections.abc import Iterable, Iterator, Sequence

from project.ge_sync.archive import Archive
from project.ge_sync.comparing.shared_bills import SaidBill, neighbours, said_bills
from project.ge_sync.models import SyncedLicense
from project.ge_sync.payload import recalled
from project.ge_sync.store import Store
from project.ge_sync.wanted import Wanted
from project.runs.models import Chunk, Run

# Licences that one task fetches, compares and writes in one transaction.
CHUNK_SIZE = 100
# As many at most in a run of thousands whose documents have come: seconds of work.
LARGEST_CHUNK = 700
# A run of thousands has at least so many chunks, so that all workers have their share, and can be stopped in between.
_CHUNKS_OF_MANY = 4
# As many neighbours as stay together: a transaction of seconds, not of minutes.
MOST_TOGETHER = 5 * CHUNK_SIZE
# The keys of chunks that are compared only, until the whole run is weighed.
WEIGHED = "weighed-"


def add_chunks(run: Run, wanted: Sequence[Wanted], *, prefix: str = "") -> None:
    """A chunk for about each hundred, or for more where there are thousands."""
    Chunk.objects.bulk_create(
        Chunk(run=run, key=f"{prefix}{index:06d}", items=[list(item) for item in items], total=len(items))
        for index, items in enumerate(cut(wanted, Archive()))
    )


def cut(wanted: Sequence[Wanted], store: Store) -> list[list[Wanted]]:
    """In the order given, neighbours right after the first of theirs; `store` has the documents that came."""
    by_number = {one.license_number: one for one in wanted}
    groups = together(list(by_number), neighbours(by_number, _news(wanted, store)))
    return filled([[by_number[number] for number in group] for group in groups])


def filled(groups: Sequence[Sequence[Wanted]]) -> list[list[Wanted]]:
    """Chunks of groups that stay whole: of a hundred licences, larger in runs of thousands.

    Those that have to be asked for take their time, so a larger chunk has no more than a hundred of them either.
    """
    size = max(CHUNK_SIZE, min(LARGEST_CHUNK, sum(map(len, groups)) // _CHUNKS_OF_MANY))
    chunks: list[list[Wanted]] = []
    room = 0
    for group in groups:
        needed = sum(CHUNK_SIZE if one.sha256 else size for one in group)
        if not chunks or needed > room:
            chunks.append([])
            room = CHUNK_SIZE * size
        chunks[-1] += group
        room -= needed
    return chunks


def _news(wanted: Sequence[Wanted], store: Store) -> Iterator[SaidBill]:
    """The bills of entry that documents list which are not applied yet; nothing where no licence was synced before."""
    known = SyncedLicense.objects.filter(pk__in=[one.license_number for one in wanted])
    bases = dict(known.values_list("pk", "base_id"))
    came = [one for one in wanted if one.sha256 and bases.get(one.license_number) != one.sha256] if bases else []
    for position in range(0, len(came), CHUNK_SIZE):
        some = came[position : position + CHUNK_SIZE]
        contents = store.contents(one.sha256 for one in some)
        for one in some:
            yield from said_bills(one.license_number, recalled(contents[one.sha256]))


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
