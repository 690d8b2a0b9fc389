"""The transfers of a licence between owners, and the ownership that the portal reports."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from dev.ge_server.catalogue import Company, any_company
from dev.ge_server.clock import IST
from dev.ge_server.items import Row

PENDING = "Transfer - Pending Acceptance"


def transfers(rng: Random, number: str, owner: Company, *, first: date, last: date) -> list[Row]:
    """Up to three transfers, each by whoever owned the licence then; half of all licences carry transfer ids."""
    rows: list[Row] = []
    with_ids = rng.random() < 0.5
    days = sorted(rng.sample(range((last - first).days), k=min(rng.choice((0, 0, 1, 1, 2, 3)), (last - first).days)))
    for position, offset in enumerate(days):
        status = "Approved" if position < len(days) - 1 else rng.choice(("Approved", "Approved", "Rejected", PENDING))
        row = initiated(rng, owner, on=first + timedelta(days=offset))
        if with_ids:
            row = {"transfer_id": f"T{number}{position + 1:02d}"} | row
        settle(row, rng, status)
        owner = Company(row["to_iec"], row["to_name"]) if status == "Approved" else owner
        rows.append(row)
    return rows


def initiated(rng: Random, owner: Company, *, on: date) -> Row:
    """A transfer just initiated by the owner to another company."""
    receiver = any_company(rng)
    while receiver == owner:
        receiver = any_company(rng)
    started = datetime.combine(on, time(rng.randrange(9, 19), rng.randrange(60), rng.randrange(60)), tzinfo=IST)
    return {
        "from_iec": owner.iec,
        "to_iec": receiver.iec,
        "from_name": owner.name,
        "to_name": receiver.name,
        "status": PENDING,
        "initiated_at": started.isoformat(),
        "transfer_date": None,
        "accepted_at": None,
        "cbic_status": None,
        "cbic_response_at": None,
        "user_id_initiation": f"{owner.iec[:6]}USR{rng.randrange(10, 99)}",
        "user_id_acceptance": None,
    }


def settle(row: Row, rng: Random, status: str) -> None:
    """Bring a transfer to `status`, with the dates and the customs answer that go with it."""
    row["status"] = status
    if status != "Approved":
        return
    accepted = datetime.fromisoformat(row["initiated_at"]) + timedelta(hours=rng.randrange(1, 60))
    row["transfer_date"] = accepted.date().isoformat()
    row["accepted_at"] = accepted.isoformat()
    row["cbic_status"] = rng.choice(("SUCCESS", "SUCCESS", "SUCCESS", "OPEN"))
    if row["cbic_status"] == "SUCCESS":
        row["cbic_response_at"] = (accepted + timedelta(minutes=rng.randrange(5, 600))).isoformat()
    row["user_id_acceptance"] = f"{row['to_iec'][:6]}USR{rng.randrange(10, 99)}"


def latest_owner(document: dict[str, Any]) -> Company:
    """The receiver of the latest approved transfer, else the original owner."""
    approved = [row for row in document["transfers"] if row["status"] == "Approved"]
    if not approved:
        original = document["ownership"]["original_owner"]
        return Company(original["iec"], original["name"])
    latest = max(approved, key=lambda row: str(row["initiated_at"]))
    return Company(latest["to_iec"], latest["to_name"])


def report_owner(document: dict[str, Any]) -> None:
    """Let the portal report the latest owner."""
    owner = latest_owner(document)
    document["ownership"]["reported_owner"] = {"iec": owner.iec, "name": owner.name}
