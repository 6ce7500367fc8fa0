"""Taking an address."""

from __future__ import annotations

import pytest

from almanac.errors import AlmanacError
from almanac.server.run import listen


def test_taken_port_says_what_to_do() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AlmanacError, match=rf"another program uses this port(.|\n)*--port {port - 1}"):
            listen("127.0.0.1", port)


def test_address_of_another_machine_is_refused() -> None:
    with pytest.raises(AlmanacError, match="Choose an address of this machine"):
        listen("203.0.113.7", 0)
