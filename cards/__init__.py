"""Adaptive Cards as pure functions of views, in English and Japanese. Knows nothing of ``bot``."""
