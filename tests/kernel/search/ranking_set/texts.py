"""Small documents of our own and what should come first for which question."""

from typing import NamedTuple


class Text(NamedTuple):
    """A document: key, title, number, day, validity, text."""

    key: str
    title: str
    number: str
    on: str
    validity: str
    body: str


class Asked(NamedTuple):
    """A question and the key that should come first, with why."""

    text: str
    first: str
    why: str


TEXTS = (
    Text("lift-2019", "既有多层住宅加装电梯若干规定", "云建规〔2019〕3号", "2019-04-01", "repealed",
         "既有多层住宅加装电梯应当经业主表决。加装电梯的资金由业主分摊。"),
    Text("lift-2024", "既有多层住宅加装电梯若干规定", "云建规〔2024〕5号", "2024-06-01", "in_force",
         "既有多层住宅加装电梯应当经本单元业主表决。电梯井道、底坑按规范设置。"),
    Text("lift-news", "明湖区新增二百部电梯", "", "2025-03-01", "",
         "去年全区既有住宅加装电梯二百部，居民出行更加方便。"),
    Text("lift-money", "加装电梯财政补贴资金管理办法", "云建规〔2023〕9号", "2023-02-01", "in_force",
         "对既有住宅加装电梯给予财政补贴，每部补贴上限二十八万元。"),
    Text("rent-rules", "公共租赁住房管理办法", "云建规〔2022〕2号", "2022-01-10", "in_force",
         "公共租赁住房的申请、审核、配租和退出，适用本办法。申请人应当符合收入和住房条件。"),
    Text("rent-guide", "公租房申请指南", "", "2024-02-02", "",
         "申请公租房需要身份证明、收入证明和住房情况说明。街道受理后二十个工作日内审核。"),
    Text("rent-price", "关于调整公共租赁住房租金标准的通知", "云建〔2025〕12号", "2025-01-20", "in_force",
         "租金标准按照低于同地段市场租金的原则确定。"),
    Text("property", "云州市住宅物业管理条例", "", "2021-07-01", "in_force",
         "业主大会、业主委员会和物业服务企业的权利义务。物业服务收费实行政府指导价和市场调节价。"),
    Text("property-fee", "物业服务收费管理办法", "云建规〔2020〕8号", "2020-05-05", "in_force",
         "物业服务收费应当公开、合理。停车收费另行规定。"),
    Text("property-fund", "住宅专项维修资金管理办法", "云建规〔2018〕6号", "2018-03-03", "lapsed",
         "维修资金用于住宅共用部位的维修和更新。物业服务企业提出使用方案。"),
    Text("property-fund-new", "住宅专项维修资金管理办法", "云建规〔2023〕6号", "2023-03-03", "in_force",
         "维修资金用于住宅共用部位、共用设施设备的维修和更新、改造。"),
    Text("presale", "商品房预售许可办理流程", "", "2024-09-09", "",
         "开发企业申请预售许可证，应当提交土地使用权证和工程规划许可证。"),
    Text("presale-list", "2024年商品房预售许可公示", "云建示〔2024〕31号", "2024-12-30", "",
         "现将取得商品房预售许可的项目予以公示。"),
    Text("fund-loan", "住房公积金贷款实施细则", "云公积金〔2024〕1号", "2024-01-15", "in_force",
         "缴存职工购买住房可以申请公积金贷款，贷款额度按账户余额计算。"),
    Text("fund-draw", "住房公积金提取管理规定", "云公积金〔2021〕4号", "2021-11-11", "in_force",
         "租房、购房、退休可以提取住房公积金。"),
    Text("safety", "关于开展房屋建筑安全隐患排查的通知", "云建〔2024〕88号", "2024-04-18", "in_force",
         "各区对经营性自建房开展安全隐患排查，参照云建规〔2024〕5号建立台账。"),
    Text("bim", "BIM技术应用导则", "云建科〔2023〕2号", "2023-08-08", "in_force",
         "设计、施工阶段应当采用建筑信息模型，符合GB/T 51212-2016。"),
    Text("points-2024", "2024年政务公开工作要点", "云建〔2024〕20号", "2024-03-01", "", "做好主动公开和依申请公开。"),
    Text("points-2025", "2025年政务公开工作要点", "云建〔2025〕18号", "2025-03-01", "", "做好主动公开和依申请公开。"),
    Text("demolish", "国有土地上房屋征收与补偿实施细则", "云建规〔2021〕1号", "2021-02-02", "in_force",
         "征收补偿包括被征收房屋价值、搬迁和临时安置。"),
)  # fmt: skip

ASKED = (
    # The exact number before everything.
    Asked("云建规〔2024〕5号", "lift-2024", "the bearer before who cites it"),
    Asked("云建规[2019]3号", "lift-2019", "a number asks for its bearer, repealed or not"),
    Asked("云建（2024）88", "safety", "brackets and 号 do not matter"),
    Asked("文号:云公积金〔2024〕1号", "fund-loan", "by name"),
    # The exact title.
    Asked("公共租赁住房管理办法", "rent-rules", "the whole title"),
    Asked("公租房申请指南", "rent-guide", "the whole title"),
    Asked("2024年政务公开工作要点", "points-2024", "the year belongs to the title"),
    Asked("物业服务收费管理办法", "property-fee", "the whole title"),
    # In force before repealed and lapsed, of one title.
    Asked("既有多层住宅加装电梯若干规定", "lift-2024", "what applies before what applied"),
    Asked("住宅专项维修资金管理办法", "property-fund-new", "what applies before what lapsed"),
    Asked("维修资金", "property-fund-new", "what applies before what lapsed"),
    # Title before text.
    Asked("物业服务收费", "property-fee", "in the title before in the text"),
    Asked("加装电梯 补贴", "lift-money", "both words in the title"),
    Asked("预售许可", "presale", "the shorter title that begins nearer"),
    Asked("公积金提取", "fund-draw", "the words of the title, another between none"),
    Asked("公积金贷款", "fund-loan", "contiguous in the title"),
    Asked("租金标准", "rent-price", "in the title"),
    Asked("物业管理条例", "property", "the end of the title"),
    Asked("房屋征收", "demolish", "in the title"),
    # Newer before older.
    Asked("政务公开工作要点", "points-2025", "the newest of equals"),
    # Only in the text.
    Asked("自建房", "safety", "in the text"),
    Asked("业主委员会", "property", "in the text"),
    Asked("建筑信息模型", "bim", "in the text"),
    Asked("“收入和住房条件”", "rent-rules", "letter for letter"),
    # Spelling.
    Asked("物業管理條例", "property", "traditional"),
    Asked("bim技術", "bim", "small letters and traditional"),
    Asked("公積金 貸款", "fund-loan", "traditional, apart"),
    # As people ask.
    Asked("公租房怎么申请", "rent-guide", "question words do not count"),
    Asked("加装电梯要业主表决吗", "lift-2024", "question words do not count"),
    Asked("标题:电梯 补贴", "lift-money", "one word of the title, one anywhere"),
    Asked("电梯 2025年", "lift-news", "within the dates"),
    Asked("有效性:废止 加装电梯", "lift-2019", "repealed when asked for"),
)
