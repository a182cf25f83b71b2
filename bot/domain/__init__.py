"""The pure middle: what a swarm is, what may happen to it, and what must be shown.

Standard library only. No clock, no ``await``, no logging: ``now`` is always an argument.
"""
