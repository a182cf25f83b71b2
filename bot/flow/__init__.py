"""The road: a command is decided and committed, and Teams is brought to what is stored.

    mailbox.py     orders on one swarm are decided one after the other and committed together
    lanes.py       one queue a conversation: by priority, at Teams' pace
    sending.py     one effect: which call it is, and what Teams shows afterwards
    reconciler.py  look, announce, send, record, finish
    alarm.py       who must be looked at, and when
    road.py        all of it together

Knows ports, never adapters.
"""
