"""docs/reference.md, made from the schemas of the records and the examples of docs/authoring.md.

What a key is for is said once, in the schema; how to use it, with an example, once, in authoring.md. This joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import yaml

from sitegen.content.schema import KINDS, WrittenSite, is_markdown, json_schemas, reference_at
from sitegen.content.schema.base import Written
from sitegen.core.model import ReferenceKind
from support.checkout import ROOT

Schema = dict[str, Any]
Examples = dict[str, Any]

GUIDE: Final = ROOT / "docs/authoring.md"
OF_KIND: Final = {
    "article": ("Articles", "`content/articles/*.yaml`, or the front matter of a `.md` seed"),
    "actor": ("Actors", "`content/actors/*.yaml`"),
    "topic": ("Topics", "`content/topics/*.yaml`"),
    "claim": ("Claims", "`content/claims/*.yaml`"),
    "note": ("Notes", "`content/notes/*.yaml`"),
    "page": ("Prose pages", "`content/pages/*.md`"),
    "site": ("Settings", "`content/site.yaml`"),
}
"""For each kind its section of the guide, and where it is written."""
LONGEST: Final = 90
"""Characters of an example; of a longer one the beginning is shown."""

HEAD: Final = """\
# Every key of every record

What may be written where, in short. [authoring.md](authoring.md) says how it is meant, and the examples are from there;
this page is made from the schemas that also check your files and complete them in an editor (`sitegen schema`).

Keys in **bold** are needed. *One or more* is a list, or one value by itself. An empty key is an absent one.

"""


def reference_page() -> str:
    """The whole document."""
    kinds = [_kind(kind, schema) for kind, schema in _in_order()]
    parts: dict[str, str] = {}
    for kind, schema in _in_order():
        for name, part in schema["definitions"].items():
            if name.startswith("Written") and name != _model(kind).__name__:
                parts.setdefault(name, _part(name, part, kind))
    listed = " · ".join(f"[{_title(kind)}](#{_anchor(_title(kind))})" for kind in OF_KIND)
    ordered = "".join(parts[name] for name in sorted(parts))
    return f"{HEAD}{listed}\n\n{''.join(kinds)}## Parts of records\n\n{ordered}".rstrip() + "\n"


def keys_without_example() -> list[str]:
    """`claim.quote` for each key of a record that authoring.md shows nowhere."""
    return [
        f"{kind}.{key}"
        for kind, schema in _in_order()
        for key in schema["definitions"][_model(kind).__name__]["properties"]
        if key not in _examples(kind)
    ]


def _in_order() -> Iterator[tuple[str, Schema]]:
    schemas = json_schemas()
    assert schemas.keys() == OF_KIND.keys()
    return ((kind, schemas[kind]) for kind in OF_KIND)


def _model(kind: str) -> type[Written]:
    return WrittenSite if kind == "site" else KINDS[kind]


def _title(kind: str) -> str:
    return {"page": "Prose page", "site": "Settings"}.get(kind, kind.capitalize())


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def _kind(kind: str, schema: Schema) -> str:
    section, where = OF_KIND[kind]
    own = schema["definitions"][_model(kind).__name__]
    rows = _rows(own, schema["definitions"], _examples(kind), _model(kind), ())
    guide = f"[{section}](authoring.md#{_anchor(section)})"
    return f"## {_title(kind)}\n\n{own['description']} In {where}; see {guide}.\n\n{rows}\n"


def _part(name: str, part: Schema, kind: str) -> str:
    path = next(_paths(_model(kind).__name__, name, json_schemas()[kind]["definitions"]))
    definitions = json_schemas()[kind]["definitions"]
    same = (
        other for other in definitions if definitions[other].get("properties", {}).keys() >= part["properties"].keys()
    )
    examples: Examples = {}
    for other in (name, *same):
        examples = {**_within(other), **examples}
    rows = _rows(part, definitions, examples, _model(kind), path)
    return f"### {_part_title(name)}\n\n{part['description']}\n\n{rows}\n"


def _part_title(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removeprefix("Written"))
    return words.capitalize()


def _paths(start: str, wanted: str, definitions: Schema) -> Iterator[tuple[str, ...]]:
    """The ways from one model to another, key by key."""
    for key, value in definitions[start].get("properties", {}).items():
        for name in _refs(value):
            if name == wanted:
                yield (key,)
            elif "properties" in definitions[name]:
                yield from ((key, *rest) for rest in _paths(name, wanted, definitions))


def _refs(value: Any) -> list[str]:
    return [*dict.fromkeys(re.findall(r"'#/definitions/(\w+)'", str(value)))]


def _rows(part: Schema, definitions: Schema, examples: Examples, model: type[Written], path: tuple[str, ...]) -> str:
    lines = ["| key | value | what it is | example |", "| --- | --- | --- | --- |"]
    for key, value in part["properties"].items():
        name = f"**`{key}`**" if key in part.get("required", ()) else f"`{key}`"
        kind = _value(value, definitions, model, (*path, key))
        lines.append(f"| {name} | {kind} | {_cell(value['description'])} | {_example(key, examples)} |")
    return "\n".join(lines) + "\n"


def _value(value: Schema, definitions: Schema, model: type[Written], path: tuple[str, ...]) -> str:
    """What may stand behind a key, in words."""
    choices = [one for one in value.get("anyOf", [value]) if one != {"type": "null"}]
    arrays = [one["items"] for one in choices if one.get("type") == "array"]
    inner = arrays or choices
    flat = [each for one in inner for each in one.get("anyOf", [one])]
    words = [*dict.fromkeys(_one(each, definitions, model, path) for each in flat)]
    return ("one or more: " if arrays else "") + " or ".join(words)


def _one(value: Schema, definitions: Schema, model: type[Written], path: tuple[str, ...]) -> str:
    for name in _refs(value):
        if "enum" in definitions[name]:
            return ", ".join(f"`{word}`" for word in definitions[name]["enum"])
        return f"[{_part_title(name).lower()}](#{_anchor(_part_title(name))})"
    if value.get("pattern") == _date_pattern():
        return "[date](authoring.md#dates)"
    if value.get("type") == "integer":
        return "number"
    return _text(model, path)


def _text(model: type[Written], path: tuple[str, ...]) -> str:
    """What kind of text."""
    if path[-1] in ("id", "formerly"):
        return "id"
    to = reference_at(model, path)
    if to is not None:
        return {ReferenceKind.MEDIA: "file of `content/media/`", ReferenceKind.VERDICT: "id of the scale"}.get(
            to, f"id of {'an' if to.value[0] in 'aeiou' else 'a'} {to.value}"
        )
    return "Markdown" if is_markdown(model, path) else "text"


@cache
def _date_pattern() -> str:
    (pattern,) = re.findall(r"'pattern': '(.*?)', 'type'", str(json_schemas()["claim"]["definitions"]["WrittenChange"]))
    return str(pattern).replace("\\\\", "\\")


def _example(key: str, examples: Examples) -> str:
    if key not in examples:
        return ""
    value = examples[key].rstrip("\n") if isinstance(examples[key], str) else examples[key]
    is_flow = isinstance(value, dict | list)
    text = yaml.safe_dump({key: value}, default_flow_style=is_flow, sort_keys=False, allow_unicode=True, width=10**6)
    text = text.strip()[1:-1] if is_flow else text.strip()
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    return f"`{_cell(shown)}`"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


@cache
def _blocks(section: str = "") -> tuple[Any, ...]:
    """The YAML of a section of the guide, or of all of it, in the order in which it stands there."""
    text = GUIDE.read_text(encoding="utf-8")
    text = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0] if section else text
    found = []
    for block in re.findall(r"^ *```yaml\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^(?=quote:)", block, flags=re.MULTILINE) if block.count("quote:") > 1 else [block]:
            loaded = yaml.safe_load(part)
            found += loaded if isinstance(loaded, list) else [loaded]
    return tuple(one for one in found if isinstance(one, dict))


@cache
def _examples(kind: str) -> Examples:
    """Key → the first value of it that the guide shows for this kind."""
    keys = json_schemas()[kind]["definitions"][_model(kind).__name__]["properties"]
    found: Examples = {}
    for block in (*_blocks(OF_KIND[kind][0]), *_blocks("Records"), *_blocks()):
        if block.keys() <= keys.keys():
            found = {**block, **found}
    return {key: value for key, value in found.items() if value not in (None, [])}


def _within(name: str) -> Examples:
    """Key → the first value of it that the guide shows for a part of records."""
    found: Examples = {}
    for kind, schema in _in_order():
        definitions = schema["definitions"]
        if name not in definitions:
            continue
        for path in _paths(_model(kind).__name__, name, definitions):
            for block in (*_blocks(OF_KIND[kind][0]), *_blocks()):
                for value in _at(block, path):
                    if value.keys() <= definitions[name]["properties"].keys():
                        found = {**value, **found}
    return found


def _at(block: Any, path: tuple[str, ...]) -> Iterator[Examples]:
    values = block if isinstance(block, list) else [block]
    for value in values:
        if isinstance(value, dict):
            if not path:
                yield value
            elif path[0] in value:
                yield from _at(value[path[0]], path[1:])
