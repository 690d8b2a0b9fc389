"""The scope of a run for one licence: `license:` and the ten digits of its number."""

LICENSE_SCOPE = "license:"


class NotALicenseNumberError(ValueError):
    """Not ten digits, nor nine; the text says what to write."""


def license_scope(number: str) -> str:
    """For Run.scope; the number as `ten_digits` returned it."""
    return f"{LICENSE_SCOPE}{number}"


def is_license_scope(scope: str) -> bool:
    """Whether a run is for one licence."""
    return scope.startswith(LICENSE_SCOPE)


def ten_digits(text: str) -> tuple[str, str]:
    """The number, and a warning where its leading zero was lost, as spreadsheets do. Raises NotALicenseNumberError."""
    number = text.strip()
    if not (number.isascii() and number.isdigit() and len(number) in (9, 10)):
        raise NotALicenseNumberError(f"{text!r} is no licence number: write its ten digits, the leading zero too.")
    padded = number.zfill(10)
    return padded, "" if padded == number else f"{number} has nine digits: taken as {padded}."
