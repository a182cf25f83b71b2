"""Reads Bicep with the grammar of tree-sitter: what is declared, what is used, what is set.

``types.json`` holds what Azure's resource types may contain (names, what is required, listed
values), as Microsoft publishes them for Bicep (bicep-types-az).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tree_sitter_bicep
from tree_sitter import Language, Node, Parser

INFRA = Path(__file__).parents[2] / "infra"
TYPES: dict[str, Any] = json.loads((Path(__file__).parent / "types.json").read_text("utf-8"))
_PARSER = Parser(Language(tree_sitter_bicep.language()))

FUNCTIONS = frozenset({
    "concat", "contains", "description", "empty", "environment", "guid", "json", "loadTextContent",
    "max", "readEnvironmentVariable", "resourceGroup", "string", "subscriptionResourceId", "take",
    "newGuid", "tenant", "toUpper", "uniqueString",
})  # fmt: skip
"""Those of Bicep that are used here; a slip in a name is none of them."""

DECLARATIONS = {
    "parameter_declaration": "param",
    "variable_declaration": "var",
    "resource_declaration": "resource",
    "module_declaration": "module",
    "output_declaration": "output",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """One statement: ``kind`` is its keyword, ``value`` what stands behind the equals sign."""

    kind: str
    name: str
    node: Node
    value: Node | None
    of: str = ""
    decorators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """``faults`` are the places that the grammar does not understand."""

    faults: tuple[str, ...]
    root: Node
    declared: tuple[Declared, ...] = field(default=())

    def named(self, *kinds: str) -> dict[str, Declared]:
        return {one.name: one for one in self.declared if one.kind in kinds}


def read(path: Path) -> File:
    """A file of resources, or of parameters: those are assignments, which the grammar knows as
    variables."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".bicepparam":
        text = re.sub(r"^using .*$", "", text, flags=re.MULTILINE)
        text = re.sub(r"^param ", "var ", text, flags=re.MULTILINE)
    return parse(text)


def parse(text: str) -> File:
    root = _PARSER.parse(text.encode()).root_node
    faults = tuple(
        f"line {node.start_point[0] + 1}: {said(node)[:60]!r}"
        for node in walk(root)
        if node.is_error or node.is_missing
    )
    return File(faults, root, tuple(_declared(root)))


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def said(node: Node) -> str:
    return (node.text or b"").decode()


def _declared(root: Node) -> Iterator[Declared]:
    decorators: tuple[str, ...] = ()
    for node in root.children:
        if node.type == "decorators":
            calls = (child for child in walk(node) if child.type == "call_expression")
            decorators = tuple(said(call.children[0]) for call in calls)
        elif node.type in DECLARATIONS:
            name = next(said(child) for child in node.children if child.type == "identifier")
            types = [child.type for child in node.children]
            at = types.index("=") if "=" in types else None
            head = node.children[:at]
            of = next((text_of(child) for child in head if child.type == "string"), "")
            value = None if at is None else node.children[at + 1]
            kind = DECLARATIONS[node.type]
            yield Declared(kind, name, node, value, of, decorators)
            decorators = ()


def text_of(node: Node) -> str:
    """The text of a string, with ``${}`` for what is put into it."""
    inner = node.children[1:-1]
    return "".join("${}" if child.type == "interpolation" else said(child) for child in inner)


def body(node: Node | None) -> Node | None:
    """The object of a resource or a module, behind a condition or a loop."""
    while node is not None and node.type in {"if_statement", "for_statement"}:
        node = next((c for c in node.children if c.type in {"object", "if_statement"}), None)
    return node if node is not None and node.type == "object" else None


def members(node: Node) -> dict[str, Node]:
    """The properties of an object, by name."""
    found = {}
    for entry in node.children:
        if entry.type == "object_property":
            key, value = entry.children[0], entry.children[-1]
            found[text_of(key) if key.type == "string" else said(key)] = value
    return found


def used(node: Node) -> Iterator[tuple[Node, str]]:
    """Every name that is used (not: declared, or a key of an object)."""
    for found in walk(node):
        if found.type != "identifier" or found.parent is None:
            continue
        parent = found.parent
        key = parent.type == "object_property" and parent.children[0] == found
        loop = parent.type == "for_statement" and parent.children[2] == found
        own = parent.type in DECLARATIONS and parent.children[-1] != found
        if not (key or loop or own):
            yield found, said(found)


def loop_names(node: Node) -> set[str]:
    """The names that loops give to what they go through."""
    return {said(n.children[2]) for n in walk(node) if n.type == "for_statement"}


# ---------------------------------------------------------------- Azure's types


def type_faults(resource: Declared) -> Iterator[str]:
    """What Azure would refuse in a resource: unknown names, missing ones, unlisted values."""
    content, known = body(resource.value), TYPES[resource.of]
    assert content is not None
    given = {k: v for k, v in members(content).items() if k not in {"parent", "scope"}}
    yield from _object_faults(resource.of, given, known["members"], known["types"])


def _object_faults(
    path: str, given: Mapping[str, Node], allowed: Mapping[str, Any], types: Mapping[str, Any]
) -> Iterator[str]:
    for name in given.keys() - allowed.keys():
        yield f"{path}: there is no {name}"
    for name, (kind, required) in allowed.items():
        if name in given:
            yield from _value_faults(f"{path}.{name}", given[name], kind, types)
        elif required:
            yield f"{path}: {name} is missing"


def _value_faults(path: str, node: Node, kind: str, types: Mapping[str, Any]) -> Iterator[str]:
    if node.type == "object":
        yield from _named_faults(path, members(node), types.get(kind), types)
    elif node.type == "call_expression" and said(node.children[0]) == "concat":
        for part in node.children[1].named_children:
            yield from _value_faults(path, part, kind, types)
    elif node.type == "array" and kind.endswith("[]"):
        for item in node.named_children:
            yield from _value_faults(f"{path}[]", item, kind.removesuffix("[]"), types)
    elif node.type == "string" and " | " in kind:
        listed = kind.split(" | ")
        if "string" in listed:
            listed.remove("string")  # "or whatever comes later": nothing that is used here
        if "${}" not in text_of(node) and text_of(node) not in listed:
            yield f"{path}: {text_of(node)!r} is none of {kind}"
    else:
        yield from _plain_faults(path, node, kind)


def _named_faults(
    path: str, given: Mapping[str, Node], known: Any, types: Mapping[str, Any]
) -> Iterator[str]:
    if known is None or "any" in known:
        return
    if "by" not in known:
        yield from _object_faults(path, given, known["members"], types)
        return
    named = text_of(given[known["by"]]) if known["by"] in given else ""
    if named not in known["elements"]:
        yield f"{path}: {named!r} is no {known['by']}"
    else:
        allowed = {**known["base"], **known["elements"][named]}
        yield from _object_faults(path, given, allowed, types)


def _plain_faults(path: str, node: Node, kind: str) -> Iterator[str]:
    plain = {"number": "int", "boolean": "bool", "string": "string"}.get(node.type)
    if plain and kind in {"int", "bool", "string"} and plain != kind:
        yield f"{path}: {said(node)} is no {kind}"
