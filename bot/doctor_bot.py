"""The bot that runs, and the app package that was uploaded: are they what this program is?"""

import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.doctor_report import Finding, fault, note, ok, why
from bot.doctor_teams import NETWORK, Network
from bot.version import VERSION


async def running(network: Network, url: str, *, asked: bool) -> list[Finding]:
    """Whether a bot runs at ``url``, is ready, and is this version. ``asked``: it must."""
    url = url.rstrip("/")
    try:
        status, content = await network.get(f"{url}/healthz")
    except (OSError, aiohttp.ClientError) as error:
        said = f"no bot answers at {url} ({why(error)})"
        if asked:
            return [fault("bot", said, f"look at its logs, and {NETWORK}")]
        return [note("bot", said, "start it, or name its address: --url https://...")]
    version = content.get("version") if isinstance(content, dict) else None
    if status != 200 or not isinstance(version, str):
        todo = "look at the address: something else answers there"
        return [fault("bot", f"{url}/healthz answers {status}, and is no swarmbot", todo)]
    if version != VERSION:
        todo = "bring both to the same version; then build the app package anew"
        found = fault("bot", f"{url} runs {version}, this program is {VERSION}", todo)
    else:
        found = ok("bot", f"{url} runs {version}")
    return [found, await _ready(network, url)]


async def _ready(network: Network, url: str) -> Finding:
    try:
        status, content = await network.get(f"{url}/readyz")
    except (OSError, aiohttp.ClientError) as error:
        return fault("bot", f"/readyz: {why(error)}", "look at its logs")
    said = json.dumps(content, ensure_ascii=False)[:300]
    named = content.get("status") if isinstance(content, dict) else None
    if status != 200:
        return fault("bot", f"not ready: {said}", "see the other checks, and its logs")
    if named != "ready":
        return note("bot", f"ready, but: {said}", "see the other checks")
    return ok("bot", "ready")


UNREADABLE = (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, IndexError)


def _told(path: Path) -> dict[str, str]:
    """What the package says of itself. Raises UNREADABLE."""
    with zipfile.ZipFile(path) as zipped:
        manifest: Any = json.loads(zipped.read("manifest.json"))
    return {
        "version": str(manifest["version"]),
        "app id": str(manifest["bots"][0]["botId"]),
        "host": str((manifest.get("validDomains") or [""])[0]),
    }


def app_id_of(path: Path) -> str:
    """The bot that the package belongs to; empty when it cannot be read."""
    try:
        return _told(path)["app id"]
    except UNREADABLE:
        return ""


def package(path: Path, app_id: str, url: str) -> list[Finding]:
    """Whether the package that is (to be) uploaded fits the bot. ``url`` "": not compared."""
    try:
        told = _told(path)
    except UNREADABLE as error:
        todo = "build it: swarmbot manifest --app-id ... --host ..."
        return [fault("package", f"{path} is no app package ({why(error)})", todo)]
    wanted = {"version": VERSION, "app id": app_id.lower(), "host": urlsplit(url).hostname or ""}
    wrong = [
        f"{name} {told[name]} instead of {value}"
        for name, value in wanted.items()
        if value and told[name] != value
    ]
    if wrong:
        todo = "build it anew with swarmbot manifest, and upload it in the Teams admin centre"
        return [fault("package", f"{path}: {', '.join(wrong)}", todo)]
    return [ok("package", f"{path}: version {VERSION} for this bot")]
