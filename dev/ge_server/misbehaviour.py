"""The 25 misbehaviours of the contract, each a switch with a name; some numbers have two.

Number 0 is no misbehaviour: the errors that the contract allows.
"""

from dataclasses import dataclass

from dev.ge_server import odd_answers, odd_documents, odd_pages
from dev.ge_server.odd_answers import AnswerTwist
from dev.ge_server.odd_documents import Spoil
from dev.ge_server.odd_pages import PageTwist


@dataclass(frozen=True, kw_only=True)
class Misbehaviour:
    """What a switch does: spoil documents, twist pages of the listing, twist whole answers.

    `by_license`: its limits choose licences, else requests. Without a variant one is drawn each time.
    """

    name: str
    number: int
    summary: str
    variants: tuple[str, ...] = ("",)
    spoil: Spoil | None = None
    page: PageTwist | None = None
    answer: AnswerTwist | None = None
    by_license: bool = False
    one_night: bool = False


def _document(
    number: int, name: str, summary: str, spoil: Spoil, *variants: str, one_night: bool = False
) -> Misbehaviour:
    return Misbehaviour(
        name=name,
        number=number,
        summary=summary,
        variants=variants or ("",),
        spoil=spoil,
        by_license=True,
        one_night=one_night,
    )


def _answer(number: int, name: str, summary: str, answer: AnswerTwist, *variants: str) -> Misbehaviour:
    return Misbehaviour(name=name, number=number, summary=summary, variants=variants or ("",), answer=answer)


ALL = (
    _answer(0, "error_status", "an error of the contract's table", odd_answers.error_status, *odd_answers.ERRORS),
    _answer(1, "login_page", "HTML login page with status 200", odd_answers.login_page),
    _answer(2, "truncated", "half the JSON, or too long a Content-Length", odd_answers.truncated, "json", "length"),
    _answer(3, "wrong_encoding", "bytes that are not plain utf-8", odd_answers.wrong_encoding, "windows_1252", "bom"),
    _document(3, "bad_characters", "NUL or a lone surrogate in texts", odd_documents.characters, "nul", "surrogate"),
    Misbehaviour(
        name="repeated_page",
        number=4,
        summary="the listing never gets on",
        variants=("same_page", "stuck_cursor"),
        page=odd_pages.repeated,
    ),
    Misbehaviour(
        name="listed_twice",
        number=5,
        summary="a licence twice on a page, with two versions",
        variants=("higher_first", "higher_last"),
        page=odd_pages.listed_twice,
        by_license=True,
    ),
    _document(
        6,
        "odd_dates",
        "dates in every other form",
        odd_documents.dates,
        *(odd_documents.DATE_FORMS | odd_documents.INSTANT_FORMS),
    ),
    _document(
        7, "odd_numbers", "numbers that are not decimal text", odd_documents.numbers, *odd_documents.NUMBER_FORMS
    ),
    _document(8, "lost_zeros", "leading zeros of number and IEC gone", odd_documents.lost_zeros),
    Misbehaviour(
        name="moved_owner",
        number=9,
        summary="listed as changed, then 403: another owner's",
        page=odd_pages.moved_owner,
        answer=odd_answers.moved_owner,
        by_license=True,
    ),
    _document(
        10, "odd_balances", "negative, or not credits minus debits", odd_documents.balances, "negative", "mismatch"
    ),
    _document(11, "odd_clock", "updated_at in the future or going back", odd_documents.clock, "future", "back"),
    _document(12, "stale_replica", "a version lower than before", odd_documents.stale),
    _answer(13, "slow_drip", "a byte a second", odd_answers.slow_drip, "body", "headers"),
    _answer(14, "limit_without_wait", "429 without Retry-After", odd_answers.limit_without_wait),
    _answer(15, "odd_retry_after", "429, Retry-After a date or a day", odd_answers.odd_retry_after, "date", "day"),
    _answer(16, "session_lost", "401 for a good token", odd_answers.session_lost),
    _answer(17, "error_with_200", "an error body with status 200", odd_answers.error_with_200),
    Misbehaviour(name="empty_listing", number=18, summary="an empty listing, as in an outage", page=odd_pages.empty),
    Misbehaviour(
        name="short_page",
        number=18,
        summary="fewer entries on a page than it counts",
        variants=("documents", "always"),
        page=odd_pages.short,
        by_license=True,
    ),
    _document(18, "empty_children", "empty lists that call themselves complete", odd_documents.empty_children),
    _answer(19, "huge_body", "50 MB, plain or as a gzip bomb", odd_answers.huge_body, "plain", "bomb"),
    _answer(20, "redirect", "302 to http or another host", odd_answers.redirect, "http", "host"),
    Misbehaviour(name="self_signed_tls", number=21, summary="bad certificate: start with --tls-self-signed"),
    _document(
        22,
        "new_shapes",
        "new status, new fields, list turned object",
        odd_documents.new_shapes,
        "enum",
        "field",
        "object",
    ),
    Misbehaviour(
        name="other_contract",
        number=22,
        summary="pages of another schema_version",
        variants=("minor", "major"),
        page=odd_pages.other_contract,
    ),
    _document(23, "other_port", "a bill of entry under another port", odd_documents.other_port),
    _document(24, "reissued_transfer", "a transfer with another initiation time", odd_documents.reissued_transfer),
    _document(
        25,
        "vanished_row",
        "a child row is gone until the next day",
        odd_documents.vanished_row,
        *("transfers", "import_items", "export_items", "bills_of_entry"),
        one_night=True,
    ),
)
BY_NAME = {misbehaviour.name: misbehaviour for misbehaviour in ALL}


def listing() -> str:
    """The table for `--list-misbehaviours`."""
    lines = [f"{'no.':>3}  {'name':<19} {'what it does':<45} variants"]
    for each in ALL:
        lines.append(f"{each.number:>3}  {each.name:<19} {each.summary:<45} {', '.join(each.variants)}".rstrip())
    return "\n".join(lines)
