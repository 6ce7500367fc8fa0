"""Every error leaves the server as JSON in the three parts in which the project speaks."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from almanac.errors import AlmanacError
from almanac.semantic.access import AccessError
from almanac.semantic.request import NotFoundError, RequestError, explain_faults
from almanac.state.tokens import TokenError
from almanac.warehouse.patience import TooSlowError


class ErrorParts(BaseModel):
    """What failed, why, and what to do next."""

    thing: str
    cause: str
    next_step: str


class ErrorBody(BaseModel):
    """The body of every answer that is no success."""

    error: ErrorParts


RESPONSES: dict[int | str, dict[str, object]] = {
    400: {"model": ErrorBody, "description": "the question is at fault"},
    401: {"model": ErrorBody, "description": "who asks is not known: there is no valid token"},
    403: {"model": ErrorBody, "description": "who asks may not see this"},
    404: {"model": ErrorBody, "description": "there is nothing of that name"},
    422: {"model": ErrorBody, "description": "the question has not the form of one"},
    503: {"model": ErrorBody, "description": "nothing is published yet"},
    504: {"model": ErrorBody, "description": "the question took too long and was stopped"},
}


_STATUS = {NotFoundError: 404, RequestError: 400, TokenError: 401, AccessError: 403, TooSlowError: 504}


def add_error_handlers(app: FastAPI) -> None:
    """Turn every exception into JSON; a surprise goes to the log, and its insides to no client."""

    @app.exception_handler(AlmanacError)
    def known(request: Request, error: AlmanacError) -> JSONResponse:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 503)
        response = error_response(status, error.thing, error.cause, error.next_step)
        if status == 401:
            response.headers["www-authenticate"] = "Bearer"
        return response

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        return error_response(422, *explain_faults(error.errors()))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        where = f"{request.method} {request.url.path}"
        hint = "GET /api/v1/openapi.json lists what there is."
        return error_response(error.status_code, where, str(error.detail).lower(), hint)

    @app.exception_handler(Exception)
    def surprise(request: Request, error: Exception) -> JSONResponse:
        hint = "Look at the server's log; the same question will fail again."
        return error_response(500, "the server", "failed unexpectedly", hint)


def error_response(status: int, thing: str, cause: str, next_step: str) -> JSONResponse:
    """One error in JSON."""
    parts = ErrorParts(thing=thing, cause=cause, next_step=next_step)
    return JSONResponse(ErrorBody(error=parts).model_dump(), status)
