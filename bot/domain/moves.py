"""What may be done in which phase, as a table. What is not in it cannot happen.

The buttons of the card and the state diagram of the README are derived from it.
"""

from bot.domain import messages as m
from bot.domain.swarm import Phase

STEPS: dict[Phase, tuple[Phase, ...]] = {
    Phase.OPEN: (Phase.FIXING, Phase.MITIGATED, Phase.UNCONFIRMED, Phase.RECOVERED),
    Phase.FIXING: (Phase.OPEN, Phase.MITIGATED, Phase.UNCONFIRMED, Phase.RECOVERED),
    Phase.MITIGATED: (Phase.OPEN, Phase.FIXING, Phase.UNCONFIRMED, Phase.RECOVERED),
    Phase.UNCONFIRMED: (Phase.OPEN, Phase.MITIGATED, Phase.RECOVERED, Phase.WATCHING),
    Phase.RECOVERED: (Phase.OPEN, Phase.UNCONFIRMED, Phase.WATCHING),
    Phase.WATCHING: (Phase.OPEN, Phase.UNCONFIRMED, Phase.RECOVERED),
    Phase.CLOSED: (),
}
"""The steps of recovery: forwards, and back when it was too early."""

ALWAYS: frozenset[type] = frozenset(
    {
        m.Open,
        m.LogContact,
        m.CustomerCalled,
        m.Owe,
        m.MovePromise,
        m.TakePromise,
        m.EndPromise,
        m.HoldLadder,
        m.FreeLadder,
        m.Snooze,
        m.CorrectContact,
        m.ChangeCase,
        m.Phone,
        m.AskManager,
        m.AnswerCall,
        m.StepBack,
        m.HandOver,
        m.AnswerHandover,
        m.WithdrawHandover,
        m.Liaise,
        m.GoAway,
        m.ComeBack,
        m.Leave,
        m.Note,
        m.Report,
        m.AddFollowUp,
        m.MoveFollowUp,
        m.FinishFollowUp,
        m.ShowStatus,
        m.Tick,
        m.LoseHome,
        m.FindHome,
    }
)
"""What we owe the customer outlives the close: promises can be kept, moved and ended for ever."""

WHILE_OPEN: frozenset[type] = ALWAYS | {
    m.Lead,
    m.AddArea,
    m.Claim,
    m.Join,
    m.Release,
    m.TakeOver,
    m.SetAside,
    m.Find,
    m.Confirm,
    m.WaitFor,
    m.Estimate,
    m.StillOn,
    m.WorkAt,
    m.CallIn,
    m.SetNextAction,
    m.Recover,
    m.Close,
}

ALLOWED: dict[Phase, frozenset[type]] = {
    **dict.fromkeys(Phase, WHILE_OPEN),
    Phase.CLOSED: ALWAYS | {m.Reopen},
}


def diagram() -> str:
    """The phases and the moves between them as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {Phase.OPEN}: ticket"]
    lines += [f"    {start} --> {end}" for start, ends in STEPS.items() for end in ends]
    lines += [
        f"    {phase} --> {Phase.CLOSED}: close"
        for phase, allowed in ALLOWED.items()
        if m.Close in allowed
    ]
    lines += [
        f"    {phase} --> {Phase.OPEN}: reopen"
        for phase, allowed in ALLOWED.items()
        if m.Reopen in allowed
    ]
    return "\n".join(lines) + "\n"
