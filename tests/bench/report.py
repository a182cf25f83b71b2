"""The figures as a table that a person reads (and the README shows)."""

from typing import Any

from tests.bench.machine import short

STOCK = "stock SDK, empty turn, no JWT"


PRESS = (
    "A press of Swarmbot: JWT, decision, durable commit (SQLite, synchronous=FULL), card, invoke "
    "answered, and the edits of the shared cards beside it. The stock SDK's turn does nothing, "
    "with authentication off; its successor (the Microsoft 365 Agents SDK) answers the press with "
    "nothing, without authentication as well."
)


def table(found: dict[str, Any]) -> str:
    parts = [
        f"Machine: {found['machine']}",
        "Medians of alternating rounds, smallest to largest in brackets.",
        _presses(found["pressing"]),
        _stages(found["stages"]),
        _tickets(found),
        _rest(found["rest"]),
    ]
    return "\n\n".join(parts)


def _figure(one: dict[str, float]) -> str:
    return f"{short(one['median'])} ({short(one['least'])} to {short(one['most'])})"


def _presses(pressing: dict[str, Any]) -> str:
    figures, calm = pressing["figures"], pressing["calm"]
    stock = figures[STOCK]
    lines = [
        "| over HTTP, 16 connections | answers/s | against stock | CPU ms each | p50 ms | p99 ms |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in figures.items():
        times = one["per_second"]["median"] / stock["per_second"]["median"]
        cells = [name, _figure(one["per_second"]), f"{short(times)} ×", _figure(one["cpu_ms"])]
        cells += [short(one["p50_ms"]["median"]), short(one["p99_ms"]["median"])]
        lines.append(f"| {' | '.join(cells)} |")
    busy = max(one["generator_busy"]["most"] for one in figures.values())
    wrong = sum(one["wrong"] for one in figures.values()) + calm["wrong"]
    lines += ["", PRESS, _calm(calm)]
    lines.append(
        f"Wrong answers: {wrong}. Answered but not stored: {pressing['lost']}. "
        f"The load generator was busy for at most {busy:.0%} of one core."
    )
    return "\n".join(lines)


def _calm(calm: dict[str, float]) -> str:
    return (
        f"At {calm['rate']:g} presses/s: p50 {short(calm['p50_ms'])} ms, "
        f"p99 {short(calm['p99_ms'])} ms, slowest {short(calm['most_ms'])} ms."
    )


def _stages(stages: dict[str, Any]) -> str:
    lines = ["| one press, in process | wall ms | CPU ms |", "|---|---|---|"]
    for name, wall in stages["wall_ms"].items():
        lines.append(f"| {name} | {short(wall)} | {short(stages['cpu_ms'][name])} |")
    whole = f"{short(stages['whole_wall_ms'])} | {short(stages['whole_cpu_ms'])}"
    calls = ", ".join(f"{n} {short(c)}" for n, c in sorted(stages["store_calls"].items()))
    lines += [
        f"| the press as it is (steps, tasks, log, edits beside it) | {whole} |",
        "",
        f"Store operations a press, with those of the edits beside it: {calls}.",
    ]
    return "\n".join(lines)


def _tickets(found: dict[str, Any]) -> str:
    lines = [
        f"Ticket, connector {short(one['connector_ms'])} ms: 202 after "
        f"{_figure(one['accepted_ms'])} ms; thread, minus the connector, after "
        f"{_figure(one['thread_ms'])} ms."
        for one in found["single"]
    ]
    lines += [
        f"50 Sev-As at once, {one['channels']} channel(s), connector 300 ms: all accepted after "
        f"{short(one['accepted_s'])} s, all threads after {short(one['threads_s'])} s (the limits "
        f"of Teams allow {short(one['least_s'])} s); slowest /healthz meanwhile "
        f"{short(one['slowest_health_ms'])} ms."
        for one in found["storm"]
    ]
    return "\n".join(lines)


def _rest(rest: dict[str, Any]) -> str:
    return (
        f"Ready after {_figure(rest['ready_s'])} s. Memory at rest "
        f"{_figure(rest['empty_mb'])} MB; with 1,000 open swarms {short(rest['full_mb'])} MB "
        f"(ready after {short(rest['full_ready_s'])} s); after a press on each "
        f"{short(rest['pressed_mb'])} MB."
    )
