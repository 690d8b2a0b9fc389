"""What SQL or Python of a migration speaks about, and whether that is still there when the last migration has run."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED

_WORD = re.compile(r"\w+")
_MAKES_ROWS = frozenset({"create", "bulk_create", "get_or_create", "update_or_create", "save"})


class ModelKey(NamedTuple):
    """An app's label and a model's name in lower case."""

    app: str
    model: str

    def __str__(self) -> str:
        return f"{self.app}.{self.model}"


@dataclass(frozen=True, kw_only=True)
class ModelWords:
    """The names by which a model is spoken of; `required` are fields that every new row has to be given."""

    table: str
    fields: frozenset[str]
    columns: frozenset[str]
    required: frozenset[str]


World = Mapping[ModelKey, ModelWords]


def world(state: ProjectState) -> World:
    """Every model of a state of the migrations."""
    return {ModelKey(*key): _model_words(model) for key, model in state.models.items()}


def words_of(text: str) -> frozenset[str]:
    """The words of a piece of SQL, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def lost_for_sql(words: frozenset[str], then: World, end: World) -> Iterator[str]:
    """Tables and columns that the words name and that are gone at the end."""
    tables_at_end = {model.table.lower(): model for model in end.values()}
    for model in then.values():
        if model.table.lower() not in words:
            continue
        still = tables_at_end.get(model.table.lower())
        if still is None:
            yield f"table {model.table}"
        else:
            gone = (column for column in model.columns - still.columns if column.lower() in words)
            yield from (f"column {model.table}.{column}" for column in sorted(gone))


def names_a_table(words: frozenset[str], *worlds: World) -> bool:
    """Whether a table of a model is among the words."""
    return any(model.table.lower() in words for known in worlds for model in known.values())


def lost_for_python(nodes: Iterable[ast.AST], app: str, then: World, end: World) -> Iterator[str]:
    """Models and fields that Python names and that are gone at the end, and fields it can't know yet must fill."""
    nodes = list(nodes)
    spoken, models = _spoken(nodes), _models(nodes)
    for key in sorted(models if models else {key for key in then if key.app == app}):
        model, still = then.get(key), end.get(key)
        if model is None:
            continue
        if still is None:
            if models:
                yield f"model {key}"
            continue
        yield from (f"field {key}.{name}" for name in sorted((model.fields - still.fields) & spoken))
        if models and spoken & _MAKES_ROWS:
            later = sorted(still.required - model.fields - spoken)
            yield from (f"a value for {key}.{name}, which came later" for name in later)


def _spoken(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Attributes, keywords and strings; a look-up such as item__name is two words."""
    found: set[str] = set()
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute):
                found.add(part.attr)
            elif isinstance(part, ast.keyword) and part.arg:
                found.update((part.arg, *part.arg.split("__")))
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                found.update((part.value, *part.value.split("__"), part.value.lstrip("-")))
    return frozenset(found)


def _models(nodes: Iterable[ast.AST]) -> frozenset[ModelKey]:
    """What `get_model` is asked for in so many words."""
    found: set[ModelKey] = set()
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr == "get_model":
                given = [*part.args, *(keyword.value for keyword in part.keywords)]
                texts = [value.value for value in given if isinstance(value, ast.Constant)]
                names = ".".join(str(text) for text in texts).split(".")
                if len(names) == 2:
                    found.add(ModelKey(names[0], names[1].lower()))
    return frozenset(found)


def _model_words(model: ModelState) -> ModelWords:
    fields: set[str] = set()
    columns: set[str] = set()
    required: set[str] = set()
    for name, field in model.fields.items():
        own = _attribute(name, field)
        fields.update((name, own))
        columns.add(getattr(field, "db_column", None) or own)
        if _must_be_given(field):
            required.add(name)
    table = model.options.get("db_table") or f"{model.app_label}_{model.name_lower}"
    return ModelWords(
        table=str(table), fields=frozenset(fields), columns=frozenset(columns), required=frozenset(required)
    )


def _attribute(name: str, field: Any) -> str:
    return f"{name}_id" if field.is_relation and not field.many_to_many else name


def _must_be_given(field: Any) -> bool:
    if field.many_to_many or field.null or field.primary_key or getattr(field, "generated", False):
        return False
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) or field.empty_strings_allowed:
        return False
    return field.default is NOT_PROVIDED and getattr(field, "db_default", NOT_PROVIDED) is NOT_PROVIDED
