"""From words about areas to commands: names to keys, times and spans to moments. Pure."""

from collections.abc import Callable

from bot.domain import commands as c
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, Swarm
from bot.teams import intents as i
from bot.teams.area_words import with_link
from bot.teams.typed import match_area
from bot.teams.writing import Fault, Writer, moment

AreaIntent = (
    i.Claim | i.Join | i.Release | i.TakeOver | i.SetAside | i.Finding | i.StillOn | i.Estimate
    | i.Confirm | i.WaitFor | i.WorkAt | i.Away | i.AddArea
)  # fmt: skip

PLAIN: dict[type, Callable[[str], c.Command]] = {
    i.Claim: c.Claim,
    i.Join: c.Join,
    i.Release: c.Release,
    i.TakeOver: c.TakeOver,
    i.StillOn: c.StillOn,
}
"""Commands that need nothing but the area."""


def area_command(intent: AreaIntent, writer: Writer, policy: Policy) -> c.Command:
    """The command that the words ask for. Raises Fault."""
    if isinstance(intent, i.Away):
        return c.GoAway(writer.now + intent.span if intent.span else moment(intent.until, writer))
    if isinstance(intent, i.AddArea):
        return c.AddArea(intent.name)
    swarm = writer.swarm
    area = find_area(intent.area, swarm, policy) if intent.area else ""
    if isinstance(intent, i.StillOn | i.Estimate) and swarm and swarm.area(area) is None:
        area = ""  # whatever else was said with it, a sign of life is one
    match intent:
        case i.SetAside():
            return c.SetAside(area, intent.reason)
        case i.Finding():
            text, link = with_link(intent.text)
            return c.Find(area, intent.state or AreaState.LOOKING, text or link, link)
        case i.Confirm():
            return c.Confirm(area or _only_doubted(swarm))
        case i.Estimate():
            if intent.span is None:
                raise Fault("time-unclear", {"text": ""})
            return c.Estimate(intent.span, area)
        case i.WaitFor():
            return c.WaitFor(area, intent.whom, moment(intent.until, writer))
        case i.WorkAt():
            return c.WorkAt(area, intent.link)
        case _:
            return PLAIN[type(intent)](area)


def find_area(text: str, swarm: Swarm | None, policy: Policy) -> str:
    """The key of the area that the words mean; the words themselves when none does (and the
    answer then lists the areas that there are)."""
    if swarm is None:
        return text
    named = []
    for area in swarm.areas:
        rule = policy.area(area.key)
        named.append((area.key, (area.name, *(rule.names.values() if rule else ()))))
    return match_area(text, named) or text


def _only_doubted(swarm: Swarm | None) -> str:
    """Which area is meant when only one is to be checked again."""
    doubted = [a.key for a in swarm.areas if a.state is AreaState.CHECK_AGAIN] if swarm else []
    return doubted[0] if len(doubted) == 1 else ""
