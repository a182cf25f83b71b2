"""From the state to what people see: swarm -> views -> cards and messages.

reader.py   who reads: language and zone
views.py    the live card
pings.py    what the bot says of its own accord
lists.py    my swarms, all, the four lines, the timeline
drafts.py   letters to the customer (letters.py: their sentences; guard.py: what it points at;
            drafting.py: on a reminder and in its form)
inside.py   reports inside
drawing.py  messages for the road: the ``Drawing`` of ``bot.flow.sending``
"""
