"""What a request without an answer means, and the sentence that says what to do. Pure.

No sentence repeats the address, which may hold a password.
"""

import ssl
from collections.abc import Callable, Iterator

import requests
from urllib3.exceptions import LocationParseError, NameResolutionError

from project.ge_sync.errors import GEError, NotConfigured, NotTrusted
from project.ge_sync.http.answers import ServerFault, TryAgain
from project.ge_sync.http.body import CutOff

CONNECT_SECONDS = 5
READ_SECONDS = 20
_NO_ADDRESS = "GE_BASE_URL is no address that can be asked: check it."
_NOT_VALID = "The TLS certificate at GE_BASE_URL is not valid"
# What OpenSSL calls certificates of an authority that it wasn't told of.
_UNKNOWN_AUTHORITY = (18, 19, 20, 21)
_NO_TLS = "GE_BASE_URL begins with https://, and what answers there speaks no TLS: check its host and port."
# What OpenSSL calls an answer in plain text, by version.
_PLAIN = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST")
# The first that fits says it.
_FAULTS: tuple[tuple[type[BaseException], Callable[[str], Exception], str], ...] = (
    (NameResolutionError, ServerFault, "no host has the name in GE_BASE_URL: check it, and this machine's DNS"),
    (ConnectionRefusedError, ServerFault, "nobody listens at GE_BASE_URL: check its host and port"),
    (requests.exceptions.InvalidURL, NotConfigured, _NO_ADDRESS),
    (requests.exceptions.InvalidSchema, NotConfigured, _NO_ADDRESS),
    (LocationParseError, NotConfigured, _NO_ADDRESS),
    (requests.exceptions.SSLError, ServerFault, "no TLS connection to GE_BASE_URL: check its host and port"),
    (requests.exceptions.ConnectTimeout, ServerFault, f"no connection within {CONNECT_SECONDS} s: check GE_BASE_URL"),
    (requests.exceptions.Timeout, ServerFault, f"no byte within {READ_SECONDS} s"),
    (requests.exceptions.ConnectionError, ServerFault, "the connection to GE_BASE_URL broke"),
)


def fault_of(error: Exception) -> Exception:
    """What a failed request means for the client."""
    if isinstance(error, GEError | TryAgain):
        return error
    if isinstance(error, CutOff):
        return TryAgain(str(error))
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NotTrusted(_not_valid(cause))
    if any(isinstance(cause, ssl.SSLError) and cause.reason in _PLAIN for cause in causes):
        return NotTrusted(_NO_TLS)
    for kind, meaning, words in _FAULTS:
        if any(isinstance(cause, kind) for cause in causes):
            return meaning(words)
    return ServerFault(f"the connection broke ({type(error).__name__})")


def _not_valid(error: ssl.SSLCertVerificationError) -> str:
    unknown = error.verify_code in _UNKNOWN_AUTHORITY
    else_ = "name the authority that signed it in GE_CA_BUNDLE" if unknown else "have its owner renew it"
    return f"{_NOT_VALID} ({error.verify_message.rstrip('.')}): check the address, or {else_}."


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and all that it was made of: libraries hand on the first in arguments, reasons and contexts."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            yield one
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
