"""Policies for programs: the same selectors, filters and sentences as the pages."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from policies import selectors
from policies.filters import DocumentFilter, FaqFilter, InterpretationFilter
from policies.models import Document, Faq, Interpretation
from policies.rules.words import Validity
from portal.kernel.publishing.conditional import ReadersOwn
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment
from portal.kernel.ui.api_paging import KeysetPagination


class Withdrawn(APIException):
    """The thing was public and has been taken back."""

    status_code = 410
    default_code = "withdrawn"


class PolicyTermSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """政策文件"""

    url = serializers.CharField(source="get_absolute_url", read_only=True, help_text="站内地址")
    department = serializers.CharField(source="department.name", read_only=True)
    validity = serializers.ChoiceField(
        source="validity_code", choices=Validity.choices(), read_only=True, help_text="今日的有效性"
    )
    validity_label = serializers.SerializerMethodField()
    topics = PolicyTermSerializer(many=True, read_only=True)
    audiences = PolicyTermSerializer(many=True, read_only=True)

    class Meta:
        model = Document
        fields: tuple[str, ...] = (
            "id",
            "url",
            "title",
            "document_number",
            "issuing_organ",
            "department",
            "is_normative",
            "formed_on",
            "effective_on",
            "expires_on",
            "published_at",
            "validity",
            "validity_label",
            "summary",
            "topics",
            "audiences",
        )
        read_only_fields = fields

    def get_validity_label(self, document: Document) -> str:
        return document.validity(on=moment.today()).label


class RelatedDocumentSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own attribute of that name
    kind = serializers.CharField()
    outgoing = serializers.BooleanField(help_text="真：本文件对该文件；假：该文件对本文件")
    effective_on = serializers.DateField(allow_null=True)
    id = serializers.IntegerField(source="document.pk")
    title = serializers.CharField(source="document.title")
    url = serializers.CharField(source="document.get_absolute_url")


class PolicyFileSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    size = serializers.IntegerField()
    media_type = serializers.CharField()
    sha256 = serializers.CharField()
    url = serializers.CharField(source="get_absolute_url")


class PolicyServiceSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    url = serializers.CharField()


class InterpretationSerializer(serializers.ModelSerializer[Interpretation]):
    """政策解读"""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    department = serializers.CharField(source="department.name", read_only=True)

    class Meta:
        model = Interpretation
        fields = ("id", "url", "title", "document", "form", "interpreter", "department", "published_at", "body")
        read_only_fields = fields


class FaqSerializer(serializers.ModelSerializer[Faq]):
    """政策问答"""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    question = serializers.CharField(source="title", read_only=True)

    class Meta:
        model = Faq
        fields = ("id", "url", "document", "question", "answer", "published_at")
        read_only_fields = fields


class DocumentDetailSerializer(DocumentSerializer):
    """政策文件全文及其关系、解读、问答、办理入口和附件"""

    relations = serializers.SerializerMethodField()
    interpretations = serializers.SerializerMethodField()
    faqs = serializers.SerializerMethodField()
    services = serializers.SerializerMethodField()
    attachments = serializers.SerializerMethodField()

    class Meta(DocumentSerializer.Meta):
        fields = (
            *DocumentSerializer.Meta.fields,
            "body",
            "history",
            "relations",
            "interpretations",
            "faqs",
            "services",
            "attachments",
        )
        read_only_fields = fields

    @extend_schema_field(RelatedDocumentSerializer(many=True))
    def get_relations(self, document: Document) -> Any:
        return RelatedDocumentSerializer(self._page(document).relations, many=True).data

    @extend_schema_field(InterpretationSerializer(many=True))
    def get_interpretations(self, document: Document) -> Any:
        shown = selectors.interpretations(at=self.context["at"], reader=self.context["reader"])
        return InterpretationSerializer(shown.filter(document=document).order_by("published_at", "pk"), many=True).data

    @extend_schema_field(FaqSerializer(many=True))
    def get_faqs(self, document: Document) -> Any:
        return FaqSerializer(self._page(document).faqs, many=True).data

    @extend_schema_field(PolicyServiceSerializer(many=True))
    def get_services(self, document: Document) -> Any:
        return PolicyServiceSerializer(self._page(document).services, many=True).data

    @extend_schema_field(PolicyFileSerializer(many=True))
    def get_attachments(self, document: Document) -> Any:
        return PolicyFileSerializer(self._page(document).attachments, many=True).data

    def _page(self, document: Document) -> selectors.DocumentPage:
        if not hasattr(self, "_made"):
            self._made = selectors.page_of(
                document, on=self.context["on"], at=self.context["at"], reader=self.context["reader"]
            )
        return self._made


class PublicViewSet(ReadersOwn, viewsets.ReadOnlyModelViewSet[Any]):
    """Read-only, newest first, each reader sees what the pages show him."""

    pagination_class = KeysetPagination
    keyset_order = selectors.ORDER
    lookup_value_regex = r"\d{1,18}"

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.now, self.today, self.reader = moment.now(), moment.today(), reader_of(request)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            gone = selectors.tombstone(self.get_queryset().model, kwargs["pk"])
            if gone is None:
                raise
            raise Withdrawn(f"本信息已撤下：{gone.withdrawal_reason}") from None

    def get_serializer_context(self) -> dict[str, Any]:
        context = dict(super().get_serializer_context())
        if hasattr(self, "now"):
            context.update(at=self.now, on=self.today, reader=self.reader)
        return context


@extend_schema(tags=["政策"])
class DocumentViewSet(PublicViewSet):
    """政策文件检索"""

    queryset = Document.objects.none()
    filterset_class = DocumentFilter

    def get_queryset(self) -> Any:
        if not hasattr(self, "now"):
            return self.queryset
        shown = selectors.documents(on=self.today, at=self.now, reader=self.reader)
        shown = shown.prefetch_related("topics", "audiences")
        return shown.defer(None) if self.action == "retrieve" else shown.defer("body")

    def get_serializer_class(self) -> type[DocumentSerializer]:
        return DocumentDetailSerializer if self.action == "retrieve" else DocumentSerializer


@extend_schema(tags=["政策"])
class InterpretationViewSet(PublicViewSet):
    """政策解读"""

    queryset = Interpretation.objects.none()
    serializer_class = InterpretationSerializer
    filterset_class = InterpretationFilter

    def get_queryset(self) -> Any:
        return selectors.interpretations(at=self.now, reader=self.reader) if hasattr(self, "now") else self.queryset


@extend_schema(tags=["政策"])
class FaqViewSet(PublicViewSet):
    """政策问答"""

    queryset = Faq.objects.none()
    serializer_class = FaqSerializer
    filterset_class = FaqFilter

    def get_queryset(self) -> Any:
        return selectors.faqs(at=self.now, reader=self.reader) if hasattr(self, "now") else self.queryset
