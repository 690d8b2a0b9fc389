"""Whether texts have the form that the contract writes them in: all those of one form in one match.

A pattern tried value by value costs several times as much, and there are some hundred and fifty in a document.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any

from project.ge_sync.contract.shape import Field, Object

# Stands between texts; no form allows it in one.
_END = "\n"


@dataclass(frozen=True)
class Forms:
    """Where in an object texts of a form stand, and in which of its values there are objects with such texts."""

    texts: Sequence[tuple[str, Callable[[Iterable[Any]], Iterable[Any]]]]
    inner: Mapping[str, "Forms"]

    def are_kept(self, objects: Sequence[object]) -> bool:
        """Whether each text in all of these objects, and in those in them, has its form; null and absent ones have."""
        written: defaultdict[str, list[Any]] = defaultdict(list)
        self._collect(objects, written)
        return all(_all_have(form, texts) for form, texts in written.items())

    def _collect(self, objects: Sequence[object], written: Mapping[str, list[Any]]) -> None:
        for form, values in self.texts:
            written[form].extend(values(objects))
        for name, forms in self.inner.items():
            said = [value for one in objects if (value := getattr(one, name))]
            forms._collect([*chain.from_iterable(said)] if said and isinstance(said[0], list) else said, written)


def forms_of(shape: Object) -> Forms:
    """The forms in an object of this shape."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, field in shape.fields.items():
        if isinstance(field, Field) and field.read.form:
            names[field.read.form].append(name)
    inner = {name: forms_of(field) for name, field in shape.fields.items() if isinstance(field, Object)}
    return Forms(texts=[(form, _values(some)) for form, some in names.items()], inner=inner)


def _values(names: Sequence[str]) -> Callable[[Iterable[Any]], Iterable[Any]]:
    get = attrgetter(*names)
    if len(names) == 1:
        return lambda objects: map(get, objects)
    return lambda objects: chain.from_iterable(map(get, objects))


def _all_have(form: str, texts: Sequence[Any]) -> bool:
    """Whether all that are there have it; null and absent are false, and so is the empty text, which has none."""
    there = list(filter(None, texts))
    if len(there) < len(texts) and "" in texts:
        return False
    joined = _END.join([*there, ""])
    return joined.count(_END) == len(there) and bool(_one_after_the_other(form).fullmatch(joined))


@lru_cache(maxsize=64)
def _one_after_the_other(form: str) -> "re.Pattern[str]":
    return re.compile(f"(?:(?:{form}){_END})*")
