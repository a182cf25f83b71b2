"""The app package: what Teams refuses is noticed here, in both languages."""

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from bot.teams.intents import NotUnderstood
from bot.teams.typed import read
from manifest import build

APP_ID = "11111111-2222-3333-4444-555555555555"
SITE = "https://www.example.com"
JAPANESE = json.loads((Path(build.__file__).parent / "ja.json").read_text(encoding="utf-8"))
LIMITS = {
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
    "description.full": 4000,
    "title": 32,
    "description": 128,
}


@pytest.fixture(scope="module")
def package() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(build.build(APP_ID, SITE)))


def texts(manifest: dict[str, Any]) -> dict[str, str]:
    """Every text that people read, by the key that the localisation file uses for it."""
    found = {f"{a}.{b}": manifest[a][b] for a in ("name", "description") for b in ("short", "full")}
    for n, commands in enumerate(manifest["bots"][0]["commandLists"]):
        for m, command in enumerate(commands["commands"]):
            for key, text in command.items():
                found[f"bots[0].commandLists[{n}].commands[{m}].{key}"] = text
    return found


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of an RGBA picture without filters."""
    width, height = struct.unpack(">II", png[16:24])
    (length,) = struct.unpack(">I", png[33:37])
    raw = zlib.decompress(png[41 : 41 + length])
    line = width * 4 + 1
    return width, height, [raw[y * line + 1 : (y + 1) * line] for y in range(height)]


def test_the_package_holds_what_the_manifest_names(package: zipfile.ZipFile) -> None:
    """Manifest, language file and icons lie at the root, and nothing else."""
    manifest = json.loads(package.read("manifest.json"))
    languages = [one["file"] for one in manifest["localizationInfo"]["additionalLanguages"]]
    named = {"manifest.json", *languages, *manifest["icons"].values()}
    assert set(package.namelist()) == named


def test_the_bot_is_the_one_that_was_asked_for(package: zipfile.ZipFile) -> None:
    """The application id stands in both places; no placeholder is left."""
    manifest = json.loads(package.read("manifest.json"))
    assert (manifest["id"], manifest["bots"][0]["botId"]) == (APP_ID, APP_ID)
    assert not re.search(rb"\{[a-z ]+\}", package.read("manifest.json"))
    assert all(url.startswith(SITE) for key, url in manifest["developer"].items() if "Url" in key)


def test_both_languages_keep_the_limits_of_teams() -> None:
    """Teams refuses a package with one text too long."""
    for language in (texts(build.manifest(APP_ID, SITE)), JAPANESE):
        for key, text in language.items():
            limit = LIMITS.get(key) or LIMITS.get(key.rpartition(".")[2])
            if limit is not None:
                assert 0 < len(text) <= limit, key


def test_everything_is_said_in_japanese_too() -> None:
    """Each text has its Japanese counterpart, and no key leads nowhere."""
    assert set(JAPANESE) - {"$schema"} == set(texts(build.manifest(APP_ID, SITE)))


def test_japanese_texts_are_japanese() -> None:
    """Apart from the app's name nothing was forgotten."""
    english = texts(build.manifest(APP_ID, SITE))
    same = [key for key in english if JAPANESE[key] == english[key]]
    assert same == ["name.short"]
    forbidden = re.compile("クレーム|群れ|リエゾン|期限切れ|!|！")
    assert not [text for text in JAPANESE.values() if forbidden.search(text)]


def test_the_lists_of_commands_keep_their_limits() -> None:
    """At most three lists with at most ten commands, only for scopes that the bot is in."""
    (bot,) = build.manifest(APP_ID, SITE)["bots"]
    assert len(bot["commandLists"]) <= 3
    for commands in bot["commandLists"]:
        assert set(commands["scopes"]) <= set(bot["scopes"])
        assert 0 < len(commands["commands"]) <= 10


def test_every_command_is_understood_in_both_languages() -> None:
    """Teams writes the command's title into the message: the bot must know it, as the same thing."""
    for key, english in texts(build.manifest(APP_ID, SITE)).items():
        if key.endswith(".title"):
            meant = read(english)
            assert not isinstance(meant, NotUnderstood), english
            assert type(read(JAPANESE[key])) is type(meant), JAPANESE[key]


def test_the_color_icon_is_as_teams_wants_it(package: zipfile.ZipFile) -> None:
    """192 pixels, solid to the edges, the symbol in the middle 96."""
    width, height, rows = pixels(package.read("color.png"))
    assert (width, height) == (192, 192)
    edge = rows[0][:4]
    assert edge[3] == 255
    for y, row in enumerate(rows):
        for x in range(width):
            if not (48 <= x < 144 and 48 <= y < 144):
                assert row[x * 4 : x * 4 + 4] == edge
    assert rows[96][96 * 4 : 96 * 4 + 4] == b"\xff\xff\xff\xff"


def test_the_outline_icon_is_as_teams_wants_it(package: zipfile.ZipFile) -> None:
    """32 pixels, pure white, transparent elsewhere."""
    width, height, rows = pixels(package.read("outline.png"))
    assert (width, height) == (32, 32)
    seen = [row[x * 4 : x * 4 + 4] for row in rows for x in range(width)]
    assert all(pixel[:3] == b"\xff\xff\xff" for pixel in seen)
    assert {pixel[3] for pixel in seen} >= {0, 255}


def test_the_same_input_gives_the_same_package() -> None:
    """Two builds can be compared byte by byte."""
    assert build.build(APP_ID, SITE) == build.build(APP_ID.upper(), SITE + "/")


@pytest.mark.parametrize("app_id", ["", "bot", APP_ID + "0", '"}'])
def test_what_is_no_application_id_is_refused(app_id: str) -> None:
    """The message shows the form that is expected."""
    with pytest.raises(ValueError, match="expected: 8-4-4-4-12"):
        build.build(app_id, SITE)


@pytest.mark.parametrize("website", ["", "www.example.com", "http://www.example.com"])
def test_what_is_no_https_address_is_refused(website: str) -> None:
    """Teams accepts https addresses only."""
    with pytest.raises(ValueError, match="https"):
        build.build(APP_ID, website)
