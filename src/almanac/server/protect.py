"""What stands between the network and the application: sizes, hosts and headers."""

from __future__ import annotations

import asyncio

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from almanac.server.errors import error_response
from almanac.warehouse.patience import Asker, asking

MAX_BODY = 1_000_000
"""Bytes of a request; the largest sensible question is a tenth of it."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def protect(app: FastAPI, host: str) -> None:
    """Wrap the application; the last that is added sees a request first."""
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(BodyLimit)
    if host in LOOPBACK:
        # A page elsewhere can point its own name at this machine; its requests carry that name.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK], www_redirect=False)
    app.add_middleware(SecurityHeaders)


class SecurityHeaders:
    """Adds the headers to every response; what the API says is never kept by a browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its response back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"].startswith("/api/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses a request that is too large, whether it says so or not; stops what nobody waits for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then pass the request on with what was read."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self.app(scope, receive, send)
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > MAX_BODY:
                cause = f"the body is larger than {MAX_BODY:,} bytes"
                response = error_response(413, "the request", cause, "Ask for less at once.")
                await response(scope, receive, send)
                return
        waiting: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def receive_read() -> Message:
            return waiting.pop() if waiting else await receive()

        with asking() as asker:
            leaving = asyncio.create_task(_leave(receive, asker))
            try:
                await self.app(scope, receive_read, send)
            finally:
                leaving.cancel()


async def _leave(receive: Receive, asker: Asker) -> None:
    """Once the client has closed the connection nobody waits for what is being computed."""
    while (await receive())["type"] != "http.disconnect":
        pass
    asker.leave()
