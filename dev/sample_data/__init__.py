"""Rows for every table of the licence domain, the same for the same seed: for tests, benchmarks and a first look."""


def load(seed: int, licenses: int) -> None:
    """Fill all 37 tables in one transaction; the tables have to be empty. Needs Django to be set up."""
    from dev.sample_data.fill import fill  # noqa: PLC0415  (imports models)

    fill(seed=seed, licenses=licenses)
