"""Departments, people, topics, audiences and columns of the fictitious bureau."""

from typing import NamedTuple

# Printed by `make demo`. The trial says so; production refuses to load it.
PASSWORD = "yunzhou-demo-2026"  # noqa: S105


class DepartmentSeed(NamedTuple):
    """One department 处室 as the openness guide describes it."""

    code: str
    name: str
    short_name: str
    head: str
    duties: str
    room: str
    telephone: str


DEPARTMENTS: tuple[DepartmentSeed, ...] = (
    DepartmentSeed(
        "BGS",
        "办公室（政务公开办公室）",
        "办公室",
        "沈之言",
        "负责机关日常运转、公文处理、政务公开、信息公开申请的登记与答复汇总、政府网站和政务新媒体管理、信访和档案工作。",
        "801 室",
        "0000-12345601",
    ),
    DepartmentSeed(
        "FGC",
        "政策法规处",
        "法规处",
        "顾明理",
        "负责规范性文件的合法性审核、政策解读统筹、行政复议和行政诉讼应对、普法和执法监督工作。",
        "806 室",
        "0000-12345602",
    ),
    DepartmentSeed(
        "ZBC",
        "住房保障处",
        "住房保障处",
        "陆安居",
        "负责公共租赁住房、配售型保障性住房、保障性租赁住房的规划、建设筹集、申请审核、配租配售和后期管理。",
        "602 室",
        "0000-12345603",
    ),
    DepartmentSeed(
        "SCC",
        "房地产市场监管处",
        "市场监管处",
        "周衡",
        "负责商品房预售许可、房地产开发企业资质、房地产经纪和估价机构管理，监测分析房地产市场运行情况。",
        "605 室",
        "0000-12345604",
    ),
    DepartmentSeed(
        "ZLC",
        "住房租赁管理处",
        "租赁管理处",
        "何邻",
        "负责住房租赁市场管理、住房租赁公共服务平台建设、租赁企业备案和租赁纠纷调处指导。",
        "607 室",
        "0000-12345605",
    ),
    DepartmentSeed(
        "WYC",
        "物业管理处",
        "物业处",
        "夏守成",
        "负责物业服务活动监督管理、住宅专项维修资金归集使用监管、业主大会和业主委员会指导、房屋应急维修。",
        "503 室",
        "0000-12345606",
    ),
    DepartmentSeed(
        "GXC",
        "城市更新处",
        "更新处",
        "严知新",
        "负责旧住房成套改造、城中村改造、老旧小区改造和既有多层住宅加装电梯的组织推进。",
        "505 室",
        "0000-12345607",
    ),
    DepartmentSeed(
        "JGC",
        "建筑市场与质量安全处",
        "质安处",
        "石立",
        "负责建筑市场监管、工程质量和施工安全监督、施工许可、竣工验收备案和建筑节能工作。",
        "703 室",
        "0000-12345608",
    ),
    DepartmentSeed(
        "GJC",
        "住房公积金监管处",
        "公积金处",
        "钱慎",
        "负责住房公积金归集、提取、贷款政策的拟订和运行监督，按季度公开住房公积金缴存使用情况。",
        "705 室",
        "0000-12345609",
    ),
    DepartmentSeed(
        "CWC",
        "财务审计处",
        "财务处",
        "余清",
        "负责部门预算决算、政府采购、国有资产管理、行政事业性收费和内部审计。",
        "810 室",
        "0000-12345610",
    ),
    DepartmentSeed(
        "RSC",
        "人事处",
        "人事处",
        "任贤",
        "负责机构编制、干部人事、公务员考试录用、教育培训和离退休人员服务。",
        "812 室",
        "0000-12345611",
    ),
    DepartmentSeed(
        "YJC",
        "应急与房屋安全处",
        "房安处",
        "安巡",
        "负责既有房屋使用安全管理、自建房安全排查整治、防汛防台和突发事件应对。",
        "507 室",
        "0000-12345612",
    ),
)


class PersonSeed(NamedTuple):
    """One login of the trial: user name, name, department code, duties."""

    username: str
    full_name: str
    department: str
    duties: tuple[str, ...]
    what: str


PEOPLE: tuple[PersonSeed, ...] = (
    PersonSeed("clerk", "陈起草", "ZBC", ("clerk",), "处室经办人：起草公开条目、政策文件，拟写申请答复"),
    PersonSeed("wuye", "夏经办", "WYC", ("clerk",), "物业管理处经办人"),
    PersonSeed("gengxin", "严经办", "GXC", ("clerk",), "城市更新处经办人"),
    PersonSeed("zhian", "石经办", "JGC", ("clerk",), "建筑市场与质量安全处经办人"),
    PersonSeed("head", "陆安居", "ZBC", ("department_head",), "处室负责人：认领申请、审核答复"),
    PersonSeed("secrecy", "秦守密", "BGS", ("secrecy_reviewer",), "保密审查员：发布前逐件审查"),
    PersonSeed("legal", "顾明理", "FGC", ("legal_reviewer",), "法制审核员：答复合法性预审"),
    PersonSeed(
        "office", "沈之言", "BGS", ("disclosure_office",), "政务公开办公室：登记、确认、一级审批、汇总发出、意见管理"
    ),
    PersonSeed("deputy", "温副局", "BGS", ("deputy_leader",), "分管领导：二级审批"),
    PersonSeed("leader", "程局长", "BGS", ("main_leader",), "主要领导：三级审批"),
    PersonSeed("system", "系统管理员", "BGS", ("system_admin",), "系统管理员：工作日历、栏目、链接、投递"),
    PersonSeed("security", "安全管理员", "BGS", ("security_admin",), "安全管理员：人员与职责"),
    PersonSeed("audit", "审计管理员", "BGS", ("audit_admin",), "审计管理员：审计日志"),
)

TOPICS: tuple[tuple[str, str], ...] = (
    ("housing-security", "住房保障"),
    ("rental", "住房租赁"),
    ("property-management", "物业管理"),
    ("real-estate", "房地产市场"),
    ("urban-renewal", "城市更新"),
    ("construction", "建筑与质量安全"),
    ("provident-fund", "住房公积金"),
    ("house-safety", "房屋安全"),
    ("openness", "政务公开"),
)

AUDIENCES: tuple[tuple[str, str], ...] = (
    ("low-income", "住房困难家庭"),
    ("newcomers", "新市民、青年人"),
    ("owners", "业主"),
    ("tenants", "承租人"),
    ("enterprises", "企业"),
    ("elderly", "老年人"),
)


class ColumnSeed(NamedTuple):
    """One column 栏目: slug, name, slug of its parent, department code, freshness in days."""

    slug: str
    name: str
    parent: str
    department: str
    max_age_days: int | None
    description: str


# The statutory columns come from the taxonomy; these are the bureau's own.
COLUMNS: tuple[ColumnSeed, ...] = (
    ColumnSeed("proposals", "建议提案办理", "statutory", "BGS", 365, "人大代表建议和政协提案的答复。"),
)

# Which department keeps which statutory column.
KEEPERS: dict[str, str] = {
    "guide": "BGS",
    "rules": "FGC",
    "a20-01": "FGC",
    "a20-02": "RSC",
    "a20-03": "GXC",
    "a20-04": "SCC",
    "a20-05": "SCC",
    "a20-06": "JGC",
    "a20-07": "CWC",
    "a20-08": "CWC",
    "a20-09": "CWC",
    "a20-10": "JGC",
    "a20-11": "ZBC",
    "a20-12": "YJC",
    "a20-13": "JGC",
    "a20-14": "RSC",
    "annual": "BGS",
    "news": "BGS",
    "notices": "BGS",
}
