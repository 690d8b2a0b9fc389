"""What changing a column's type costs, by PostgreSQL's own rules (ATColumnChangeRequiresRewrite)."""

import re
from dataclasses import dataclass

from project.migration_audit.unsafe.effect import Work

_TYPE = re.compile(r"^(?P<base>[^(]+?)\s*\((?P<sizes>[\d\s,]+)\)(?P<rest>.*)$")
_ALIASES = {
    "varchar": "character varying",
    "char": "character",
    "bpchar": "character",
    "int": "integer",
    "int4": "integer",
    "int8": "bigint",
    "int2": "smallint",
    "serial": "integer",
    "bigserial": "bigint",
    "smallserial": "smallint",
    "float8": "double precision",
    "float4": "real",
    "decimal": "numeric",
    "bool": "boolean",
    "timestamptz": "timestamp with time zone",
    "timestamp": "timestamp without time zone",
    "timetz": "time with time zone",
    "time": "time without time zone",
    "varbit": "bit varying",
}
# Stored alike, so that only the catalog changes; an index may have to be built anew.
_ALIKE = frozenset(
    {
        ("character varying", "text"),
        ("text", "character varying"),
        ("cidr", "inet"),
        ("integer", "oid"),
        ("xml", "text"),
        ("citext", "text"),
        ("text", "citext"),
        ("citext", "character varying"),
        ("character varying", "citext"),
    }
)
_GROWS = frozenset({"character varying", "bit varying"})
_PRECISE = frozenset(
    {
        "timestamp with time zone",
        "timestamp without time zone",
        "time with time zone",
        "time without time zone",
        "interval",
    }
)


@dataclass(frozen=True, kw_only=True)
class TypeName:
    """A type with its numbers: `numeric(10,2)` is `numeric` and (10, 2)."""

    base: str
    sizes: tuple[int, ...]


def type_name(text: str) -> TypeName:
    """The type as PostgreSQL calls it, whatever alias was written."""
    words = " ".join(text.replace('"', "").lower().split())
    found = _TYPE.match(words)
    if found is None:
        return TypeName(base=_ALIASES.get(words, words), sizes=())
    rest = found["rest"].strip()
    base = _ALIASES.get(found["base"].strip(), found["base"].strip())
    if rest in ("with time zone", "without time zone"):
        base = f"{found['base'].strip()} {rest}"
    elif rest:
        base = f"{base}{rest}"
    sizes = tuple(int(size) for size in found["sizes"].split(",") if size.strip())
    return TypeName(base=base, sizes=sizes)


def work_of_change(before: str, after: str, *, in_utc: bool) -> Work:
    """BRIEF, SCAN where every value has to be looked at, or REWRITE."""
    old, new = type_name(before), type_name(after)
    if old == new:
        return Work.BRIEF
    if old.base == new.base:
        return _work_of_size(old, new)
    if (old.base, new.base) in _ALIKE:
        return Work.BRIEF if not new.sizes else Work.REWRITE
    zones = {"timestamp with time zone", "timestamp without time zone"}
    if {old.base, new.base} == zones and in_utc and not new.sizes:
        return Work.BRIEF
    return Work.REWRITE


def is_narrower(before: str, after: str) -> bool:
    """Whether a value that fits today may not fit afterwards."""
    old, new = type_name(before), type_name(after)
    order = ("smallint", "integer", "bigint")
    if old.base in order and new.base in order:
        return order.index(new.base) < order.index(old.base)
    limited = {"character varying", "character", "numeric", "bit varying", "text", "citext"}
    if not (old.base in limited and new.base in limited and new.sizes):
        return False
    if not old.sizes:
        return True
    whole = [sizes[0] - (sizes[1] if len(sizes) > 1 else 0) for sizes in (old.sizes, new.sizes)]
    return new.sizes[0] < old.sizes[0] or whole[1] < whole[0] or new.sizes[1:] < old.sizes[1:]


def _work_of_size(old: TypeName, new: TypeName) -> Work:
    if old.base in _GROWS:
        grows = not new.sizes or (bool(old.sizes) and new.sizes[0] >= old.sizes[0])
        return Work.BRIEF if grows else Work.REWRITE
    if old.base == "numeric":
        if not new.sizes:
            return Work.BRIEF
        scales = [sizes[1] if len(sizes) > 1 else 0 for sizes in (old.sizes, new.sizes)]
        same_scale = bool(old.sizes) and scales[0] == scales[1]
        return Work.BRIEF if same_scale and new.sizes[0] >= old.sizes[0] else Work.REWRITE
    if old.base in _PRECISE:
        return Work.BRIEF if not new.sizes or (bool(old.sizes) and new.sizes >= old.sizes) else Work.REWRITE
    return Work.REWRITE
