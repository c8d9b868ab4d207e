"""Sixty information requests in every state. The people are invented; the identity numbers are synthetic."""

from typing import NamedTuple

# Valid by their check digits, issued to nobody.
IDENTITY_NUMBERS = ("11010519491231002X", "310104199001010011", "410102198503151232")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN_NAMES = ("明", "静", "建国", "小雨", "志远", "丽华", "思源", "晓东")
# Name, credit code (valid by its check character, issued to nobody) and the class of table 3.
ORGANISATIONS = (
    ("云州晨光律师事务所", "52999901MJ00000B2P", "legal_service"),
    ("云州大学城市研究所", "12999901MB00000A4J", "research"),
    ("青川安居建设有限公司", "91999901MA00000D15", "business"),
    ("临江和居物业服务有限公司", "91999901MA00000C3A", "business"),
)


class AskedSeed(NamedTuple):
    """What somebody asks for, and the answer that fits: a reply kind of the Regulation, articles 36 to 39."""

    wanted: str
    department: str
    reply_kind: str
    reply_text: str


ASKED: tuple[AskedSeed, ...] = (
    AskedSeed(
        "申请公开和润苑小区 2024 年度住宅专项维修资金使用明细，包括维修项目、金额和审批时间。",
        "WYC",
        "R2",
        "现将和润苑小区 2024 年度住宅专项维修资金使用明细表提供给您，共 4 页。",
    ),
    AskedSeed(
        "申请公开望江新村老旧小区改造项目的施工合同、监理合同和竣工验收文件。",
        "GXC",
        "R3",
        "施工合同和竣工验收文件予以公开；合同中涉及第三方商业秘密的单价分析表，经征求第三方意见，第三方不同意公开，依据条例第十五条不予公开。",
    ),
    AskedSeed(
        "申请公开云州市公共租赁住房租金标准的批准文件。",
        "ZBC",
        "R1",
        "您申请的信息已经主动公开，可以在本局政务公开平台“政策文件”栏目查询下载。",
    ),
    AskedSeed(
        "申请公开桂园小区地下车库的规划许可证和附图。",
        "JGC",
        "R11",
        "您申请的信息不属于本机关负责公开，由市自然资源和规划局制作保存，建议向该局申请，地址：明湖区学府路 8 号，电话：0000-12340000。",
    ),
    AskedSeed(
        "申请公开 2026 年住房保障工作专题会议的会议纪要和发言记录。",
        "ZBC",
        "R7",
        "您申请的发言记录属于在履行行政管理职能过程中形成的讨论记录，依据条例第十六条第二款，不予公开。",
    ),
    AskedSeed(
        "申请公开 1996 年清平里公房分配名册。",
        "ZBC",
        "R10",
        "经检索本局档案室 1990 年至 2000 年公房档案和电子档案系统，未找到您申请的信息，该信息不存在。",
    ),
    AskedSeed(
        "申请统计全市近十年每个小区维修资金的平均使用率并制成图表。",
        "WYC",
        "R12",
        "您申请的信息需要对现有政府信息进行加工、分析，依据条例第三十八条，本机关不予提供。",
    ),
    AskedSeed(
        "要求处理物业公司乱收费的问题并给出处理结果。",
        "WYC",
        "R14",
        "您的申请内容属于投诉举报事项，不作为政府信息公开申请处理，可以通过 0000-12345606 向物业管理处反映。",
    ),
    AskedSeed(
        "申请公开文昌新村加装电梯项目财政补贴的拨付凭证。",
        "GXC",
        "R2",
        "现将文昌新村加装电梯项目财政补贴拨付凭证复制件提供给您，其中个人账户信息已作处理。",
    ),
    AskedSeed(
        "申请公开安澜苑配售型保障性住房项目的建设成本测算报告。",
        "ZBC",
        "R2",
        "现将项目建设成本测算报告提供给您。",
    ),
)
