"""`--schema`, the same for every command that looks at schemas by name."""

from argparse import ArgumentParser, ArgumentTypeError


def add_schema_option(parser: ArgumentParser) -> None:
    """Names, several with commas or by repeating it; into `schemas`, in the order given."""
    parser.add_argument(
        "--schema",
        dest="schemas",
        action="extend",
        type=_names,
        default=[],
        metavar="NAME[,NAME]",
        help="look at these schemas, such as those of tenants, each before the role's own search path",
    )


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise ArgumentTypeError(f"{text!r} names no schema: write tenant_a, or tenant_a,tenant_b.")
    return names
