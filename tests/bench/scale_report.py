"""The figures at scale as a person reads them, and what they mean for one storage account."""

from typing import Any

from tests.bench.machine import short

ACCOUNT, PARTITION, SHARDS = 20_000, 2_000, 16
"""Rows of 1 KiB a second that Azure takes (Microsoft Learn, "Scalability and performance targets
for Table storage"), and our partitions."""

LOOKS = 16 / 2
"""Requests a second for looking at what is due, of each replica."""

NAMES = {"sqlite": "SQLite", "tables": "Azure Tables (Azurite)"}


def scale_table(found: dict[str, Any]) -> str:
    """Markdown; the README shows it."""
    stores = [name for name in NAMES if name in found]
    lines = [
        f"Machine: {found['machine']}",
        "",
        f"| {found['open']:,} open swarms | {' | '.join(NAMES[name] for name in stores)} |",
        f"|---|{'---|' * len(stores)}",
    ]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in _rows(found, stores)]
    if "tables" in found:
        lines += ["", *_asked(found["tables"]), "", _account(found["tables"], found["kib"])]
    return "\n".join(lines)


def _rows(found: dict[str, Any], stores: list[str]) -> list[tuple[str, list[str]]]:
    late = {name: found[name]["lateness"] for name in stores}
    looks = {name: found[name]["looks"] for name in stores}
    one = late[stores[0]]
    return [
        (
            f"{one['reminders']:,} reminders in a minute, {one['channels']} channels: within 1 s",
            [f"{late[n]['share']:.1%} ({late[n]['missing']} missing)" for n in stores],
        ),
        (
            "lateness p50, p99, most",
            [", ".join(_seconds(late[n][k]) for k in ("p50", "p99", "most")) for n in stores],
        ),
        ("not allowed by Teams' limits", [str(late[n]["not_allowed"]) for n in stores]),
        ("fullest windows of a channel", [late[n]["most_in_window"] for n in stores]),
        ("processor time of the bot a reminder", [_ms(found[n]["cpu_ms"]) for n in stores]),
        (
            "that of Azurite, and how much of its one core it needed",
            [f"{_ms(found[n]['azurite_ms'])}, {found[n]['azurite_busy']:.0%}" for n in stores],
        ),
        (
            "a look at 50 that are due, 100 and 10,000 open: processor time",
            [f"{_ms(looks[n][0]['cpu_ms'])}, {_ms(looks[n][1]['cpu_ms'])}" for n in stores],
        ),
        ("as a ratio", [short(looks[n][1]["cpu_ms"] / looks[n][0]["cpu_ms"]) for n in stores]),
        ("start to ready", [_seconds(found[n]["ready_s"]) for n in stores]),
        (
            "memory at rest, after the reminders",
            [f"{found[n]['rest_mb']:.0f}, {found[n]['busy_mb']:.0f} MB" for n in stores],
        ),
    ]


def _asked(tables: dict[str, Any]) -> list[str]:
    columns = {
        "press_cold": "first press on a swarm, with its card's edit",
        "press_warm": "a later one",
        "reminder": "a reminder, with the edit",
    }
    names = [name for name in columns if name in tables]
    kinds = sorted({kind for name in names for kind in tables[name]})
    lines = [
        f"| requests to Azurite, by its log | {' | '.join(columns[name] for name in names)} |",
        f"|---|{'---|' * len(names)}",
    ]
    for kind in kinds:
        cells = [short(tables[name].get(kind, 0)) for name in names]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    total = [short(sum(tables[name].values())) for name in names]
    lines.append(f"| together | {' | '.join(total)} |")
    if tables.get("wrong"):
        lines.append(f"\nPresses without an answer in time: {tables['wrong']}. A busy machine?")
    return lines


def _account(tables: dict[str, Any], kib: dict[str, float]) -> str:
    """Rows of 1 KiB: a larger row counts as several; a press writes the state, one event and the
    wake rows in one transaction, and later moves the wake row in another."""
    state, teams = (max(1, round(kib[name] + 0.5)) for name in ("state", "teams"))
    warm = tables["press_warm"]
    press = (
        (state + 1 + 2)
        + (1 + 2)
        + state * warm.get("read state", 0)
        + teams * (warm.get("read teams row", 0) + warm.get("write teams row", 0))
    )
    limits = warm.get("limits row", 0)  # in partitions of their own
    per_second = min(ACCOUNT / (press + limits), PARTITION * SHARDS / press)
    return (
        f"A press with its edit touches {press + limits:.0f} rows of 1 KiB (a state row has "
        f"{kib['state']:.1f} KiB). Azure takes {ACCOUNT:,} a second in an account and "
        f"{PARTITION:,} in a partition: some {per_second:,.0f} presses a second in one account, "
        f"{PARTITION / press:,.0f} in one of the {SHARDS} partitions. An open swarm at rest costs "
        f"nothing; looking costs each replica {LOOKS:g} requests a second, however many are open."
    )


def _seconds(value: float) -> str:
    return f"{value:.2f} s"


def _ms(value: float) -> str:
    return f"{short(value)} ms"
