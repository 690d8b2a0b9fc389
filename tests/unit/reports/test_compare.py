from project.findings import Finding, Severity
from project.reports.compare import News, compare


def finding(column: str, message: str = "NULL in the database, NOT NULL in the models") -> Finding:
    return Finding(code="column_null", severity=Severity.ERROR, table="license_invoice", column=column, message=message)


SALE_TYPE = finding("sale_type")


def test_a_trouble_never_seen_before_is_new() -> None:
    assert compare([SALE_TYPE], {}).seen == ((SALE_TYPE, News.NEW),)


def test_a_trouble_that_is_still_open_is_known() -> None:
    assert compare([SALE_TYPE], {SALE_TYPE.fingerprint: True}).seen == ((SALE_TYPE, News.KNOWN),)


def test_a_trouble_that_had_gone_is_back() -> None:
    assert compare([SALE_TYPE], {SALE_TYPE.fingerprint: False}).seen == ((SALE_TYPE, News.BACK),)


def test_an_open_trouble_that_is_not_seen_is_fixed() -> None:
    assert compare([], {SALE_TYPE.fingerprint: True}).fixed == (SALE_TYPE.fingerprint,)


def test_a_gone_trouble_that_is_not_seen_is_not_fixed_again() -> None:
    assert compare([], {SALE_TYPE.fingerprint: False}).fixed == ()


def test_a_run_with_a_crashed_check_declares_nothing_fixed() -> None:
    assert compare([], {SALE_TYPE.fingerprint: True}, whole=False).fixed == ()


def test_the_order_of_the_report_is_kept() -> None:
    columns = [finding(name) for name in ("b", "a", "c")]
    assert [each.column for each, _ in compare(columns, {}).seen] == ["b", "a", "c"]


def test_one_trouble_told_twice_counts_once() -> None:
    comparison = compare([SALE_TYPE, finding("sale_type", "told again")], {})
    assert comparison.seen == ((SALE_TYPE, News.NEW),)
    assert comparison.count(News.NEW) == 1


def test_two_places_count_twice() -> None:
    assert compare([SALE_TYPE, finding("invoice_number")], {}).count(News.NEW) == 2


def test_the_words_of_a_trouble_do_not_make_it_another_one() -> None:
    told_otherwise = finding("sale_type", "12 rows hold NULL")
    assert compare([told_otherwise], {SALE_TYPE.fingerprint: True}).count(News.KNOWN) == 1
