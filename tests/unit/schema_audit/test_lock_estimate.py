"""How many locks building is said to take, and how it is cut into transactions."""

from project.schema_audit.building.lock_estimate import batches, estimated_locks, fits_at_once

TABLE = 'CREATE TABLE "a" ("id" bigint NOT NULL PRIMARY KEY, "code" text NOT NULL UNIQUE, CHECK ("id" > 0));'


def test_a_table_counts_with_its_toast_sequence_keys_and_checks() -> None:
    assert estimated_locks([TABLE]) == 4 + 2 + 2 + 1


def test_an_index_counts_once_even_when_it_is_unique() -> None:
    assert estimated_locks(['CREATE UNIQUE INDEX "i" ON "a" ("code");', 'CREATE INDEX "j" ON "a" ("code");']) == 2


def test_a_foreign_key_counts_once() -> None:
    assert estimated_locks(['ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("b") REFERENCES "b" ("id");']) == 1


def test_half_of_the_locks_may_be_taken() -> None:
    assert fits_at_once(3200, 6400)


def test_more_than_half_may_not() -> None:
    assert not fits_at_once(3201, 6400)


def test_batches_take_an_eighth_each_and_lose_nothing() -> None:
    steps = [(str(number), (TABLE,)) for number in range(10)]

    cut = list(batches(steps, available=8 * 30))

    assert [len(batch) for batch in cut] == [3, 3, 3, 1]
    assert [step for batch in cut for step in batch] == steps


def test_a_step_too_big_for_a_batch_stands_alone() -> None:
    assert [len(batch) for batch in batches([("a", (TABLE, TABLE)), ("b", (TABLE,))], available=8)] == [1, 1]
