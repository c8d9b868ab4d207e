"""Sending an opinion as a program does."""

import json
import uuid

from django.test import Client

from consultations.models import Consultation


def api_post(client: Client, thing: Consultation, body: object, key: str = "") -> object:
    return client.post(
        f"/api/v1/consultations/{thing.pk}/opinions",
        body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": key or str(uuid.uuid4())},
    )
