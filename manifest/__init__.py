"""The Teams app package: what it says, in English and Japanese, and what builds it."""
