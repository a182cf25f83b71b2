"""From the state to what people see: swarm -> views -> cards and messages.

reader.py   who reads: language and zone
views.py    the live card
pings.py    what the bot says of its own accord
lists.py    my swarms, all, the four lines, the timeline
drawing.py  messages for the road: the ``Drawing`` of ``bot.flow.sending``
"""
