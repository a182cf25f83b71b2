"""The road: a command is decided and committed, and Teams is brought to what is stored.

    mailbox.py     orders on one swarm are decided one after the other and committed together
    lanes.py       one queue a conversation: by priority, at Teams' pace
    sending.py     one effect: which call it is
    changes.py     what Teams shows afterwards
    delivery.py    announce, send, record; and what a failure leads to
    waits.py       what must not be tried again yet
    trouble.py     how long it waits, and when it is given up
    homes.py       a channel that is lost, and the one in which a swarm goes on
    places.py      channels and threads that are known
    people.py      whom the bot has met
    recent.py      rows of the last seconds, which need not be read again
    looking.py     one look: what is to be shown first
    leaving.py     how a swarm is left when nothing is
    strays.py      cards that nobody keeps up to date
    newer.py       swarms that a newer version has written
    reconciler.py  look, wait for the turn, look again, deliver
    retention.py   what is over goes to the archive, and one day for good
    alarm.py       who must be looked at, and when
    clockwatch.py  whether this machine's clock is right
    overview.py    all open swarms at a glance, some seconds old
    road.py        all of it together

Knows ports, never adapters.
"""
