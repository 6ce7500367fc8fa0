"""The web page's files, as the web build left them."""

from __future__ import annotations

import gzip
import os
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Almanac</title>
<h1>Almanac is running</h1>
<p>The web page is not built yet. Run <code>make web</code> and load this page again.</p>
<p>The API is there: <a href="/api/v1/status">status</a>, <a href="/api/v1/metrics">metrics</a>,
<a href="/api/v1/openapi.json">OpenAPI</a>.</p>
</html>"""


def add_web(app: FastAPI, dist: Path) -> None:
    """Serve the page at `/`; where it is not built, say how to build it."""
    app.mount("/", _Page(directory=dist, check_dir=False), name="web")


PACKED = (".js", ".css")


@lru_cache(maxsize=512)
def _packed(path: str, _mtime: float) -> bytes:
    """A file of the build, compressed as well as can be: once, not for every reader."""
    return gzip.compress(Path(path).read_bytes(), mtime=0)


class _Page(StaticFiles):
    """Files, and the page itself for every address that only the page knows."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """A script or a style goes out compressed, to whoever can unpack it."""
        path, accepted = str(full_path), Headers(scope=scope).get("accept-encoding", "")
        if not path.endswith(PACKED) or "gzip" not in accepted:
            return super().file_response(full_path, stat_result, scope, status_code)
        headers = {"content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(_packed(path, stat_result.st_mtime), status_code, headers, guess_type(path)[0])

    async def check_config(self) -> None:
        """The build may be missing, or come while the server runs."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405)
        if path.split("/")[0] == "api":
            raise HTTPException(404)
        if not (Path(str(self.directory)) / "index.html").is_file():
            return HTMLResponse(_NOT_BUILT, 503)
        try:
            response = await super().get_response("index.html" if path == "." else path, scope)
        except HTTPException as error:
            if error.status_code != 404 or _names_a_file(path):
                raise
            response = await super().get_response("index.html", scope)
        # The build names its assets by their content; the page itself may change with every build.
        is_asset = path.startswith("assets/")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if is_asset else "no-cache"
        return response


def _names_a_file(path: str) -> bool:
    """Files stand in `assets/` or at the root; a page's address may hold a dot (`/catalog/app.users`)."""
    return path.startswith("assets/") or ("/" not in path and "." in path)
