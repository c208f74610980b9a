"""Listed parties whose addresses are worth a comparison with those of an order, out of the index that is kept."""

from __future__ import annotations

from weighbridge.flags import ListedAddresses
from weighbridge.screening.in_force import InForce
from weighbridge.screening.order import Order

MOST = 200
"""Listed parties that are compared for one address: those that share most numbers with words."""


def addresses_near(order: Order, lists: InForce) -> ListedAddresses | None:
    """The addresses of these parties, for the flag on shared addresses; None where no list is in force."""
    if lists.index is None or lists.beside is None:
        return None
    told = dict.fromkeys(address for one in order.parties for address in one.party.addresses)
    numbers = dict.fromkeys(number for address in told for number in lists.beside.at_address(address, MOST))
    return ListedAddresses.of(lists.index.party(number) for number in numbers if number < len(lists.index))
