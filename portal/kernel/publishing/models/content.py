from django.db import models


class ContentCounter(models.Model):
    """One row that grows with every change of what the public sees; entity tags are made of it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    # Its value when the bureau's name, colours, notices or header columns changed last.
    face = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="publishing_contentcounter_single", violation_error_message="只有一行"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
