"""Whatever people and tickets write: the card stays small, valid and ours."""

import json
from dataclasses import replace
from pathlib import Path

import adaptive_cards
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from cards.forms import form_card
from cards.ping import ping_card
from cards.render import LIMIT, size
from cards.samples.asked import forms, pings
from cards.samples.swarms import busy
from cards.swarm import swarm_card
from cards.text import begin, clean, cut, escape, link, name_of
from cards.views import AreaView, ContactView, NoteView, PromiseView, SwarmView
from tests.cards.looking import ALL, FORMS, WORDS, elements, inputs, read

SCHEMA = json.loads(
    (Path(adaptive_cards.__file__).parent / "schemas" / "schema-1.5.json").read_text("utf-8")
)
VALIDATOR = Draft6Validator(SCHEMA)


def monster(language: str, text: str) -> SwarmView:
    areas = tuple(
        AreaView(f"a{n}", text, ("free", "looking", "suspect", "ruled_out", "not_relevant")[n % 5],
                 text, (text,) * 9, busy(language).as_of, text)
        for n in range(100)
    )  # fmt: skip
    view = busy(language)
    promise = PromiseView(2, "update", view.as_of, True, text, text, True, text)
    return replace(
        view, title=text, customer=text, impact=text, areas=areas, lead=text, liaison=text * 2,
        promise=promise, other_promises=(promise,) * 50, unknown_people=(text,) * 50,
        last_contact=ContactView(view.as_of, "phone", text, text, text),
        next_action=(text, text, view.as_of), recovery=(view.as_of, text, text),
        addable=(("k", text),) * 50, hold=("call", text, view.as_of), no_next=text,
        note=NoteView("already-claimed", {"name": text, "area": text, "at": view.as_of}, "a1"),
    )  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("text", ["あ" * 1_000_000, "W*" * 500_000, "\\" * 1_000_000, "😀" * 9999])
def test_a_card_is_never_above_28_kb(language: str, text: str) -> None:
    """A megabyte of description and a hundred areas: cut politely, the ticket's link kept."""
    card = swarm_card(monster(language, text), WORDS[language])
    assert size(card) <= LIMIT
    assert (
        "(https://desk.example.com/tickets/2611240012)"
        in card["body"][0]["columns"][0]["items"][0]["text"]
    )


@pytest.mark.parametrize("form", forms("en"))
def test_a_form_is_never_above_28_kb(form: str) -> None:
    """The same for what is typed, and for long lists."""
    long = "あ" * 100_000
    view = forms("ja")[form]
    view = replace(
        view,
        customer=long,
        values=dict.fromkeys(("said", "to", "text", "title", "reason", "message"), long),
        areas=tuple(AreaView(f"a{n}", long, "looking", long) for n in range(100)),
        people=tuple((f"p{n}", long) for n in range(100)),
        promises=tuple(PromiseView(n, "report", view.as_of, True, long) for n in range(100)),
        addable=tuple((f"k{n}", long) for n in range(100)),
    )
    assert size(form_card(view, WORDS["ja"])) <= LIMIT


@pytest.mark.parametrize("name", ALL)
def test_every_card_is_valid_for_version_1_5(name: str) -> None:
    """Against the schema in the library's wheel, without Teams' own root key."""
    card = {key: value for key, value in ALL[name][1].items() if key != "msteams"}
    assert [error.message for error in VALIDATOR.iter_errors(card)] == []
    assert card["version"] == "1.5"


@pytest.mark.parametrize("name", ALL)
def test_every_card_speaks_its_language_and_has_a_fallback(name: str) -> None:
    """Screen readers and notifications need both."""
    language, card = ALL[name]
    assert card["lang"] == language
    assert card["fallbackText"]


@pytest.mark.parametrize("name", FORMS)
def test_every_input_is_labelled(name: str) -> None:
    """A placeholder is not read aloud; a required input says what is missing."""
    for one in inputs(FORMS[name][1]):
        assert one["label"]
        assert not one.get("isRequired") or one["errorMessage"]


@pytest.mark.parametrize("name", FORMS)
def test_the_ids_of_a_form_are_unique(name: str) -> None:
    """What is typed arrives once, and never under the name of something else."""
    ids = [one["id"] for one in inputs(FORMS[name][1])]
    assert len(set(ids)) == len(ids)
    action = next(iter(FORMS[name][1].get("actions", [{"data": {}}])))
    assert not set(ids) & set(action["data"])


EVIL = "<at>everyone</at> **bold** [click](https://evil.example) `x` _y_ \x00\x1b\u202e\n# head"


def test_ticket_text_has_no_effect() -> None:
    """No mention, no markup, no line break, no sign that turns the text around."""
    assert escape(EVIL) == (
        "＜at＞everyone＜/at＞ \\*\\*bold\\*\\* \\[click\\](https://evil.example) \\`x\\` \\_y\\_ # head"
    )


@pytest.mark.parametrize("language", WORDS)
def test_nothing_from_a_ticket_is_markup_on_any_card(language: str) -> None:
    """On the live card, in a ping and in a form."""
    words = WORDS[language]
    ping = replace(pings(language)["arrival"], customer=EVIL, args={"title": EVIL, "t": None})
    form = replace(forms(language)["contact-again"], customer=EVIL, values={"said": EVIL})
    cards = [swarm_card(monster(language, EVIL), words), ping_card(ping, words)]
    for card in [*cards, form_card(form, words)]:
        for one in elements(card):
            if one["type"] == "TextBlock":
                assert "<at>everyone" not in one["text"]
                assert "[click]" not in one["text"].replace("\\[click\\]", "")
                assert "\n" not in one["text"]
                assert "\x00" not in one["text"]


def test_mentions_are_written_as_the_entities_say() -> None:
    """Teams ignores a mention whose text differs by a sign; an unknown person is only named."""
    view = pings("ja")["now"]
    odd = replace(view.mentions[0], name="Sato <b>*Ken*</b>\n(佐藤)")
    card = ping_card(replace(view, mentions=(odd, replace(odd, id="", name="X_Y"))), WORDS["ja"])
    [entity] = card["msteams"]["entities"]
    assert entity["text"] == f"<at>{entity['mentioned']['name']}</at>"
    assert entity["text"] in card["body"][0]["text"]
    assert "X_Y" in card["body"][0]["text"]


@given(st.text(max_size=300), st.integers(2, 60))
@settings(max_examples=200, deadline=None)
def test_cut_never_exceeds_its_width(text: str, width: int) -> None:
    """East Asian signs count double; what is cut ends in …"""
    short = cut(text, width)
    assert len(short) <= width
    assert short == text or short.endswith("…")


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_escaped_text_is_one_safe_line(text: str) -> None:
    """For any text at all."""
    safe = escape(text)
    assert "<" not in safe
    assert "\n" not in safe
    assert not any(ord(sign) < 32 for sign in safe)


@pytest.mark.parametrize(
    ("text", "safe"), [("1. a", "1\\. a"), ("- a", "\\- a"), ("# a", "\\# a"), ("2x", "2x")]
)
def test_a_paragraph_is_no_list_and_no_heading(text: str, safe: str) -> None:
    """A title that begins with "1." would be indented."""
    assert begin(text) == safe


def test_only_web_addresses_become_links() -> None:
    """A ticket cannot put a script or a broken bracket behind its number."""
    assert link("1", "https://x.example/a(b)") == "[1](https://x.example/a%28b%29)"
    assert link("1", "javascript:alert(1)") == "1"
    assert link("1", "https://x.example/ b") == "1"


def test_names_keep_their_form() -> None:
    """Never split, turned or shortened; only markup goes."""
    for name in ("佐藤 健", "Sato, Ken", "SATO Ken (佐藤 健)", "佐藤(健)", "O'Neill-Byrne"):
        assert name_of(name) == name
        assert clean(name) == name


@pytest.mark.parametrize("name", [name for name in ALL if name.endswith(".ja")])
def test_no_english_sentence_on_a_japanese_card(name: str) -> None:
    """Every card draws in both languages, whole; but a command is the same in both."""
    if name.startswith("runbook"):
        assert "手順" in read(ALL[name][1])[0]
        return
    told = [text for text in read(ALL[name][1]) if text.isascii() and " " in text.strip()]
    assert [t for t in told if not t.startswith(("Aoife", "Sev-A 26"))] == []
