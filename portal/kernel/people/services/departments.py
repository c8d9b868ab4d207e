"""The bureau's own organ, root of the tree of departments."""

from django.db import transaction

from portal.kernel.people.models import Department


@transaction.atomic
def found_organ(*, code: str, name: str, short_name: str) -> Department:
    """The organ 「本机关」 of an installation that has no department yet; later calls return it unchanged."""
    organ, _founded = Department.objects.get_or_create(
        code=code, defaults={"name": name, "short_name": short_name, "kind": Department.Kind.ORGAN}
    )
    return organ
