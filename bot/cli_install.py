"""The commands for whoever sets the bot up or moves it: the app package, the doctor, a rehearsal, a
copy of the store.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.cli_parts import VARIABLES_HELP, AsJson, one_of, real_time, refused

if TYPE_CHECKING:
    from bot.doctor_report import Finding

app = typer.Typer()


@app.command()
def manifest(
    app_id: Annotated[
        str, typer.Option(help="The bot's application (client) id, as MicrosoftAppId.")
    ],
    host: Annotated[str, typer.Option(help="The public name that Teams reaches the bot at.")],
    website: Annotated[
        str, typer.Option(help="An https address that says who runs the bot; else the bot's own.")
    ] = "",
    teams_app_id: Annotated[
        str, typer.Option(help="The app's id in Teams, where a tool has given it one.")
    ] = "",
    out: Annotated[Path, typer.Option(help="The package to write.")] = Path("out/swarmbot.zip"),
) -> None:
    """Build the app package that is uploaded to Teams.

    Example: swarmbot manifest --app-id 11111111-2222-3333-4444-555555555555 --host swarm.example.com
    """
    from bot.version import VERSION
    from manifest.build import About, ManifestError, build

    try:
        package = build(About(app_id, host, VERSION, website, teams_app_id))
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(package)
    except ManifestError as error:
        raise refused(2, *error.faults) from None
    except OSError as error:
        raise refused(2, f"{out} cannot be written: {error.strerror}") from None
    print(out)


@app.command(epilog=VARIABLES_HELP)
def doctor(
    context: typer.Context,
    url: Annotated[str, typer.Option(help="Where the bot runs, as others reach it.")] = "",
    package: Annotated[Path | None, typer.Option(help="The app package that was uploaded.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check everything that the bot needs, one line each with what to do. Nothing is posted.

    Exit code 0: no faults; 1: something does not work.

    Example: swarmbot doctor --url https://swarm.example.com --package out/swarmbot.zip
    """
    from bot.doctor import Asked, examine

    findings = asyncio.run(examine(context.obj, real_time(), Asked(url, package)))
    _end_with(findings, context.obj, as_json)


@app.command()
def rehearse(
    context: typer.Context,
    policy: Annotated[Path | None, typer.Option(help="Instead of SWARM_POLICY.")] = None,
    package: Annotated[Path | None, typer.Option(help="The app package to try.")] = None,
    store: Annotated[str, typer.Option(help="azurite (Azure Tables) or sqlite.")] = "azurite",
    as_json: AsJson = False,
) -> None:
    """Try an installation on this machine: your rules, a bot with authentication, and the doctor.

    Microsoft is played by this program; nothing is asked of Azure or Teams. So it shows that policy,
    package, store and bot fit together, not whether your tenant and your network let them.

    Exit code 0: no faults; 1: something does not work; 2: it could not be tried.

    Example: swarmbot rehearse --policy policy.toml --package out/swarmbot.zip
    """
    from bot.rehearsal import STORES, CannotRehearse, Rehearsal

    one_of(store, "store", STORES)
    given = {**context.obj, **({"SWARM_POLICY": str(policy)} if policy else {})}
    try:
        findings = asyncio.run(Rehearsal(given, package, store).run(real_time()))
    except CannotRehearse as error:
        raise refused(2, error) from None
    if not as_json:
        print("A rehearsal: Entra and Teams are played by this program, on this machine.\n")
    _end_with(findings, context.obj, as_json)


def _end_with(findings: "Sequence[Finding]", environ: Mapping[str, str], as_json: bool) -> NoReturn:
    """Says what the doctor found, and ends with its exit code."""
    from bot.doctor_report import as_json as in_json
    from bot.doctor_report import healthy, lines

    colour = sys.stdout.isatty() and not environ.get("NO_COLOR")
    print(in_json(findings) if as_json else lines(findings, colour=colour))
    raise typer.Exit(0 if healthy(findings) else 1)


@app.command("copy")
def copy_store(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store that is there.")],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="The one to fill; best an empty one.")
    ],
) -> None:
    """Copy everything from one store into another, compare both, and say so. FROM stays as it is.

    A store is sqlite:///swarm.db, a connection string or https address of Azure Tables, or env:NAME
    for one of these in an environment variable: a key then stands in no list of processes.

    Stop the bot first. What is in TO already is never written over: it must be the same, so the
    command may be repeated after an interruption, and repeating it again changes nothing. Start the
    bot with SWARM_STORE on TO: reminders go on as they were, and no card is sent twice.

    Example: swarmbot copy sqlite:///swarm.db env:NEW_STORE
    """
    from bot.copying import CannotCopy, address, between, report, shown_on

    try:
        there, new = (address(text, context.obj) for text in (source, target))
        copied = asyncio.run(between(there, new, shown_on(sys.stderr)))
    except CannotCopy as error:
        raise refused(1, error) from None
    print(report(copied))
