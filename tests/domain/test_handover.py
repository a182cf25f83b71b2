"""Roles, and handing over all that one holds: accepted, declined, bridged, unanswered."""

from datetime import timedelta

import pytest
from hypothesis import given

from bot.domain import messages as m
from bot.domain.answers import AnswerKey
from bot.domain.apply import apply
from bot.domain.audience import keeper
from bot.domain.handover import Lines, Role
from bot.domain.holdings import held_by, hours
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, HoldKind, PingKind, PromiseKind, Swarm, Ticket, Where
from tests.build import (
    AOIFE,
    ITO,
    KOBAYASHI,
    SATO,
    TANAKA,
    WATANABE,
    Story,
    at,
    lines,
    minutes,
    on_duty,
    policy,
)
from tests.domain.anything import LAWS, History, histories, policies, tickets

SHIFTS = policy(
    [
        *on_duty(SATO, duty="lead", start="00:00", end="07:00"),
        *on_duty(KOBAYASHI, duty="lead", start="07:00", end="16:00"),
        *on_duty(ITO, start="00:00", end="09:00"),
    ],
    managers=(TANAKA,),
)


def held(rules: Policy = SHIFTS) -> Story:
    """佐藤 leads, talks to the customer, has network and a call-back; 伊藤 has storage."""
    story = Story(rules)
    story.do("04:54", SATO, m.Lead())
    story.do("04:55", SATO, m.Claim("network"))
    story.do("04:55", ITO, m.Claim("storage"))
    story.do("04:55", SATO, m.Join("storage"))
    story.do("04:56", AOIFE, m.Claim("platform"))
    story.do("05:06", SATO, m.LogContact("調査開始", next_due=at("06:30"), told=True))
    story.do("05:07", SATO, m.Owe(PromiseKind.CALL_BACK, "大野部長", at("06:45"), "", SATO))
    story.do("05:08", SATO, m.SetNextAction("店舗側を確認", SATO, at("06:20")))
    return story


def keepers(story: Story) -> dict[int, str]:
    return {p.number: owner.name for p in story.swarm.promises if (owner := keeper(p, story.swarm))}


# ---------------------------------------------------------------- accepted, declined


def test_the_receiver_is_asked_at_once_and_the_giver_stays_owner() -> None:
    """The packet goes to the receiver alone; nothing changes hands before the answer."""
    story = held()
    story.do("06:00", SATO, m.HandOver(KOBAYASHI, Lines("お怒りです")))
    assert lines(story.until("06:01")) == ["06:00 hand-over direct 小林 学"]
    assert set(keepers(story).values()) == {SATO.name}
    assert (story.swarm.lead, story.swarm.liaison) == (SATO, SATO)


def test_accepting_moves_everything_in_one_moment() -> None:
    """Lead, liaison, areas, promises and the next action; the giver holds nothing, and hears it."""
    story = held()
    story.do("06:00", SATO, m.HandOver(KOBAYASHI))
    story.until("06:01")
    done = story.do("06:02", KOBAYASHI, m.AnswerHandover())
    assert done.answer.key is AnswerKey.HANDOVER_ACCEPTED
    swarm = story.swarm
    assert (swarm.lead, swarm.liaison) == (KOBAYASHI, KOBAYASHI)
    assert set(keepers(story).values()) == {KOBAYASHI.name}
    assert swarm.next_action is not None
    assert swarm.next_action.owner == KOBAYASHI
    network, storage = swarm.area("network"), swarm.area("storage")
    assert network is not None
    assert storage is not None
    assert (network.owner, storage.owner, storage.helpers) == (KOBAYASHI, ITO, ())
    assert not held_by(SATO, swarm).anything
    assert not swarm.handovers
    assert lines(story.said)[-1] == "06:02 handover-accepted direct 佐藤 健"
    assert not any(ping.kind is PingKind.HAND_OVER for ping in swarm.pings)


@pytest.mark.parametrize(("who", "left"), [(SATO, None), (ITO, ITO)])
def test_the_givers_call_holds_no_reminder_any_longer(who: Person, left: Person | None) -> None:
    """What the receiver now owes is not kept quiet by somebody who has gone; another's call is."""
    story = held()
    story.do("05:58", who, m.HoldLadder(HoldKind.WRITING))
    story.do("06:00", SATO, m.HandOver(KOBAYASHI))
    story.until("06:01")
    story.do("06:02", KOBAYASHI, m.AnswerHandover())
    assert (story.swarm.hold.by if story.swarm.hold else None) == left


def test_findings_go_with_the_area() -> None:
    """A suspect stays a suspect, with what was found."""
    story = held()
    story.do("05:30", SATO, m.Find("network", AreaState.SUSPECT, "公開アドレスになる"))
    story.do("06:00", SATO, m.HandOver(KOBAYASHI))
    story.do("06:02", KOBAYASHI, m.AnswerHandover())
    area = story.swarm.area("network")
    assert area is not None
    assert (area.state, area.finding, area.owner) == (
        AreaState.SUSPECT, "公開アドレスになる", KOBAYASHI,
    )  # fmt: skip


def test_declined_the_giver_is_told_and_goes_on() -> None:
    """With the reason, if there is one; another receiver can be chosen."""
    story = held()
    story.do("06:00", SATO, m.HandOver(KOBAYASHI))
    story.do("06:02", KOBAYASHI, m.AnswerHandover(accept=False, reason="移動中です"))
    assert lines(story.said)[-1] == "06:02 handover-declined direct 佐藤 健"
    assert story.swarm.pings[-1].text == "移動中です"
    assert set(keepers(story).values()) == {SATO.name}
    assert not story.swarm.handovers
    story.do("06:03", SATO, m.HandOver(ITO))
    assert not any(p.kind is PingKind.HANDOVER_DECLINED for p in story.swarm.pings)


def test_unanswered_the_giver_and_the_lead_are_told_once() -> None:
    """The promises are still the giver's, and somebody else may be chosen."""
    story = held()
    story.do("06:00", ITO, m.HandOver(KOBAYASHI))
    silent = [one for one in lines(story.until("06:25")) if "handover" in one]
    assert silent == [
        "06:10 handover-silent direct 伊藤 直子",
        "06:10 handover-silent direct 佐藤 健",
    ]
    story.do("06:26", KOBAYASHI, m.AnswerHandover())
    assert not any(p.kind is PingKind.HANDOVER_SILENT for p in story.swarm.pings)


def test_nobody_else_can_accept() -> None:
    """Only whoever was asked; a press on an old packet changes nothing."""
    story = held()
    story.do("06:00", SATO, m.HandOver(KOBAYASHI))
    assert story.do("06:01", ITO, m.AnswerHandover()).answer.key is AnswerKey.HANDOVER_GONE
    story.do("06:02", SATO, m.WithdrawHandover())
    assert story.do("06:03", KOBAYASHI, m.AnswerHandover()).answer.key is AnswerKey.HANDOVER_GONE
    assert story.swarm.lead == SATO


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (m.HandOver(SATO), AnswerKey.HANDOVER_SELF),
        (m.HandOver(KOBAYASHI, bridge=ITO), AnswerKey.HANDOVER_BRIDGE),
        (m.HandOver(ITO, at=at("07:00"), bridge=ITO), AnswerKey.HANDOVER_BRIDGE),
        (m.HandOver(KOBAYASHI, at=at("05:00")), AnswerKey.TIME_PASSED),
    ],
)
def test_what_makes_no_sense_is_refused(command: m.Command, key: AnswerKey) -> None:
    """To oneself, a bridge that leads nowhere, a time that has passed."""
    done = held().do("06:00", SATO, command)
    assert (done.answer.key, done.facts) == (key, ())


def test_whoever_holds_nothing_has_nothing_to_hand_over() -> None:
    """Said, instead of an empty packet; and an offer ends with what was offered."""
    story = held()
    assert story.do("06:00", WATANABE, m.HandOver(ITO)).answer.key is AnswerKey.HANDOVER_EMPTY
    story.do("06:01", ITO, m.HandOver(KOBAYASHI))
    story.do("06:02", ITO, m.Release("storage"))
    assert not story.swarm.handovers
    assert not any(p.kind is PingKind.HAND_OVER for p in story.swarm.pings)


# ---------------------------------------------------------------- bridges


def test_a_bridge_holds_it_until_the_receiver_is_there() -> None:
    """The bridge is asked now, the receiver at their time, with the same lines; each accepts."""
    story = held()
    wish = m.HandOver(KOBAYASHI, Lines("お怒りです"), at("07:00"), ITO)
    story.do("06:00", SATO, wish)
    story.do("06:03", ITO, m.AnswerHandover())
    assert set(keepers(story).values()) == {ITO.name}
    story.do("06:40", ITO, m.LogContact("続報", next_due=at("07:30"), told=True))
    asked = [p for p in story.until("07:01") if p.kind is PingKind.HAND_OVER]
    assert lines(asked) == ["07:00 hand-over direct 小林 学"]
    [waiting] = story.swarm.handovers
    assert waiting.lines.mood == "お怒りです"
    assert set(keepers(story).values()) == {ITO.name}
    story.do("07:02", KOBAYASHI, m.AnswerHandover())
    assert set(keepers(story).values()) == {KOBAYASHI.name}
    assert story.swarm.lead == KOBAYASHI


def test_without_a_bridge_the_giver_holds_it_until_the_receiver_is_there() -> None:
    """Asked at seven, when the shift begins; nobody is disturbed on the train."""
    story = held()
    story.do("06:00", SATO, m.HandOver(KOBAYASHI, at=at("07:00")))
    assert not [p for p in story.until("06:59") if p.kind is PingKind.HAND_OVER]
    asked = (p.kind for p in story.until("07:00") if p.to == (KOBAYASHI,))
    assert next(asked) is PingKind.HAND_OVER


# ---------------------------------------------------------------- stepping back


def test_a_lead_who_steps_back_is_followed_by_the_next_on_duty() -> None:
    """They are asked at once, the manager three minutes later; who said the last word to the
    customer keeps the promise until somebody leads."""
    story = held()
    story.do("05:30", SATO, m.StepBack())
    assert (story.swarm.lead, story.swarm.liaison) == (None, None)
    assert lines(story.said)[-1] == "05:30 no-lead-yet thread 伊藤 直子"
    assert lines(story.until("05:34")) == ["05:33 no-lead-yet direct 田中 美咲"]
    assert set(keepers(story).values()) == {SATO.name}
    story.do("05:35", ITO, m.Lead())
    assert not any(p.kind is PingKind.NO_LEAD for p in story.swarm.pings)
    assert keepers(story)[2] == ITO.name


def test_a_liaison_who_steps_back_leaves_the_customer_to_the_lead() -> None:
    """The lead hears it, in 1:1."""
    story = held()
    story.do("05:30", ITO, m.Liaise())
    story.do("05:40", ITO, m.StepBack())
    assert (story.swarm.lead, story.swarm.liaison) == (SATO, SATO)
    assert lines(story.said)[-1] == "05:40 role-back direct 佐藤 健"


def test_the_lead_may_step_back_from_the_customer_alone() -> None:
    """Then the next on duty is asked to talk to them."""
    story = held()
    story.do("05:30", SATO, m.StepBack(Role.LIAISON))
    assert (story.swarm.lead, story.swarm.liaison) == (SATO, None)
    assert lines(story.said)[-1] == "05:30 no-liaison thread 伊藤 直子"
    story.do("05:31", ITO, m.Liaise())
    assert not any(p.kind is PingKind.NO_LIAISON for p in story.swarm.pings)


def test_whoever_has_no_role_cannot_step_back_from_it() -> None:
    """An area is released, not stepped back from."""
    assert held().do("05:30", ITO, m.StepBack()).answer.key is AnswerKey.NO_ROLE


# ---------------------------------------------------------------- hours


def test_the_end_of_the_shift_is_pointed_out_when_the_promise_is_made() -> None:
    """At 5:58, when seven o'clock is chosen, and not at a quarter to seven. Once."""
    story = held()
    story.do("05:58", SATO, m.LogContact("第二報", next_due=at("07:00"), told=True))
    hints = [p for p in story.until("06:44") if p.kind is PingKind.SHIFT_HINT]
    assert lines(hints) == ["05:58 shift-hint direct 佐藤 健"]


def test_nothing_is_pointed_out_within_the_shift_or_after_a_hand_over() -> None:
    """A promise within the shift, one of somebody without a rota, one that is handed over."""
    story = held()
    story.do("05:58", SATO, m.HandOver(KOBAYASHI, at=at("06:59")))
    story.do("05:59", SATO, m.LogContact("第二報", next_due=at("07:30"), told=True))
    story.do("05:59", AOIFE, m.Owe(PromiseKind.UPDATE, "x", at("23:00"), "", AOIFE))
    assert PingKind.SHIFT_HINT not in {p.kind for p in story.until("06:58")}


def test_a_shift_that_follows_at_once_belongs_to_it() -> None:
    """Two lines of the rota are one shift; a shift that was ended by word is none."""
    rules = policy(
        [*on_duty(SATO, start="00:00", end="07:00"), *on_duty(SATO, start="07:00", end="09:00")]
    )
    assert rules.shift_end(SATO, at("06:00")) == at("09:00")
    assert rules.shift_end(SATO, at("09:30")) is None
    assert policy(rules.rota, off={SATO.id: at("05:00")}).shift_end(SATO, at("06:00")) is None


def test_long_hours_are_pointed_out_once_to_the_person_alone() -> None:
    """A hand-over is offered, never forced."""
    story = held(policy(rest_after=timedelta(hours=4)))
    rests = [p for p in story.until("16:00") if p.kind is PingKind.REST_HINT and p.to == (SATO,)]
    assert lines(rests) == ["08:54 rest-hint direct 佐藤 健"]
    assert rests[0].where is Where.DIRECT


def test_hours_are_counted_from_the_log() -> None:
    """As long as somebody holds a role or an area; breaks do not count, nor does a closed case."""
    story = held()
    story.do("05:56", AOIFE, m.Release("platform"))
    story.do("06:55", AOIFE, m.Claim("platform"))
    story.do("07:55", SATO, m.Close(confirmed=True))
    found = {one.person: one for one in hours(states(story), at("09:00"))}
    assert found[AOIFE].length == minutes(120)
    assert found[SATO].length == minutes(181)
    assert found[SATO].since is None


def states(story: Story) -> list[Swarm]:
    swarm: Swarm | None = None
    found = []
    for event in story.log:
        swarm = apply(swarm, event, "swarm-1")
        found.append(swarm)
    return found


# ---------------------------------------------------------------- laws


@LAWS
@given(tickets, histories, policies)
def test_no_promise_changes_hands_by_being_offered(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """At each moment exactly one person owns a promise: an offer, a decline and a withdrawal change
    no owner; an acceptance leaves nothing with the giver, and all of it with the receiver."""
    swarm: Swarm | None = None
    for event in History(ticket, told, rules).log:
        before = swarm
        swarm = apply(swarm, event, "s")
        if before is None:
            continue
        match event.fact:
            case m.HandoverOffered() | m.HandoverDeclined() | m.HandoverWithdrawn():
                kept = [(p, keeper(p, before)) for p in before.promises]
                assert kept == [(p, keeper(p, swarm)) for p in swarm.promises]
                assert (before.lead, before.liaison) == (swarm.lead, swarm.liaison)
            case m.HandoverAccepted(giver=giver, receiver=receiver):
                assert not held_by(giver, swarm).anything
                for promise in before.promises:
                    owner, now = keeper(promise, before), swarm.promise(promise.number)
                    assert now is not None
                    assert keeper(now, swarm) == (receiver if owner == giver else owner)


@LAWS
@given(tickets, histories, policies)
def test_a_hand_over_is_of_something_to_somebody_else(
    ticket: Ticket, told: list[tuple[timedelta, m.Order]], rules: Policy
) -> None:
    """One for each giver, who holds something; only of these is anything asked."""
    swarm = History(ticket, told, rules).state
    givers = [one.giver for one in swarm.handovers]
    assert len(givers) == len(set(givers))
    assert all(one.giver != one.receiver for one in swarm.handovers)
    assert all(held_by(giver, swarm).anything for giver in givers)
    numbers = {one.number for one in swarm.handovers}
    asked = (PingKind.HAND_OVER, PingKind.HANDOVER_SILENT)
    assert all(p.handover in numbers for p in swarm.pings if p.kind in asked)
