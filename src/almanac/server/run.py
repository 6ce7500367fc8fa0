"""Run the server until it is told to stop."""

from __future__ import annotations

import datetime as dt
import errno
import socket
from collections.abc import Callable
from pathlib import Path

from almanac.config import QUERY_SECONDS, Access
from almanac.errors import AlmanacError
from almanac.server.protect import LOOPBACK
from almanac.warehouse.home import Home

_DANGER = {
    False: "everybody who can reach this address can read the data; no user is configured",
    True: "tokens and data travel in plain text; put a proxy with TLS in front",
}


def run(
    home: Home,
    host: str,
    port: int,
    now: Callable[[], dt.datetime],
    access: Access,
    say: Callable[[str], None],
    query_seconds: float = QUERY_SECONDS,
    dashboards: Path | None = None,
) -> None:
    """Serve until a signal. The address is taken first, so that a taken port is told before all else."""
    listener = listen(host, port)
    import uvicorn

    from almanac.server.app import DASHBOARDS, create_app

    config = uvicorn.Config(
        create_app(
            home,
            now,
            access,
            host,
            query_seconds=query_seconds,
            dashboards_dir=dashboards or DASHBOARDS,
        ),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        # A connection that is closed just as its client asks again is an error for the client.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )
    shown = f"[{host}]" if ":" in host else host
    say(f"Almanac is at http://{shown}:{listener.getsockname()[1]} (stop it with Ctrl+C)")
    if host not in LOOPBACK:
        say(f"warning: {_DANGER[bool(access.users)]}")
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
