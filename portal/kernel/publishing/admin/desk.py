"""The clerk's desk for anything published: verbs as buttons, review and versions in sight, nothing deletable."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from portal.kernel.attachments.services import Refused
from portal.kernel.audit.selectors import history_of
from portal.kernel.audit.verbs import label_of
from portal.kernel.people.desk import SaysItsBasis
from portal.kernel.people.models import Department, Duty
from portal.kernel.people.permissions import departments_of, holds, is_staff_member
from portal.kernel.publishing import gates, permissions, selectors
from portal.kernel.publishing.admin.forms import PublishableForm
from portal.kernel.publishing.admin.verbs import VERBS, DeskVerb
from portal.kernel.publishing.models import Publishable
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.publishing.services import drafting, release, review, targeting
from portal.kernel.publishing.transitions import LIFECYCLE
from portal.kernel.publishing.words import LEVEL_DUTIES
from portal.kernel.rules.lifecycle import IllegalTransition
from portal.kernel.ui import moment

#: What a verb may answer instead of doing it; each carries its Chinese sentences.
REFUSALS: tuple[type[Exception], ...] = (
    release.NotReady,
    release.NotPublic,
    release.PlannedInThePast,
    drafting.Incomplete,
    review.NotAllowed,
    review.AlreadyReviewed,
    review.NotReviewed,
    review.ReasonMissing,
    review.StaleVersion,
    targeting.GrantRefused,
    IllegalTransition,
    Refused,
)
COLLISION = "操作未完成：内容刚刚被他人处理，请刷新后查看"
HISTORY_LENGTH = 20


class PublishableAdmin(SaysItsBasis, admin.ModelAdmin):
    """Domain admins subclass it and add their fieldsets; ``extra_verbs`` adds their own buttons."""

    form = PublishableForm
    change_form_template = "admin/publishing/change_form.html"
    extra_verbs: tuple[DeskVerb, ...] = ()
    extra_refusals: tuple[type[Exception], ...] = ()

    list_display: Any = ("title", "department", "state", "openness", "published_at")
    list_filter: ClassVar[Any] = ("state", "openness", "department")
    list_select_related: ClassVar[Any] = ("department",)
    search_fields: ClassVar[Any] = ("title",)
    ordering: ClassVar[Any] = ("-pk",)
    legal_basis: ClassVar[dict[str, str]] = {
        "title": "写全称，与纸质稿一致（《党政机关公文处理工作条例》第九条）。",
        "department": "谁制作谁公开（条例第十条）。",
        "openness": "拟制时同步确定，不予公开的定期评估（条例第十三条、第十八条）。",
        "openness_ground": "写明所依据的条款，如条例第十四条（国家秘密、三安全一稳定）、"
        "第十五条（商业秘密、个人隐私）、第十六条（内部事务、过程性信息）。",
        "openness_reason": "依申请公开、不予公开的，依法说明理由，与依据一并送审。",
    }
    show_full_result_count = False
    #: The desk itself links to the public page, and only when there is one.
    view_on_site = False
    list_per_page = 50
    actions: Any = None

    # Who may

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_staff_member(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff_member(request.user) if obj is None else permissions.can_inspect(request.user, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_draft(request.user, None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return permissions.can_draft(request.user, None)
        return obj.is_editable and permissions.can_draft(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Targeted things only for those who draft, review or sign them."""
        things = super().get_queryset(request)
        user: Any = request.user
        if holds(user, Duty.SECRECY_REVIEWER, *LEVEL_DUTIES.values()):
            return things
        mine = departments_of(user, Duty.CLERK, Duty.DEPARTMENT_HEAD)
        if mine is None:
            return things
        return things.filter(Q(targeted=False) | Q(created_by=user) | Q(department__in=mine))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A clerk drafts for his own departments, the disclosure office for all."""
        if db_field.name == "department":
            mine = departments_of(request.user, Duty.CLERK, Duty.DEPARTMENT_HEAD)
            choices = Department.objects.filter(is_active=True).order_by("position", "pk")
            if mine is not None and not holds(request.user, Duty.DISCLOSURE_OFFICE):
                choices = choices.filter(pk__in=mine)
            kwargs["queryset"] = choices
            kwargs.setdefault("initial", getattr(request.user, "department_id", None))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        """A published thing refers only to what its clerk may see on the other thing's own desk."""
        desk = self.admin_site._registry.get(db_field.remote_field.model)  # noqa: SLF001 - no public question
        if isinstance(desk, PublishableAdmin):
            return desk.get_queryset(request)
        return super().get_field_queryset(db, db_field, request)

    # Saving goes through the services

    def save_content(self, *, thing: Any, data: dict[str, Any], by: Any, at: Any) -> Any:
        """Where a domain has house rules of its own for its fields."""
        return drafting.save_draft(thing=thing, data=data, by=by, at=at)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        thing = self.model._default_manager.get(pk=obj.pk) if change else self.model()
        saved = self.save_content(thing=thing, data=form.content(), by=request.user, at=moment.now())
        obj.__dict__.update(saved.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The content is saved with its many-to-many keys already; only the rows below remain."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if not hasattr(formset, "perform"):
            raise TypeError(f"{type(formset).__name__} must call services: mix in VerbFormSet")
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        formset.perform(subject=form.instance, by=request.user, at=moment.now())

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (*REFUSALS, *self.extra_refusals) as refused:
            self._tell(request, refused)
            return HttpResponseRedirect(request.get_full_path())

    # Verbs

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        return [
            path("<int:pk>/verb/<str:verb>/", self.admin_site.admin_view(self.verb_view), name=name),
            *super().get_urls(),
        ]

    def verbs(self) -> tuple[DeskVerb, ...]:
        return (*VERBS, *self.extra_verbs)

    def verb_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """GET asks (when there is something to ask), POST does; the answer is read on the change page."""
        thing = self.get_queryset(request).filter(pk=pk).first()
        chosen = next((each for each in self.verbs() if each.name == verb), None)
        if thing is None or chosen is None or not self.has_view_permission(request, thing):
            raise Http404
        if not chosen.offered(request.user, thing):
            messages.error(request, f"当前状态为“{thing.get_state_display()}”，您现在不能{chosen.label}")
            return self._back(thing)
        if request.method != "POST":
            return self._ask(request, thing, chosen) if chosen.form else HttpResponseNotAllowed(["POST"])
        form = chosen.form(request.POST) if chosen.form else None
        if form is not None and not form.is_valid():
            return self._ask(request, thing, chosen, form, status=422)
        self._do(request, thing, chosen, form.cleaned_data if form else {})
        return self._back(thing)

    def _do(self, request: HttpRequest, thing: Publishable, verb: DeskVerb, data: dict[str, Any]) -> None:
        try:
            messages.success(request, verb.run(thing, data, by=request.user, at=moment.now()))
        except (*REFUSALS, *self.extra_refusals) as refused:
            self._tell(request, refused)
        except IntegrityError:
            messages.error(request, COLLISION)

    def _ask(
        self, request: HttpRequest, thing: Any, verb: DeskVerb, form: Any = None, status: int = 200
    ) -> HttpResponse:
        latest = selectors.latest_version(thing)
        assert verb.form is not None  # noqa: S101 - asked only when there is a form
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "thing": thing,
            "title": verb.label_for(thing),
            "danger": verb.danger,
            "form": form or verb.form(initial={"version": latest.number if latest else None}),
            "version": latest,
        }
        return TemplateResponse(request, "admin/publishing/confirm.html", context, status=status)

    def _back(self, thing: Any) -> HttpResponseRedirect:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[thing.pk]))

    def _tell(self, request: HttpRequest, refused: Exception) -> None:
        """Every failure, not the first."""
        for sentence in getattr(refused, "failures", None) or getattr(refused, "reasons", None) or [str(refused)]:
            messages.error(request, sentence)

    # What the desk shows

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        thing = kwargs.get("obj")
        if thing is not None:
            stored = self.model._default_manager.get(pk=thing.pk)
            context.update(self.desk_context(request, stored))
        return super().render_change_form(request, context, *args, **kwargs)

    def desk_context(self, request: HttpRequest, thing: Any) -> dict[str, Any]:
        ready = LIFECYCLE.allows("release", state=thing.state)
        events = history_of(thing).order_by("-sequence")[:HISTORY_LENGTH]
        return {
            "thing": thing,
            "desk_verbs": [
                {
                    "label": verb.label_for(thing),
                    "url": reverse(
                        f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_verb",
                        args=[thing.pk, verb.name],
                    ),
                    "asks": verb.form is not None,
                    "danger": verb.danger,
                }
                for verb in self.verbs()
                if verb.offered(request.user, thing)
            ],
            "review_steps": selectors.review_steps(thing),
            "versions": selectors.versions_of(thing).select_related("made_by")[:HISTORY_LENGTH],
            "events": [(event, label_of(event.verb)) for event in events],
            "gate_failures": gates.failures(thing, self.release_context(request)) if ready else (),
        }

    def release_context(self, request: HttpRequest) -> ReleaseContext:
        user: Any = request.user
        return ReleaseContext(at=moment.now(), by=user)
