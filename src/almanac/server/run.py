"""Run the server until it is told to stop."""

from __future__ import annotations

import datetime as dt
import errno
import socket
from collections.abc import Callable
from pathlib import Path

from almanac.errors import AlmanacError
from almanac.server.protect import LOOPBACK
from almanac.warehouse.home import Home


def run(
    home: Home,
    host: str,
    port: int,
    now: Callable[[], dt.datetime],
    say: Callable[[str], None],
    dashboards: Path | None = None,
) -> None:
    """Serve until a signal. The address is taken first, so that a taken port is told before all else."""
    listener = listen(host, port)
    import uvicorn

    from almanac.server.app import DASHBOARDS, create_app

    config = uvicorn.Config(
        create_app(home, now, host, dashboards_dir=dashboards or DASHBOARDS),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    shown = f"[{host}]" if ":" in host else host
    say(f"Almanac is at http://{shown}:{listener.getsockname()[1]} (stop it with Ctrl+C)")
    if host not in LOOPBACK:
        say("warning: everybody who can reach this address can read the data; there are no users yet")
    uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; an error says what is in the way."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends small packets at once; else each answer waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, UnicodeError) as error:
        listener.close()
        raise _explained(error, host, port) from None
    return listener


def _explained(error: OSError | UnicodeError, host: str, port: int) -> AlmanacError:
    address = f"{host}:{port}"
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            hint = f"Stop it, or choose another: `almanac serve --port {port - 1}`."
            return AlmanacError(address, "another program uses this port", hint)
        case errno.EACCES:
            return AlmanacError(address, "this port needs more rights", "Choose a port from 1024 on.")
        case _:
            return AlmanacError(address, f"cannot be bound ({error})", "Choose an address of this machine.")
