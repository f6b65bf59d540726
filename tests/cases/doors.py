"""Knocking at many pages in one test: the world behind them is made once."""


def knock(client, addresses):
    """What each of the addresses answers."""
    return {address: client.get(address).status_code for address in addresses}


def all_of(addresses, status):
    """What is expected where all answer alike."""
    return dict.fromkeys(addresses, status)
