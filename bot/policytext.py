"""A policy in words, for whoever has just edited it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.people import Person
from bot.domain.policy import Ladder, Policy
from bot.spelling import counted


def summary(policy: Policy, now: datetime, *, looked_up: bool) -> str:
    """What the rules mean at ``now``: who is on duty, what is promised, who is asked when.

    ``looked_up``: whether the people were looked for among those whom the bot knows.
    """
    lines = [*_lines(policy, now.astimezone(ZoneInfo(policy.zone)))]
    lines += ["", *_warnings(policy)] if any(_warnings(policy)) else []
    if policy.unknown:
        names = ", ".join(policy.unknown)
        told = (
            "Not known in Teams; whoever is asked among them is skipped"
            if looked_up
            else "People named; they are looked up in Teams once the bot is in a channel"
        )
        lines += ["", f"{told} ({len(policy.unknown)}):", f"  {names}"]
    return "\n".join(lines)


def _lines(policy: Policy, now: datetime) -> Iterator[str]:
    yield f"The policy is good. It is {now:%a %Y-%m-%d %H:%M} in {policy.zone}."
    yield f"Language {policy.language}, banner {policy.banner}, external people: " + (
        "allowed" if policy.allow_external else "refused"
    )
    yield ""
    yield f"On duty now:   {_names(policy.on_duty(now))}"
    yield f"Called first:  {_names(policy.called_first(now))}"
    following = sorted(shift.start for shift in policy.rota if shift.start > now)
    if following:
        start = following[0].astimezone(ZoneInfo(policy.zone))
        people = tuple(s.person for s in policy.rota if s.start == following[0])
        yield f"Next shift:    {start:%a %Y-%m-%d %H:%M} {_names(people)}"
    elif policy.rota:
        yield "Next shift:    none; the rota has come to its end"
    yield f"Managers:      {_names(policy.managers)}"
    yield f"Supervisors:   {_names(policy.supervisors)}"
    yield f"Viewers:       {_names(policy.viewers)}"
    yield f"Off duty:      {'reminded all the same' if policy.ping_off_duty else 'left alone'}"
    yield f"Paging:        {policy.paging or 'none'}"
    wide = f"{policy.wide}, {spelt(policy.wide_after)} after the supervisors" if policy.wide else ""
    yield f"Wide channel:  {wide or 'none'}"
    yield ""
    for severity, rules in policy.severities.items():
        yield (
            f"Severity {severity}: the customer hears from us within {spelt(rules.first_response)}, "
            f"then every {spelt(rules.every)}"
        )
        yield f"  reminders: {_ladder(rules.ladder, paging=bool(policy.paging))}"
        if rules.check_in > timedelta(0):
            yield (
                f"  still on it? after {spelt(rules.check_in)}; "
                f"free again {spelt(rules.check_in_grace)} later"
            )
    yield ""
    yield f"Closed cases:  {_kept(policy)}"
    yield ""
    for area in policy.areas:
        names = " / ".join(dict.fromkeys(area.names.values())) or area.key
        kind = "on every card" if area.built_in else "offered in the list"
        lines = len(area.runbook.splitlines())
        runbook = f"; runbook of {counted(lines, 'line')}" if lines else ""
        yield f"Area {area.key} ({names}), {kind}; experts: {_names(area.experts)}{runbook}"


def _kept(policy: Policy) -> str:
    if not policy.archive_after:
        return "stay where they are"
    gone = f"are deleted {spelt(policy.delete_after)} later"
    return f"go to the archive after {spelt(policy.archive_after)}, and " + (
        gone if policy.delete_after else "stay there"
    )


def _ladder(ladder: Ladder, *, paging: bool) -> str:
    before = [("", ladder.before), ("", ladder.soon)]
    after = [
        ("the liaison", ladder.liaison),
        ("the lead", ladder.lead),
        ("the manager", ladder.manager),
        ("somebody to phone", ladder.phone),
        *([("the paging service", ladder.page)] if paging else []),
    ]
    parts = [f"{spelt(time)} before" for _, time in before if time > timedelta(0)]
    parts.append("at the time")
    parts += [f"{who} {spelt(time)} after" for who, time in after if time > timedelta(0)]
    return ", ".join(parts)


def _warnings(policy: Policy) -> Iterator[str]:
    """What is allowed, but hardly meant."""
    nobody = [area.key for area in policy.areas if area.built_in and not area.experts]
    if nobody:
        yield f"Nobody is named who knows: {', '.join(nobody)}"
    for person in dict.fromkeys(shift.person for shift in policy.rota):
        theirs = sorted((s.start, s.end) for s in policy.rota if s.person == person)
        twice = [b for (_, end), (b, _) in pairwise(theirs) if b < end]
        if twice:
            yield f"{person.name} is in the rota twice at {twice[0]:%Y-%m-%d %H:%M} UTC"


def spelt(length: timedelta) -> str:
    """A duration as the policy writes it: 15m, 1h30m."""
    seconds = int(length.total_seconds())
    units = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
    text = ""
    for unit, size in units:
        count, seconds = divmod(seconds, size)
        text += f"{count}{unit}" if count else ""
    return text or "off"


def _names(people: tuple[Person, ...]) -> str:
    return ", ".join(person.name for person in people) or "nobody"
