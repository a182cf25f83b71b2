"""What the commands of ``swarmbot`` share: the real clock, the store that is asked, refusals."""

import asyncio
import sys
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import VARIABLES, Settings

if TYPE_CHECKING:
    from bot.app import Time

VARIABLES_HELP = "Environment:\n\n" + "\n\n".join(
    f"{name}: {expected}" for name, expected in VARIABLES.items()
)
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]


def now() -> datetime:
    return datetime.now(UTC)


def real_time() -> "Time":
    from bot.app import Time

    return Time(now, monotonic, asyncio.sleep)


def store_of(context: typer.Context) -> str:
    """The address of the store. Raises SettingsError."""
    return Settings.read(context.obj, serving=False).store.get_secret_value()


def refused(code: int, *faults: object) -> typer.Exit:
    """To be raised: each fault has been said on the standard error, and ``code`` is the exit's."""
    for fault in faults:
        print(f"swarmbot: {fault}", file=sys.stderr)
    return typer.Exit(code)


def one_of(given: str, what: str, known: tuple[str, ...]) -> None:
    """Raises BadParameter (a fault of usage) unless ``given`` is known."""
    if given not in known:
        raise typer.BadParameter(f"{given!r} is not a {what}; expected: {' or '.join(known)}")
