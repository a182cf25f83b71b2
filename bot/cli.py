"""The commands of ``swarmbot``: the only reader of the environment and of the real clock.

Exit codes: 0 done, 1 the answer is no (a policy with faults, nothing found), 2 it could not be
tried (settings, store, usage). Faults are lines on the standard error, never a traceback.
"""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Annotated, NoReturn

import typer

from bot.garbage import kept_for_good
from bot.policyform import PolicyError
from bot.ports import StoreDown, UnknownKind
from bot.settings import VARIABLES, Settings, SettingsError
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
person_app = typer.Typer(help="What is kept about a person.", no_args_is_help=True)
app.add_typer(person_app, name="person")

VARIABLES_HELP = "Environment:\n\n" + "\n\n".join(
    f"{name}: {expected}" for name, expected in VARIABLES.items()
)
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]


def main(args: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> NoReturn:
    """The command line; tests give their own arguments and environment."""
    given = dict(os.environ if environ is None else environ)
    try:
        app(args=None if args is None else list(args), obj=given, prog_name="swarmbot")
    except (SettingsError, PolicyError, CannotOpen, StoreDown, UnknownKind) as error:
        for line in str(error).splitlines() or [type(error).__name__]:
            print(f"swarmbot: {line}", file=sys.stderr)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(2)


def now() -> datetime:
    return datetime.now(UTC)


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
        from bot.app import Time, serve
        from bot.logs import configure

    configure(settings.log)
    time = Time(now, monotonic, asyncio.sleep)
    asyncio.run(serve(settings, settings.policy, time, context.obj))


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

    if store not in STORES:
        raise typer.BadParameter(f"{store!r} is not a store; expected: {' or '.join(STORES)}")
    if lang not in {"en", "ja"}:
        raise typer.BadParameter(f"{lang!r} is not a language; expected: en or ja")
    try:
        code = asyncio.run(Demo(lang, port, client_port, context.obj, store).run(now))
    except DemoError as error:
        print(f"swarmbot: {error}", file=sys.stderr)
        code = 2
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


@app.command("list")
def list_swarms(context: typer.Context, as_json: AsJson = False) -> None:
    """Every swarm in the store, also beside a running bot.

    Example: SWARM_STORE=sqlite:///swarm.db swarmbot list --json
    """
    from bot import reading

    swarms = asyncio.run(reading.swarms(_store(context)))
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
            content = asyncio.run(exporting.exported(_store(context), wanted, policy, now()))
            exporting.write(content, out, sys.stdout)
        else:
            events = asyncio.run(reading.timeline(_store(context), swarm))
            print(reading.as_json(events) if as_json else reading.lines(events))
    except (LookupError, exporting.CannotExport) as error:
        print(f"swarmbot: {error.args[0]}", file=sys.stderr)
        raise typer.Exit(1 if isinstance(error, LookupError) else 2) from None


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
        found = asyncio.run(erasing.export_from(_store(context), person))
    except LookupError as error:
        print(f"swarmbot: {error.args[0]}", file=sys.stderr)
        raise typer.Exit(1) from None
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

    if not yes:
        print("swarmbot: this cannot be undone; stop the bot, and add --yes", file=sys.stderr)
        raise typer.Exit(1)
    try:
        changed = asyncio.run(erasing.erase_from(_store(context), person))
    except (LookupError, erasing.CannotErase) as error:
        print(f"swarmbot: {error.args[0]}", file=sys.stderr)
        raise typer.Exit(1) from None
    print(f"erased from {changed} swarms")


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
    people = asyncio.run(reading.people(_store(context))) if looked_up else []
    print(summary(file.policy(people), now(), looked_up=looked_up))


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
        for fault in error.faults:
            print(f"swarmbot: {fault}", file=sys.stderr)
        raise typer.Exit(2) from None
    except OSError as error:
        print(f"swarmbot: {out} cannot be written: {error.strerror}", file=sys.stderr)
        raise typer.Exit(2) from None
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
    from bot.app import Time
    from bot.doctor import Asked, examine
    from bot.doctor_report import as_json as in_json
    from bot.doctor_report import healthy, lines

    time = Time(now, monotonic, asyncio.sleep)
    findings = asyncio.run(examine(context.obj, time, Asked(url, package)))
    colour = sys.stdout.isatty() and not context.obj.get("NO_COLOR")
    print(in_json(findings) if as_json else lines(findings, colour=colour))
    raise typer.Exit(0 if healthy(findings) else 1)


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
    from bot.app import Time
    from bot.doctor_report import as_json as in_json
    from bot.doctor_report import healthy, lines
    from bot.rehearsal import STORES, CannotRehearse, Rehearsal

    if store not in STORES:
        raise typer.BadParameter(f"{store!r} is not a store; expected: {' or '.join(STORES)}")
    given = {**context.obj, **({"SWARM_POLICY": str(policy)} if policy else {})}
    time = Time(now, monotonic, asyncio.sleep)
    try:
        findings = asyncio.run(Rehearsal(given, package, store).run(time))
    except CannotRehearse as error:
        print(f"swarmbot: {error}", file=sys.stderr)
        raise typer.Exit(2) from None
    if not as_json:
        print("A rehearsal: Entra and Teams are played by this program, on this machine.\n")
    colour = sys.stdout.isatty() and not context.obj.get("NO_COLOR")
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
        print(f"swarmbot: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    print(report(copied))


def _store(context: typer.Context) -> str:
    return Settings.read(context.obj, serving=False).store.get_secret_value()
