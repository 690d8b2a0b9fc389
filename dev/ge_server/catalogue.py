"""What Indian exporters make, import, and where: the raw material of a realistic licence."""

from functools import cache
from random import Random
from typing import NamedTuple

REGIONAL_AUTHORITIES = ("03", "03", "03", "05", "05", "02", "04", "08", "08", "07", "09", "10", "30", "34")
PORTS = (
    "INNSA1", "INNSA1", "INNSA1", "INMUN1", "INMUN1", "INMAA1", "INBOM4", "INDEL4", "INPAV1", "INHZA1",
    "INCCU1", "INCOK1", "INVTZ1", "INTKD6", "INIXE1",
)  # fmt: skip
NOTIFICATIONS = ("025/2023",) * 5 + ("019/2015",) * 4 + ("098/2009",)
CONDITION_SHEETS = (
    "Import of sugar is restricted to 2% of the CIF value of this authorisation.",
    "Actual user condition applies to serial numbers 1 and 2. Non-transferable until export obligation is met.",
    "Crème and dairy inputs: 5% of the CIF value; Bill of Entry to bear this authorisation's number.",
)
HOUSES = ("Ankur", "Balaji", "Chetna", "Deccan", "Ganesh", "Harsh", "Jai Hind", "Konark", "Laxmi", "Malabar")
TRADES = ("Agro Foods", "Biscuits", "Confectioners", "Exports", "Food Products", "Glass Works", "Impex", "Overseas")
COMPANIES = len(HOUSES) * len(TRADES)


class Input(NamedTuple):
    """An import item of a norm; `cents_per_unit` is its usual price, for plausible quantities."""

    description: str
    hs_code: str
    uqc: str
    cents_per_unit: int
    condition_type: str | None = None


class Product(NamedTuple):
    """An export product of a SION norm class, with the inputs that the norm allows."""

    norm_class: str
    exports: tuple[str, ...]
    cents_per_unit: int
    inputs: tuple[Input, ...]


class Company(NamedTuple):
    iec: str
    name: str


_SUGAR = Input("RELEVANT SUGAR (RAW / REFINED)", "17019990", "KGS", 52, "2%")
_PALM_OIL = Input("RBD PALMOLEIN OIL / EDIBLE VEGETABLE OIL", "15119020", "KGS", 105, "5%")
_MILK = Input("MILK AND MILK PRODUCTS: SKIMMED MILK POWDER", "04021010", "KGS", 330, "AU")
_FLAVOUR = Input("RELEVANT FOOD FLAVOURS / FLAVOURING AGENT", "33021010", "KGS", 1450, "3%")
_COLOUR = Input("FOOD COLOURS, SYNTHETIC", "32041990", "KGS", 1180)
_ACID = Input("CITRIC ACID / TARTARIC ACID", "29181400", "KGS", 160)
_STARCH = Input("MAIZE STARCH AND STARCH POWDER", "11081200", "KGS", 58)
_COCOA = Input("COCOA POWDER, NOT SWEETENED", "18050000", "KGS", 620)
_NUTS = Input("CASHEW KERNELS / ALMONDS / PISTACHIOS", "08013220", "KGS", 780, "10%")
_FOIL = Input("ALUMINIUM FOIL, PRINTED", "76072010", "KGS", 470)
_GRANULES = Input("PACKING MATERIAL: POLYPROPYLENE GRANULES", "39021000", "KGS", 125)
_PAPER = Input("PACKING MATERIAL: PAPER AND PAPER BOARD", "48101990", "KGS", 98)
_WHEAT = Input("WHEAT FLOUR / WHEAT GLUTEN", "11010000", "KGS", 41)
_LEAVEN = Input("LEAVENING AGENT: SODIUM BICARBONATE", "28363000", "KGS", 37)
_FIBRE = Input("DIETARY FIBRE / INULIN", "11082000", "KGS", 410)
_SPICES = Input("SPICES: BLACK PEPPER, CARDAMOM, CLOVES", "09041120", "KGS", 690, "3%")
_OLIVE = Input("OLIVE OIL / SESAME OIL", "15092000", "LTR", 560)
_PULSES = Input("GRAM DAL AND OTHER PULSES", "07132090", "KGS", 88, "AU")
_SODA = Input("SODA ASH, DENSE", "28362010", "MTS", 24500)
_SAND = Input("SILICA SAND, LOW IRON", "25051011", "MTS", 7800)
_INTERLAYER = Input("POLYVINYL BUTYRAL (PVB) FILM", "39209119", "KGS", 530)

PRODUCTS = (
    Product(
        "E1",
        ("ASSORTED CONFECTIONERY: HARD BOILED CANDY", "CHOCOLATE COATED TOFFEE", "ECLAIRS AND LOLLIPOPS"),
        240,
        (_SUGAR, _FLAVOUR, _ACID, _STARCH, _COCOA, _MILK, _COLOUR, _NUTS, _FOIL, _GRANULES, _PAPER, _FIBRE),
    ),
    Product(
        "E5",
        ("BISCUITS: GLUCOSE, PACKED", "CREAM SANDWICH BISCUITS", "COOKIES WITH CASHEW"),
        180,
        (_WHEAT, _SUGAR, _PALM_OIL, _MILK, _LEAVEN, _FLAVOUR, _COLOUR, _FIBRE, _NUTS, _COCOA, _GRANULES, _PAPER),
    ),
    Product(
        "E126",
        ("ASSORTED PICKLES IN OIL: MANGO, LIME, MIXED", "CURRY PASTE AND CHUTNEY"),
        310,
        (_PALM_OIL, _SPICES, _ACID, _SUGAR, _OLIVE, _STARCH, _COLOUR, _GRANULES, _FOIL, _PAPER, _FLAVOUR, _FIBRE),
    ),
    Product(
        "E132",
        ("NAMKEEN AND FARSAN, READY TO EAT", "EXTRUDED SNACK PELLETS"),
        270,
        (_PULSES, _PALM_OIL, _SPICES, _STARCH, _NUTS, _WHEAT, _COLOUR, _FLAVOUR, _GRANULES, _FOIL, _PAPER, _FIBRE),
    ),
    Product(
        "A3627",
        ("TOUGHENED AND LAMINATED SAFETY GLASS", "FLOAT GLASS, TINTED"),
        95,
        (_SODA, _SAND, _INTERLAYER, _PAPER, _GRANULES, _FIBRE, _FOIL, _COLOUR, _ACID, _STARCH, _LEAVEN, _PULSES),
    ),
)


@cache
def company(index: int) -> Company:
    """The company of that number; an IEC always has the same name, on every licence and with every seed."""
    house, trade = HOUSES[index % len(HOUSES)], TRADES[index // len(HOUSES) % len(TRADES)]
    rng = Random(f"company/{index}")
    if rng.random() < 0.3:
        letters = "".join(rng.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=5))
        return Company(f"{letters}{rng.randrange(1000, 9999)}{rng.choice('ABCDEFGH')}", f"{house} {trade} Pvt Ltd")
    return Company(f"{rng.choice(('03', '05', '08', '30'))}{rng.randrange(10**7, 10**8)}", f"{house} {trade} Limited")


def any_company(rng: Random) -> Company:
    """A company drawn by `rng`."""
    return company(rng.randrange(COMPANIES))
