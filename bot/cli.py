"""The commands of ``swarmbot``: those that run it, and the way into all others.

The environment is read here, the real clock in ``bot.cli_parts``; the bot is given both.

Exit codes: 0 done, 1 the answer is no (a policy with faults, nothing found), 2 it could not be
tried (settings, store, usage). Faults are lines on the standard error, never a traceback.
"""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import cli_cases, cli_install
from bot.cli_parts import VARIABLES_HELP, now, one_of, real_time, refused, store_of
from bot.garbage import kept_for_good
from bot.policyform import PolicyError
from bot.ports import StoreDown, UnknownKind
from bot.settings import Settings, SettingsError
from bot.store.errors import CannotOpen

app = typer.Typer(
    name="swarmbot",
    help="Swarm on Sev-A tickets in Microsoft Teams: who looks at what, and when the customer "
    "hears from us next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
policy_app = typer.Typer(help="The team's rules.", no_args_is_help=True)
app.add_typer(policy_app, name="policy")
app.add_typer(cli_cases.app)
app.add_typer(cli_install.app)


def main(args: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> NoReturn:
    """The command line; tests give their own arguments and environment."""
    given = dict(os.environ if environ is None else environ)
    try:
        app(args=None if args is None else list(args), obj=given, prog_name="swarmbot")
    except (SettingsError, PolicyError, CannotOpen, StoreDown, UnknownKind) as error:
        refused(2, *(str(error).splitlines() or [type(error).__name__]))
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(2)


@app.command(
    epilog=VARIABLES_HELP + "\n\nSWARM_TICKET_SECRET_GENERIC: whsec_... (Standard Webhooks)"
)
def run(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Instead of SWARM_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Instead of SWARM_PORT.")] = None,
    policy: Annotated[Path | None, typer.Option(help="Instead of SWARM_POLICY.")] = None,
) -> None:
    """Serve Teams and ticket webhooks until stopped.

    Example: SWARM_DEV=1 swarmbot run --policy examples/demo-policy.toml
    """
    options = {"SWARM_HOST": host, "SWARM_PORT": port, "SWARM_POLICY": policy}
    given = {name: str(value) for name, value in options.items() if value is not None}
    settings = Settings.read({**context.obj, **given})
    with kept_for_good():
        from bot.app import serve
        from bot.logs import configure

    configure(settings.log)
    asyncio.run(serve(settings, settings.policy, real_time(), context.obj))


@app.command()
def demo(
    context: typer.Context,
    lang: Annotated[str, typer.Option(help="en or ja.")] = "en",
    port: Annotated[int, typer.Option(help="The bot's port.", min=1, max=65535)] = 3978,
    client_port: Annotated[
        int, typer.Option(help="The port of the Teams client.", min=1, max=65535)
    ] = 56150,
    store: Annotated[str, typer.Option(help="sqlite, or azurite for Azure Tables.")] = "sqlite",
) -> None:
    """A Sev-A on this machine: the bot, the Agents Playground as Teams client, a sample ticket.

    Example: swarmbot demo --lang ja
    """
    from bot.demo import STORES, Demo, DemoError

    one_of(store, "store", STORES)
    one_of(lang, "language", ("en", "ja"))
    try:
        code = asyncio.run(Demo(lang, port, client_port, context.obj, store).run(now))
    except DemoError as error:
        raise refused(2, error) from None
    raise typer.Exit(code)


@app.command()
def cards(
    folder: Annotated[Path, typer.Argument(help="Where to write the page.")] = Path("out"),
) -> None:
    """Write a page that shows every card in both languages.

    Example: swarmbot cards out
    """
    from cards.preview import write

    folder.mkdir(parents=True, exist_ok=True)
    print(write(folder))


@policy_app.command()
def check(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="The policy: a TOML file.")],
) -> None:
    """Name every fault of a policy, or say what it means: who is on duty, what happens when.

    With a store (SWARM_STORE) the people are looked up among those whom the bot has met.

    Example: swarmbot policy check examples/policy.toml
    """
    from bot import reading
    from bot.policyfile import PolicyFile
    from bot.policytext import summary

    file = PolicyFile(path)
    try:
        file.refresh()
    except PolicyError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        raise typer.Exit(1) from None
    looked_up = bool(context.obj.get("SWARM_STORE"))
    people = asyncio.run(reading.people(store_of(context))) if looked_up else []
    print(summary(file.policy(people), now(), looked_up=looked_up))
