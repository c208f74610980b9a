"""The one error of lists: which file, where in it, what is wrong, what to do."""

from __future__ import annotations


class ListError(ValueError):
    """A list that can't be read, kept or found; its text says all that there is to say."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}; {remedy}")


class Shrunk(ListError):
    """A new version lacks more of what was listed than goes without saying; a person has to agree."""
