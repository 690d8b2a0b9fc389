"""Types under another name or in another schema: every column that should be of one is of the same other one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from project.schema_audit.matching import Comparison
from project.schema_audit.schema import Domain


def renamed_types(comparison: Comparison) -> Mapping[str, str]:
    """What each missing enum or domain is called, as PostgreSQL prints it, by the name it should have."""
    missing = {
        *(comparison.expected.enums.keys() - comparison.live.enums.keys()),
        *(comparison.expected.domains.keys() - comparison.live.domains.keys()),
    }
    found = defaultdict[str, set[str]](set)
    for name, other in _of_columns(comparison) if missing else ():
        found[name].add(other)
    return {
        name: other
        for name, others in found.items()
        if name in missing and len(others) == 1 and _is_same(name, (other := others.pop()), comparison)
    }


def domain_text(domain: Domain) -> str:
    """The domain in one line, without the names of its checks."""
    parts = [domain.base, "NOT NULL" if domain.not_null else "", f"DEFAULT {domain.default}" if domain.default else ""]
    return " ".join(part for part in (*parts, *sorted(domain.checks.values())) if part)


def _of_columns(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The expected and the live type of each column, of the items where it is an array."""
    for pair in comparison.tables.values():
        for live, expected in pair.columns.pairs:
            yield expected.base_type.removesuffix("[]"), live.base_type.removesuffix("[]")


def _is_same(name: str, other: str, comparison: Comparison) -> bool:
    """Whether the other one says the same; of a schema that is not looked at, whether it has the name."""
    live, expected = comparison.live, comparison.expected
    if name in expected.enums and other in live.enums:
        return live.enums[other].values == expected.enums[name].values
    if name in expected.domains and other in live.domains:
        return domain_text(live.domains[other]) == domain_text(expected.domains[name])
    return other.endswith(f".{name}")
