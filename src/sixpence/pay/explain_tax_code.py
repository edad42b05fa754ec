"""A tax code said from its columns."""

from sixpence.law.tax_codes import Kind, Regime, TaxCodes

_PREFIX = {Regime.REST_OF_UK: "", Regime.WALES: "C", Regime.SCOTLAND: "S"}


def code_shown(codes: TaxCodes, row: int = 0) -> str:
    """ "S1257", "K100", "0T", "SD2", "NT": a code without its basis.

    The letter behind a number (L, M, N or T) says why someone has the allowance and changes nothing in the calculation;
    the columns do not keep it.
    """
    kind, number, step = Kind(int(codes.kind[row])), int(codes.number[row]), int(codes.flat_step[row])
    if kind is Kind.NT:
        return "NT"
    if kind is Kind.FLAT:
        shown = "BR" if step == 0 else f"D{step - 1}"
    elif kind is Kind.K:
        shown = f"K{number}"
    else:
        shown = str(number) if number else "0T"
    return _PREFIX[Regime(int(codes.regime[row]))] + shown
