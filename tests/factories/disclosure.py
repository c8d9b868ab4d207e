"""Items of proactive disclosure and the standard catalogue."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from disclosure.models import Catalogue, Element, Item, Matter
from disclosure.services import items
from tests.factories.people import DepartmentFactory
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT
from tests.factories.taxonomy import ColumnFactory


class CatalogueFactory(DjangoModelFactory):
    class Meta:
        model = Catalogue

    name = factory.Sequence(lambda n: f"保障性住房领域基层政务公开标准目录之{n}")
    department = factory.SubFactory(DepartmentFactory)


class MatterFactory(DjangoModelFactory):
    class Meta:
        model = Matter

    catalogue = factory.SubFactory(CatalogueFactory)
    code = factory.Sequence(lambda n: str(n + 1))
    category = "规划计划"
    name = factory.Sequence(lambda n: f"年度计划{n}")
    basis = "《中华人民共和国政府信息公开条例》第二十条"
    levels = ["city", "county"]


class ElementFactory(DjangoModelFactory):
    class Meta:
        model = Element

    matter = factory.SubFactory(MatterFactory)
    name = factory.Sequence(lambda n: f"要素{n}")


class ItemFactory(DjangoModelFactory):
    """A draft by default; `published=True` takes the recorded way of imports, `withdrawn` needs a desk."""

    class Meta:
        model = Item
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"2026年度保障性住房建设计划之{n}")
    organ = "云州市住房和城乡建设局"
    formed_on = dt.date(2026, 2, 2)
    body = "全年计划筹集保障性住房一万套。"
    department = factory.SubFactory(DepartmentFactory)
    column = factory.SubFactory(ColumnFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        by = kwargs.pop("created_by", None)
        published = kwargs.pop("published", False)
        released_at = kwargs.pop("released_at", RELEASED_AT)
        if published:
            return items.bring_in(
                item=model_class(), data=kwargs, source="测试数据", published_at=released_at, by=by, at=released_at
            )
        return items.draft(item=model_class(), data=kwargs, by=by, at=DRAFTED_AT)
