"""A standard catalogue of affordable housing: ten first-level and 43 second-level matters.

The first eleven matters and their elements follow 建办厅〔2019〕71号; the others are this trial's own reconstruction and
are not official. A bureau edits them, or enters its own, at its desk.
"""

from datetime import datetime

from django.db import transaction

from disclosure.models import Catalogue, Element, Matter
from portal.front.demo.loading import Cast

NAME = "保障性住房领域基层政务公开标准目录（演示）"
BASIS = "《中华人民共和国政府信息公开条例》；建保〔2011〕64号；建办厅〔2019〕71号"
DOCUMENT = "文件名称、文号、发布部门、发布日期、实施日期、正文"
REGISTER = "项目名称、地址、总套数、时间"
PERSON = "公告名称、受理编号、姓名、审核结果"

# First-level matter, second-level matter, elements (those after the bar are optional).
MATTERS: tuple[tuple[str, str, str], ...] = (
    ("法规政策", "法律法规", DOCUMENT),
    ("法规政策", "政策文件", DOCUMENT),
    ("重大决策", "决策前预公开", "决策公开制度、意见征集"),
    ("重大决策", "决策会议公开", "会议名称、时间地点、会议结果"),
    ("重大决策", "决策结果公开", "方案、公示公告、通知"),
    ("规划计划", "中长期规划", "规划名称、目标任务、正文"),
    ("规划计划", "年度计划", "年度建设计划任务量、开工套数、基本建成套数"),
    ("建设管理", "立项信息", "项目名称、建设地点、投资金额、计划安排"),
    ("建设管理", "开工项目清单", "项目名称、地址、建设方式、总套数、开工时间、建设单位、施工单位、监理单位"),
    ("配给管理", "公租房承租资格审核", PERSON),
    ("配给管理", "选房或摇号公告", "公告名称、时间、地点、规则|房源清单"),
    ("建设管理", "已开工项目信息", REGISTER),
    ("建设管理", "年度计划完成进度", "年度目标、实际开工套数、基本建成套数"),
    ("建设管理", "基本建成项目信息", REGISTER),
    ("建设管理", "竣工项目信息", REGISTER),
    ("建设管理", "配套设施建设", "项目名称、配套内容、完成情况"),
    ("配给管理", "分配政策", DOCUMENT),
    ("配给管理", "分配程序", "申请、审核、公示、轮候、选房"),
    ("配给管理", "房源信息", "小区名称、套数、户型、租金或者价格"),
    ("配给管理", "保障对象名册", PERSON),
    ("配给管理", "批次分配对象", PERSON),
    ("配给管理", "批次分配房源", "小区名称、套数、户型"),
    ("配给管理", "选房或摇号结果", "受理编号、姓名、房源所在小区"),
    ("配给管理", "公租房租赁补贴审核", PERSON),
    ("配给管理", "租赁补贴发放", "发放批次、户数、金额"),
    ("配给管理", "购房资格审核", PERSON),
    ("配后管理", "资格定期审核", PERSON),
    ("配后管理", "资格变更", PERSON),
    ("配后管理", "资格终止", PERSON),
    ("配后管理", "房屋调换", PERSON),
    ("配后管理", "租金收缴", "小区名称、应收、实收"),
    ("配后管理", "租金减免", PERSON),
    ("配后管理", "运营管理", "运营单位、服务内容、联系电话"),
    ("配后管理", "房屋使用检查", "检查时间、检查内容、检查结果"),
    ("配后管理", "腾退情况", "小区名称、套数、原因"),
    ("配后管理", "取得完全产权和上市交易", "办理条件、程序、结果"),
    ("办事指南", "公租房申请", "事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程"),
    ("办事指南", "租赁补贴申请", "事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程"),
    ("办事指南", "公租房换租", "事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程"),
    ("政策解读", "上级政策解读", "文件名称、解读内容"),
    ("政策解读", "本级政策解读", "文件名称、解读内容、解读人"),
    ("回应关切", "热点回应", "关切内容、回应内容、回应时间"),
    ("评价结果", "社会评价", "评价主体、评价内容、评价结果"),
)
# Which items of the trial fulfil which matter, by a word of their titles.
FULFILLED = (
    ("选房结果公告", "选房或摇号结果"),
    ("摇号公告", "选房或摇号公告"),
    ("开工项目信息", "开工项目清单"),
)


@transaction.atomic
def load_catalogue(cast: Cast, at: datetime) -> int:
    """The catalogue, once."""
    catalogue, created = Catalogue.objects.get_or_create(
        name=NAME,
        defaults={
            "department": cast.departments["ZBC"],
            "issued_on": at.date().replace(month=1, day=15),
            "note": "用于演示。前十一项依据公开文件，其余由本平台整理，非官方文本，可以在后台修改。",
        },
    )
    if not created:
        return 0
    for position, (category, name, elements) in enumerate(MATTERS, 1):
        matter = Matter.objects.create(
            catalogue=catalogue,
            code=str(position),
            category=category,
            name=name,
            basis=BASIS,
            limit_workdays=20,
            organ=cast.departments["ZBC"],
            channels="政府网站、公开查阅点、政务服务中心",
            levels=["city", "county"],
            position=position,
        )
        required, _, optional = elements.partition("|")
        for place, (element, needed) in enumerate(
            [(each, True) for each in required.split("、")] + [(each, False) for each in optional.split("、") if each]
        ):
            Element.objects.create(matter=matter, name=element, required=needed, position=place)
    return len(MATTERS)


def matter_for(title: str) -> Matter | None:
    """The matter an item of the trial fulfils."""
    for word, name in FULFILLED:
        if word in title:
            return Matter.objects.filter(catalogue__name=NAME, name=name).first()
    return None
