"""The commands that ask a store: which cases there are, what happened, what is kept about a person.

They only read, but for ``person erase``.
"""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_parts import AsJson, now, refused, store_of

app = typer.Typer()
person_app = typer.Typer(help="What is kept about a person.", no_args_is_help=True)
app.add_typer(person_app, name="person")


@app.command("list")
def list_swarms(context: typer.Context, as_json: AsJson = False) -> None:
    """Every swarm in the store, also beside a running bot.

    Example: SWARM_STORE=sqlite:///swarm.db swarmbot list --json
    """
    from bot import reading

    swarms = asyncio.run(reading.swarms(store_of(context)))
    print(reading.as_json(swarms) if as_json else reading.table(swarms))


@app.command()
def timeline(
    context: typer.Context,
    swarm: Annotated[str, typer.Argument(help="The swarm's id, or the ticket's.")],
    *,
    as_json: AsJson = False,
    kind: Annotated[str, typer.Option("--format", help="A document: md, xlsx or json.")] = "",
    safe: Annotated[bool, typer.Option(help="Only what may be told to the customer.")] = False,
    lang: Annotated[str, typer.Option(help="en or ja; else as the policy says.")] = "",
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
) -> None:
    """Everything that has happened to one swarm: sequence, time, kind, person.

    With --format it is a document: figures, promises and the timeline, in the zone of SWARM_POLICY.

    Example: swarmbot timeline 2411220030001 --format xlsx --safe --out report.xlsx
    """
    from bot import exporting, reading

    try:
        if kind or safe or lang or out:
            wanted = exporting.Wanted(swarm, kind or "md", safe=safe, language=lang)
            policy = exporting.policy_path(context.obj)
            content = asyncio.run(exporting.exported(store_of(context), wanted, policy, now()))
            exporting.write(content, out, sys.stdout)
        else:
            events = asyncio.run(reading.timeline(store_of(context), swarm))
            print(reading.as_json(events) if as_json else reading.lines(events))
    except (LookupError, exporting.CannotExport) as error:
        raise refused(1 if isinstance(error, LookupError) else 2, error) from None


@person_app.command("export")
def export_person(
    context: typer.Context,
    person: Annotated[str, typer.Argument(help="Entra object id, Teams id or user name.")],
) -> None:
    """Everything that is kept about a person, as JSON; also beside a running bot.

    Example: swarmbot person export k.sato@example.com
    """
    from bot import erasing, reading

    try:
        found = asyncio.run(erasing.export_from(store_of(context), person))
    except LookupError as error:
        raise refused(1, error) from None
    print(reading.as_json(found))


@person_app.command("erase")
def erase_person(
    context: typer.Context,
    person: Annotated[str, typer.Argument(help="Entra object id, Teams id or user name.")],
    yes: Annotated[bool, typer.Option("--yes", help="It cannot be undone; do it.")] = False,
) -> None:
    """Take a person out of every case, the archive too: what they did stays, as somebody's.

    Stop the bot first. Messages that stand in Teams are Teams'; the policy is yours to change.

    Example: swarmbot person erase k.sato@example.com --yes
    """
    from bot import erasing
    from bot.spelling import counted

    if not yes:
        raise refused(1, "this cannot be undone; stop the bot, and add --yes")
    try:
        changed = asyncio.run(erasing.erase_from(store_of(context), person))
    except (LookupError, erasing.CannotErase) as error:
        raise refused(1, error) from None
    print(f"erased from {counted(changed, 'swarm')}")
