"""Six public consultations with opinions and replies, around the day of loading."""

from typing import NamedTuple


class OpinionSeed(NamedTuple):
    """One opinion and what the bureau made of it: adopted, partly, not."""

    author: str
    text: str
    decision: str
    reason: str


class ConsultationSeed(NamedTuple):
    """One consultation 征集; days are counted from the day of loading."""

    key: str
    title: str
    kind: str
    department: str
    topic: str
    opens_in: int
    closes_in: int
    explanation: str
    clauses: tuple[str, ...]
    opinions: tuple[OpinionSeed, ...]
    reported_in: int | None
    summary: str


CONSULTATIONS: tuple[ConsultationSeed, ...] = (
    ConsultationSeed(
        "demo:consultation:elevator-rules",
        "关于《云州市住宅电梯更新改造管理办法（草案）》公开征求意见的公告",
        "normative_business",
        "GXC",
        "urban-renewal",
        -11,
        22,
        "全市使用年限超过十五年的住宅电梯约 2,300 台，更新资金筹集难、业主表决难的问题突出。草案明确了安全评估、资金筹集、紧急更新和监督管理的办法。",
        (
            "使用年限超过十五年的住宅电梯，应当每两年进行一次安全评估，评估结论在电梯轿厢内公示。",
            "安全评估结论为应当更新的，业主可以使用住宅专项维修资金、住房公积金支付更新费用，财政按照每台不超过十五万元给予补助。",
            "存在严重事故隐患、业主表决未通过的，街道办事处可以组织代为更新，所需费用由相关业主承担。",
            "电梯更新方案、中标单位、费用决算应当在小区公示不少于七日。",
        ),
        (
            OpinionSeed("王先生", "建议把安全评估的周期缩短到一年，老电梯隔两年才评一次不放心。", "", ""),
            OpinionSeed(
                "", "代为更新的费用由业主承担，但是低保家庭确实拿不出钱，希望明确减免或者分期的办法。", "", ""
            ),
            OpinionSeed("清平里业委会", "第四条的公示期建议延长到十日，七日很多业主看不到。", "", ""),
        ),
        None,
        "",
    ),
    ConsultationSeed(
        "demo:consultation:rental-deposit",
        "关于《云州市住房租赁押金托管试行办法（征求意见稿）》公开征求意见的公告",
        "normative",
        "ZLC",
        "rental",
        -6,
        9,
        "近年来租赁押金纠纷占住房租赁投诉的四成以上。为了保护承租人资金安全，拟对住房租赁企业收取的押金实行第三方托管。",
        (
            "住房租赁企业收取的押金应当在三个工作日内存入托管账户。",
            "租赁合同终止后，双方对押金无争议的，托管机构应当在二个工作日内退还。",
            "双方对押金有争议的，可以申请租赁纠纷调处中心调解，调解期间托管机构暂不划转。",
        ),
        (
            OpinionSeed("", "个人房东也应当可以自愿参加托管。", "", ""),
            OpinionSeed("李女士", "建议写明托管不收取任何手续费。", "", ""),
        ),
        None,
        "",
    ),
    ConsultationSeed(
        "demo:consultation:plan",
        "关于《云州市“十五五”住房发展规划（草案）》公开征求意见的公告",
        "major_decision",
        "ZBC",
        "housing-security",
        6,
        41,
        "规划草案提出未来五年新增保障性住房 6 万套、完成老旧小区改造 480 个的目标，按照重大行政决策程序公开征求意见不少于三十日。",
        (
            "五年新增配售型保障性住房 2 万套、保障性租赁住房 4 万套。",
            "完成 2005 年以前建成的老旧小区改造 480 个，惠及居民 24 万户。",
        ),
        (),
        None,
        "",
    ),
    ConsultationSeed(
        "demo:consultation:parking",
        "关于《云州市住宅小区停车管理指导意见（征求意见稿）》公开征求意见的公告",
        "normative",
        "WYC",
        "property-management",
        -17,
        -2,
        "针对住宅小区车位供需矛盾，拟就车位租售公示、共享停车、充电设施建设提出指导意见。",
        (
            "建设单位应当首先满足业主需要，公示车位租售情况，不得只售不租。",
            "鼓励小区与周边公共停车场、单位停车场夜间错时共享。",
            "新增充电设施应当进行消防安全评估，由专业单位统一建设运营。",
        ),
        (
            OpinionSeed("赵先生", "只售不租的问题最突出，希望有处罚措施。", "", ""),
            OpinionSeed("", "地下车库装充电桩要考虑消防，建议集中设置。", "", ""),
            OpinionSeed("翠屏家园业主", "夜间错时共享要有统一平台，不然找不到空位。", "", ""),
        ),
        None,
        "",
    ),
    ConsultationSeed(
        "demo:consultation:public-income",
        "关于《云州市住宅小区公共收益管理办法（征求意见稿）》公开征求意见的公告",
        "normative_business",
        "WYC",
        "property-management",
        -96,
        -61,
        "为了规范小区广告、停车、场地出租等公共收益的收支和公示，保护业主共有权益，起草本办法。",
        (
            "公共收益应当单独列账，每季度公示一次收支明细。",
            "公共收益存放于业主大会或者代管单位的共有资金账户，不得存入个人账户。",
            "公共收益扣除合理成本后，主要用于补充专项维修资金。",
        ),
        (
            OpinionSeed(
                "梧桐里业委会",
                "建议公示时附上合同和票据，只公布一个总数没有意义。",
                "adopted",
                "",
            ),
            OpinionSeed("", "公示周期从每季度改为每月。", "partly", "每月公示增加小区管理成本；修改为每季度公示，业主要求查账的应当在五个工作日内提供。"),
            OpinionSeed("孙女士", "建议由政府统一代收公共收益。", "not_adopted", "公共收益属于业主共有，其管理由业主共同决定，政府统一代收没有法律依据。"),
            OpinionSeed("", "明确物业公司可以提取的管理成本上限。", "adopted", ""),
        ),
        -57,
        "征集期间共收到意见 4 条，采纳 2 条，部分采纳 1 条，未采纳 1 条。意见集中在公示的内容和频次、成本提取和监督方式三个方面。",
    ),
    ConsultationSeed(
        "demo:consultation:youth",
        "关于《新市民和青年人住房支持若干措施（征求意见稿）》公开征求意见的公告",
        "normative",
        "ZBC",
        "housing-security",
        -148,
        -118,
        "为了帮助新市民、青年人解决阶段性住房困难，就保障性租赁住房供给、租房提取公积金、青年驿站提出支持措施。",
        (
            "毕业五年内来本市求职的高校毕业生，可以免费入住青年驿站不超过七日。",
            "租房提取住房公积金的限额提高百分之二十。",
            "每年筹集保障性租赁住房不少于八千套，其中小户型不少于百分之八十。",
        ),
        (
            OpinionSeed("刘同学", "七天太短了，找工作一般要两三周，建议延长到十四天。", "adopted", ""),
            OpinionSeed("", "希望技工院校毕业生也能享受。", "adopted", ""),
            OpinionSeed("", "建议直接发放购房补贴。", "not_adopted", "本措施针对阶段性租住困难，购房支持由其他政策规定。"),
        ),
        -114,
        "征集期间共收到意见 3 条，采纳 2 条，未采纳 1 条。青年驿站免费入住期限由七日调整为十四日，适用对象增加技工院校毕业生。",
    ),
)  # fmt: skip
