"""A small HTML drawing of the elements that our cards are made of, for people to look at.

Not a renderer of Adaptive Cards: it knows our own subset, and shows the JSON of each card below.
"""

import json
import re
from html import escape
from typing import Any

from cards.render import Card, size

STYLE = """
body{max-width:920px;font:14px/1.4 "Segoe UI","Noto Sans CJK JP","Noto Sans JP",sans-serif;margin:1em;background:#f0f0f0}
h1{font-size:20px}h2{font-size:15px;margin:2em 0 .5em}
.pair{display:flex;gap:24px;align-items:flex-start;flex-wrap:wrap}
.card{width:400px;padding:14px 16px;background:#fff;border:1px solid #ddd;border-radius:6px}
.card>*{margin-top:8px}.none{margin-top:0!important}.small{margin-top:4px!important}
.medium{margin-top:16px!important}.line{border-top:1px solid #e4e4e4;padding-top:8px}
.fill{margin-left:-16px;margin-right:-16px;padding:10px 16px}.fill>*+*,.box>*+*{margin-top:8px}
.accent{background:#c7dcf7}.attention{background:#f9d7d9}.good{background:#dff0d0}
.emphasis{background:#eee}.warning{background:#fdf1c8}
.row{display:flex;gap:8px}.stretch{flex:1;min-width:0}.set{display:flex;flex-wrap:wrap;gap:6px}
.card button{font:600 14px/1.3 inherit;font-family:inherit;padding:5px 12px;border:1px solid #ccc;
border-radius:4px;background:#fff}.card button.positive{background:#5b5fc7;color:#fff;border:0}
.bold{font-weight:600}.subtle{color:#666}.s{font-size:12px}.large{font-size:18px}
.extraLarge{font-size:24px;line-height:1.25}.red{color:#c4314b}.blue{color:#5b5fc7}.right{text-align:right}
label{display:block;font-size:12px;font-weight:600}input,select,textarea{width:100%;font:400 14px/1.3 inherit;font-family:inherit;font-weight:400;
box-sizing:border-box;padding:4px 8px;border:1px solid #bbb;border-radius:4px}
.at{color:#5b5fc7}.code{font-family:monospace}details{width:432px;font-size:12px}.card details{width:auto}pre{overflow:auto;max-height:400px}
"""
_SPACING = {"none": "none", "small": "small", "medium": "medium"}
_COLOR = {"attention": "red", "accent": "blue"}


def page(cards: dict[str, dict[str, Card]]) -> str:
    """One self-contained page: name of the card -> language -> card, side by side."""
    blocks = [
        f"<h2 id='{escape(name)}'>{escape(name)}</h2><div class='pair'>"
        + "".join(f"<div>{draw(card)}{_source(card)}</div>" for card in both.values())
        + "</div>"
        for name, both in cards.items()
    ]
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>Cards</title>"
        f"<style>{STYLE}</style></head><body><h1>Cards</h1>{''.join(blocks)}</body></html>\n"
    )


def draw(card: Card) -> str:
    inside = "".join(_element(one) for one in card["body"])
    actions = card.get("actions")
    row = _element({"type": "ActionSet", "actions": actions}) if actions else ""
    return f"<div class='card' lang='{card['lang']}'>{inside}{row}</div>"


def _source(card: Card) -> str:
    text = escape(json.dumps(card, ensure_ascii=False, indent=1))
    return f"<details><summary>JSON, {size(card)} B</summary><pre>{text}</pre></details>"


def _element(one: dict[str, Any]) -> str:
    kind = str(one["type"])
    if kind == "TextBlock":
        return f"<div class='{_classes(one)}'{_clamp(one)}>{_markdown(one['text'])}</div>"
    if kind == "RichTextBlock":
        runs = "".join(f"<span class='{_classes(r)}'>{escape(r['text'])}</span>"
                       for r in one["inlines"])  # fmt: skip
        return f"<div class='{_classes(one)}'>{runs}</div>"
    if kind == "ActionSet":
        buttons = "".join(
            f"<button class='{a.get('style', '')}'>{escape(a['title'])}</button>"
            for a in one["actions"]
        )
        return f"<div class='set {_classes(one)}'>{buttons}</div>"
    if kind == "ColumnSet":
        columns = "".join(
            f"<div class='{c['width']}'>{''.join(map(_element, c['items']))}</div>"
            for c in one["columns"]
        )
        return f"<div class='row {_classes(one)}'>{columns}</div>"
    if kind == "Container":
        return _container(one)
    return _input(one)


def _container(one: dict[str, Any]) -> str:
    inside = "".join(map(_element, one["items"]))
    style = one.get("style")
    box = f"<div class='{f'fill {style}' if style else 'box'} {_classes(one)}'>{inside}</div>"
    if one.get("isVisible") is False:
        return f"<details><summary>More</summary>{box}</details>"
    return box


def _input(one: dict[str, Any]) -> str:
    label = escape(one["label"]) + (" <span class='red'>*</span>" if one.get("isRequired") else "")
    if one["type"] == "Input.ChoiceSet":
        chosen = one.get("value")
        hint = f"<option selected>{escape(one.get('placeholder', ''))}</option>"
        options = ("" if chosen else hint) + "".join(
            f"<option{' selected' if c['value'] == chosen else ''}>{escape(c['title'])}</option>"
            for c in one["choices"]
        )
        return f"<label>{label}<select>{options}</select></label>"
    value, hint = escape(one.get("value", "")), escape(one.get("placeholder", ""))
    if one.get("isMultiline"):
        return f"<label>{label}<textarea rows='3' placeholder='{hint}'>{value}</textarea></label>"
    return f"<label>{label}<input value='{value}' placeholder='{hint}'></label>"


def _clamp(one: dict[str, Any]) -> str:
    """No more lines than the card wants."""
    lines = one.get("maxLines")
    if not lines:
        return ""
    box = "display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden"
    return f" style='{box};-webkit-line-clamp:{int(lines)}'"


def _classes(one: dict[str, Any]) -> str:
    spacing = _SPACING.get(one.get("spacing", ""), "")
    size_ = {"small": "s"}.get(one.get("size", ""), one.get("size", ""))
    found = [
        spacing,
        size_,
        "bold" if one.get("weight") == "bolder" else "",
        "subtle" if one.get("isSubtle") else "",
        _COLOR.get(one.get("color", ""), ""),
        "right" if one.get("horizontalAlignment") == "right" else "",
        "line" if one.get("separator") else "",
        "code" if str(one.get("fontType", "")).lower() == "monospace" else "",
    ]
    return " ".join(name for name in found if name)


def _markdown(text: str) -> str:
    """Links, mentions, backslashes, and what runbooks are written with: lines and strong words."""
    safe = escape(text, quote=False)
    safe = re.sub(r"&lt;at&gt;(.*?)&lt;/at&gt;", r"<span class='at'>\1</span>", safe)
    safe = re.sub(r"\[((?:\\.|[^\]\\])*)\]\((https?://[^)]+)\)", r"<a href='\2'>\1</a>", safe)
    safe = re.sub(r"(?<!\\)\*\*([^*\n]+)\*\*", r"<b>\1</b>", safe)
    safe = re.sub(r"(?<![\\*])\*([^*\n]+)\*", r"<i>\1</i>", safe).replace("\n", "<br>")
    return re.sub(r"\\([\\`*\[\]~_#+.)-])", r"\1", safe)
