"""What somebody is to a company in Sixpence. What each role may do is in `actions.permissions`."""

from enum import StrEnum


class Role(StrEnum):
    """From the most trusted down."""

    OWNER = "owner"
    PREPARER = "preparer"
    APPROVER = "approver"
    VIEWER = "viewer"
    EMPLOYEE = "employee"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.OWNER: "Owner",
    Role.PREPARER: "Payroll preparer",
    Role.APPROVER: "Approver",
    Role.VIEWER: "Viewer",
    Role.EMPLOYEE: "Employee",
}
