"""Single documents at 50 ms a request: chunks with a pool of threads against one piece of work for each licence."""

from benchmarks.harness.ge_site import ge_site
from benchmarks.harness.rounds import medians
from benchmarks.harness.site import server as versions
from benchmarks.harness.tables import show, verdict

LICENSES, ALONE, ROUNDS, MILLISECONDS = 400, 20, 3, 50


def measure() -> None:
    """Both ways fetch, compare and write into an empty database; what Celery adds to each task is left out."""
    with ge_site(LICENSES) as server:
        from django.conf import settings  # noqa: PLC0415  (Django is set up by now)

        from benchmarks.harness.ge_work import work_off  # noqa: PLC0415
        from project.ge_sync.chunks import CHUNK_SIZE  # noqa: PLC0415

        listed = [one["license_number"] for page in server.pages() for one in page]
        server.answer_after(MILLISECONDS)
        taken = medians(
            {"chunks": lambda: work_off(listed, CHUNK_SIZE), "alone": lambda: work_off(listed[:ALONE], 1)},
            rounds=ROUNDS,
        )
        chunks, alone = LICENSES / taken["chunks"], ALONE / taken["alone"]
        show(
            f"{MILLISECONDS} ms a request, {settings.GE_FETCH_THREADS} threads: {versions()}",
            ["", "licences/s"],
            [
                [f"chunks of {CHUNK_SIZE}", f"{chunks:,.0f}"],
                ["one after the other", f"{alone:,.1f}"],
                ["ratio", verdict(chunks / alone, 6)],
            ],
        )


if __name__ == "__main__":
    measure()
