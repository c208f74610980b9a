"""The error of orders: which file, where in it, what is wrong, what to do."""

from __future__ import annotations


class OrderError(ValueError):
    """An order, or a file of orders, that can't be read; its text says all that there is to say.

    reference: of the order that the row belongs to, where that could be read.
    """

    def __init__(self, where: str, what: str, remedy: str, reference: str = "") -> None:
        self.where, self.what, self.remedy, self.reference = where, what, remedy, reference
        super().__init__(f"{where}: {what}; {remedy}")
