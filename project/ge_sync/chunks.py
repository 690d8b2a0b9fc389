"""A run's work in chunks."""

from collections.abc import Sequence

from project.ge_sync.wanted import Wanted
from project.runs.models import Chunk, Run

# Licences that one task fetches, compares and writes in one transaction.
CHUNK_SIZE = 100
# The keys of chunks that are compared only, until the whole run is weighed.
WEIGHED = "weighed-"


def add_chunks(run: Run, wanted: Sequence[Wanted], *, prefix: str = "") -> None:
    """A chunk for each hundred, in the order given."""
    chunks = [wanted[start : start + CHUNK_SIZE] for start in range(0, len(wanted), CHUNK_SIZE)]
    Chunk.objects.bulk_create(
        Chunk(run=run, key=f"{prefix}{index:06d}", items=[list(item) for item in items], total=len(items))
        for index, items in enumerate(chunks)
    )
