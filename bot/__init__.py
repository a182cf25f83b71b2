"""Swarmbot: one road from what comes in to what Teams shows.

Map of the rooms
    domain/     pure rules: state, commands, facts, reminders, what must be shown
    flow/       the road: decide and commit (mailboxes), bring Teams to what is stored, the alarm
    present/    swarm -> views -> messages
    exports/    the story of a case as a file: Markdown, Excel, JSON; signed links to it
    ports/      what the road needs of the world, and how it fails
    teams/      the Teams edge: entry, desks for presses, forms and words; the only importer of botbuilder
    tickets/    one pure module per ticket source, and signatures
    store/      rows (pure) and the engines behind the Store port: SQLite, Azure Tables; their archives
    copying.py  moving house: from one store into another; erasing.py a person's data, shown and erased
    web/        aiohttp routes, the rim around them, health, figures
    policyvalues.py, policytables.py, policyform.py, tomllines.py, rota.py, runbooks.py, policy.py,
    policyfile.py, rules.py
                the team's rules: from TOML and CSV, to the domain's Policy, kept fresh
    settings.py process settings; logs.py structured logs; tracing.py one id for all that follows
    telemetry*.py
                OpenTelemetry, loaded only when it is asked for
    app.py      all of it put together; identity.py who the bot is to Microsoft, whom it believes
    cli.py, cli_*.py
                the commands, by who needs them; the only readers of environment and clock
    life.py     its beginning and its end; background.py what goes on beside the requests; fitness.py
                whether it is ready; garbage.py what the garbage collector may leave alone
    demo.py, playground.py, azurite.py, children.py
                ``make demo``: the bot with a Teams client on this machine
    rehearsal.py, standin.py
                ``swarmbot rehearse``: an installation before there is one, Microsoft played
    doctor.py, doctor_*.py, version.py
                ``swarmbot doctor``: each check by itself, its findings, and how they are said
    reading.py, exporting.py, policytext.py, spelling.py
                what the commands print, and words that several rooms read alike
``cards/`` beside this package draws views and knows nothing of ``bot``.

Import rule (enforced by import-linter): ``cards`` imports nothing of ``bot``; ``bot.domain``
imports only the standard library and itself; ``bot.flow`` knows ports, never adapters; each
outside library has a named list of rooms.
"""
