"""Swarmbot: one road from what comes in to what Teams shows.

Map of the rooms
    domain/    pure rules: state, commands, facts, reminders, what must be shown
    flow.py    the road: decide and commit (mailbox), reconcile Teams with the store, the wake loop
    present.py swarm -> views for the cards
    ports.py   what the road needs of the world, and how it fails
    teams/     the Teams edge; the only importer of botbuilder
    tickets/   one pure module per ticket source, and signatures
    store/     rows (pure) and the engines behind the Store port
    web/       aiohttp routes and health
    policy.py  the team's rules, from a TOML file
    settings.py  process settings from the environment
    cli.py     the composition root: the only reader of the environment and of the real clock
``cards/`` beside this package draws views and knows nothing of ``bot``.

Import rule (enforced by import-linter): ``cards`` imports nothing of ``bot``; ``bot.domain``
imports only the standard library and itself; ``bot.flow`` knows ports, never adapters; each
outside library has a named list of rooms.
"""
