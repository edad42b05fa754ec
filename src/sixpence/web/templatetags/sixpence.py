"""How pages write amounts, days and icons; built into every template."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from sixpence.basics import money
from sixpence.web.icons import ICONS

register = template.Library()
_CURRENT = mark_safe('aria-current="page"')


@register.filter
def pounds(pence: int | None) -> str:
    """£1,234.56; a dash where there is no amount."""
    return "–" if pence is None else money.pounds(pence)


@register.filter
def change(pence: int | None) -> str:
    """A difference with its sign: +£12.00, -£12.00, and £0.00 for none."""
    if pence is None:
        return "–"
    return f"+{money.pounds(pence)}" if pence > 0 else money.pounds(pence)


@register.filter
def hundredths(hours: int) -> str:
    """Hours as people write them: 10.50."""
    return money.plain_pounds(hours)


@register.filter
def day(value: date | None) -> str:
    """30 November 2026."""
    return f"{value.day} {value:%B %Y}" if value else "–"


@register.filter
def short_day(value: date | None) -> str:
    """30 Nov 2026."""
    return f"{value.day} {value:%b %Y}" if value else "–"


@register.filter
def month(value: date | None) -> str:
    """November 2026."""
    return f"{value:%B %Y}" if value else "–"


@register.filter
def moment(value: datetime | None) -> str:
    """30 November 2026 at 14:05."""
    if value is None:
        return "–"
    here = localtime(value)
    return f"{here.day} {here:%B %Y} at {here:%H:%M}"


@register.filter
def digest(value: str) -> SafeString | str:
    """The beginning of a SHA-256, whole in its title."""
    return format_html('<code class="digest" title="{}">{}</code>', value, value[:12]) if value else "–"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words that say the same."""
    return ICONS[name]


@register.simple_tag(takes_context=True)
def here(context: template.Context, namespace: str) -> SafeString | str:
    """Marks the entry of the menu for the room the page is in."""
    match = getattr(context.get("request"), "resolver_match", None)
    current = match is not None and namespace in match.namespaces
    return _CURRENT if current else ""
