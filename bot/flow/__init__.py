"""The road: a command is decided and committed, and Teams is brought to what is stored.

    mailbox.py     orders on one swarm are decided one after the other and committed together
    lanes.py       one queue a conversation: by priority, at Teams' pace
    sending.py     one effect: which call it is
    changes.py     what Teams shows afterwards
    delivery.py    announce, send, record; and what a failure leads to
    waits.py       what must not be tried again yet
    trouble.py     how long it waits, and when it is given up
    homes.py       a channel that is lost, and the one in which a swarm goes on
    reconciler.py  look, wait for the turn, deliver, finish
    retention.py   what is over goes to the archive, and one day for good
    alarm.py       who must be looked at, and when
    road.py        all of it together

Knows ports, never adapters.
"""
