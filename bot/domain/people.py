"""People as the domain sees them: an identity and a name, nothing of Teams."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can hold a role, an area or a promise.

    ``id`` is the Entra object id, or, for a person who was named in the policy but never met, the
    user principal name as it stands there. Two persons are the same when their ids are.
    ``name`` is the directory's display name, never split, turned or shortened.
    """

    id: str
    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)
