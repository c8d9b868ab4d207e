"""Two hundred proactive disclosure items in seventeen series, spread over the year before the day of loading."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from portal.front.demo.names import BUILDERS, DEVELOPERS, DISTRICTS, ESTATES, ROADS, pick


class ItemSeed(NamedTuple):
    """What a clerk would have typed for one item 公开条目."""

    key: str
    title: str
    summary: str
    body: str
    column: str
    topic: str
    department: str
    formed_on: date
    document_number: str


class Text(NamedTuple):
    title: str
    summary: str
    body: str


class Series(NamedTuple):
    """A kind of item that comes out regularly."""

    code: str
    size: int
    column: str
    topic: str
    department: str
    numbered: str
    write: Callable[[int, date], Text]
    monthly: bool = False


def month_of(day: date) -> str:
    """The month before the one in which the item was formed, as people write it."""
    last = day.replace(day=1) - timedelta(days=1)
    return f"{last.year}年{last.month}月"


def presale(n: int, day: date) -> Text:
    estate, developer, district = pick(ESTATES, n * 3), pick(DEVELOPERS, n), pick(DISTRICTS, n)
    units, area = 96 + n * 17 % 260, 9800 + n * 1370 % 31000
    return Text(
        f"{district}{estate}（{n % 4 + 1}期）商品房预售许可信息公示",
        f"{developer}开发的{estate}取得预售许可，准予预售 {units} 套。",
        f"根据《城市商品房预售管理办法》，经审查，{developer}申请预售的“{estate}”{n % 4 + 1}期符合预售条件，准予预售。现将有关信息公示如下：\n\n"
        "| 项目 | 内容 |\n|---|---|\n"
        f"| 预售许可证号 | 云房预许〔{day.year}〕{100 + n}号 |\n| 开发企业 | {developer} |\n"
        f"| 坐落 | {district}{pick(ROADS, n)} {n * 13 % 380 + 2} 号 |\n"
        f"| 准予预售套数 | {units} 套 |\n| 准予预售面积 | {area:,} 平方米 |\n| 预售资金监管银行 | 云州银行{district}支行 |\n\n"
        "购房人在签订商品房预售合同前，可以在本局政务公开平台核对上述信息，也可以到项目销售现场查看预售许可证原件。"
        "预售资金应当全部存入监管账户，任何单位和个人不得要求购房人将购房款汇入其他账户。",
    )


def market(n: int, day: date) -> Text:
    new, old = 3120 + n * 271 % 1900, 4050 + n * 389 % 2400
    return Text(
        f"{month_of(day)}全市房地产市场运行情况",
        f"{month_of(day)}全市新建商品住房成交 {new} 套，二手住房成交 {old} 套。",
        f"{month_of(day)}，全市房地产市场总体平稳。现将主要指标公布如下：\n\n"
        "| 指标 | 本月 | 比上月 |\n|---|---|---|\n"
        f"| 新建商品住房成交套数 | {new:,} 套 | {'+' if n % 2 else '−'}{n * 7 % 9 + 1}.{n % 10}% |\n"
        f"| 新建商品住房成交面积 | {new * 98 / 10000:.1f} 万平方米 | {'+' if n % 2 else '−'}{n * 5 % 8 + 1}.{n % 7}% |\n"
        f"| 二手住房成交套数 | {old:,} 套 | {'+' if n % 3 else '−'}{n * 3 % 7 + 1}.{n % 9}% |\n"
        f"| 月末可售新建商品住房 | {182 + n * 3} 万平方米 | −0.{n % 9 + 1}% |\n\n"
        "数据来源于全市房屋网签备案系统，按合同备案日期统计。统计口径包括商品住房，不包括保障性住房、商业和办公用房。",
    )


def allocation(n: int, day: date) -> Text:
    units, families = 120 + n * 37 % 300, 210 + n * 53 % 420
    return Text(
        f"{day.year}年第{n + 1}批公共租赁住房选房结果公告",
        f"本批次推出公共租赁住房 {units} 套，{families} 户家庭参加选房。",
        f"{day.year}年第{n + 1}批公共租赁住房选房工作已经结束。本批次推出房源 {units} 套，参加选房的住房困难家庭 {families} 户，"
        f"选定住房 {units - n % 9} 户，放弃 {n % 9} 户。\n\n"
        "选房顺序由公证机构现场监督、计算机随机摇号产生。选房结果在保障对象户籍所在街道公示栏和住房保障服务窗口同步公布，"
        "公示名单仅列明保障对象姓名、受理编号和房源所在小区，不公开身份证件号码、收入等个人信息。\n\n"
        f"公示期为{day.month}月{day.day}日起 7 日。对公示内容有异议的，可以向住房保障处书面反映，电话：0000-12345603。",
    )


def lottery(n: int, day: date) -> Text:
    return Text(
        f"{pick(DISTRICTS, n)}配售型保障性住房“{pick(ESTATES, n * 7)}”摇号公告",
        "公布摇号的时间、地点、参加人员和规则，欢迎社会监督。",
        f"“{pick(ESTATES, n * 7)}”配售型保障性住房项目的申请受理和资格审核工作已经完成，现将摇号有关事项公告如下：\n\n"
        f"一、时间：{day.year}年{day.month}月{day.day}日之后第 7 个工作日上午 9 时 30 分。\n\n"
        f"二、地点：{pick(DISTRICTS, n)}市民服务中心一楼报告厅。\n\n"
        f"三、房源：{80 + n * 19 % 200} 套，建筑面积 60 至 90 平方米，销售基准价格以价格主管部门公布为准。\n\n"
        "四、规则：摇号在公证机构监督下公开进行，一户一号，当场公布结果。人大代表、政协委员和市民代表可以报名到场监督。",
    )


def renewal(n: int, day: date) -> Text:
    started, done = 38 + n * 4, 21 + n * 3
    return Text(
        f"{month_of(day)}老旧小区改造进展情况",
        f"截至{month_of(day)}末，年度计划 96 个小区已开工 {min(started, 96)} 个、完工 {min(done, 88)} 个。",
        f"{day.year}年全市计划改造老旧小区 96 个，惠及居民 4.8 万户。截至{month_of(day)}末，进展如下：\n\n"
        "| 区县 | 年度计划（个） | 已开工（个） | 已完工（个） |\n|---|---|---|---|\n"
        + "".join(
            f"| {district} | 16 | {min(16, 6 + (n + i) % 11)} | {min(14, 3 + (n + i) % 8)} |\n"
            for i, district in enumerate(DISTRICTS)
        )
        + "\n改造内容由居民议事协商确定，改造前公示方案，改造中公开进度，改造后公布费用。居民对施工质量、扰民等问题可以拨打城市更新处电话 0000-12345607 反映。",
    )


def lifts(n: int, day: date) -> Text:
    return Text(
        f"{month_of(day)}既有多层住宅加装电梯进展情况",
        f"本月新开工加装电梯 {28 + n * 5 % 31} 台，完工交付 {19 + n * 3 % 24} 台。",
        f"{month_of(day)}，全市既有多层住宅加装电梯新开工 {28 + n * 5 % 31} 台，完工并投入使用 {19 + n * 3 % 24} 台，"
        f"另有 {64 + n * 7 % 40} 个单元通过业主表决、正在办理手续。\n\n"
        "加装电梯应当经本单元专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与表决，并经参与表决专有部分面积四分之三以上且参与表决人数四分之三以上的业主同意。"
        "财政补贴标准为每台施工金额的 40%，最高不超过 28 万元。办理流程和所需材料可以在政策栏目查询，也可以到街道加装电梯服务窗口咨询。",
    )


def penalty(n: int, day: date) -> Text:
    reason, basis, fine = (
        ("未按照规定在施工现场设置安全警示标志", "《建设工程安全生产管理条例》第六十二条", 3),
        ("未取得施工许可证擅自施工", "《建筑工程施工许可管理办法》第十二条", 8),
        ("违规收取商品房预订款", "《商品房销售管理办法》第四十二条", 2),
        ("物业服务企业未按规定移交物业资料", "《物业管理条例》第五十八条", 5),
    )[n % 4]
    company = pick(BUILDERS if n % 4 < 2 else DEVELOPERS, n)
    return Text(
        f"行政处罚决定信息公开：{company}（云建罚〔{day.year}〕{20 + n}号）",
        f"{company}因{reason}被处以罚款 {fine} 万元。",
        f"| 项目 | 内容 |\n|---|---|\n| 决定书文号 | 云建罚〔{day.year}〕{20 + n}号 |\n| 被处罚单位 | {company} |\n"
        f"| 违法事实 | {reason} |\n| 处罚依据 | {basis} |\n| 处罚结果 | 罚款 {fine} 万元 |\n| 作出决定日期 | {day.year}年{day.month}月{day.day}日 |\n\n"
        "本信息自公开之日起保留三年。被处罚单位认为公开的信息有误的，可以向本局提出更正申请；履行处罚决定并消除不良影响的，可以申请信用修复。",
    )


def inspection(n: int, day: date) -> Text:
    sites, orders = 64 + n * 11 % 70, 12 + n * 5 % 19
    return Text(
        f"{month_of(day)}建设工程质量安全监督检查情况通报",
        f"抽查在建工程 {sites} 个，签发整改通知书 {orders} 份。",
        f"{month_of(day)}，本局组织对全市在建房屋市政工程开展监督检查，抽查工程 {sites} 个，签发整改通知书 {orders} 份，责令局部停工 {n % 4} 个，约谈企业 {n % 5 + 1} 家。\n\n"
        "检查发现的主要问题：一是个别项目深基坑监测数据上传不及时；二是部分脚手架连墙件设置不规范；三是高处作业个人防护用品佩戴不到位。"
        "对检查发现的问题，项目属地监督机构应当逐项督促整改，整改完成情况在下一期通报中公布。",
    )


def news(n: int, day: date) -> Text:
    what, more = (
        (
            "召开住房保障工作推进会",
            "会议通报了年度建设筹集任务进展，要求加快配售型保障性住房项目前期手续办理，做到分配过程和结果全部公开。",
        ),
        (
            "开展物业服务质量专项检查",
            "检查组实地查看电梯维护、消防设施、公共收益公示等情况，对公共收益不公示的物业服务企业责令限期改正。",
        ),
        ("部署汛期房屋安全隐患排查", "各区县对危旧房屋、低洼小区逐一建账，落实转移安置预案，确保人员安全。"),
        (
            "组织政务公开业务培训",
            "培训围绕公开属性认定、保密审查、个人信息保护和依申请公开答复文书规范展开，各处室联络员参加。",
        ),
        ("现场推进老旧小区改造项目", "现场听取居民对停车、绿化和养老服务设施的意见，要求施工单位每周公布进度安排。"),
    )[n % 5]
    return Text(
        f"市住建局{what}（{day.month}月{day.day}日）",
        more[:60],
        f"{day.month}月{day.day}日，市住房和城乡建设局{what}。{more}\n\n会议强调，要坚持以公开为常态、不公开为例外，"
        "凡与群众利益密切相关的政策、资金、项目、分配结果，都要在形成之日起二十个工作日内向社会公布，让群众看得到、看得懂、能监督。",
    )


def notice(n: int, day: date) -> Text:
    what, body = (
        (
            "房屋安全鉴定单位名录更新",
            "经核查，更新后的名录共收录鉴定单位 17 家。业主委托鉴定时，可以在名录中自主选择，任何单位不得指定。",
        ),
        (
            "住宅专项维修资金年度账目公布",
            "业主可以凭身份证件到开户银行网点或者通过维修资金查询系统查看本户余额、使用明细和利息。",
        ),
        ("住房租赁企业备案信息公示", "公示期内对备案信息有异议的，可以书面向住房租赁管理处反映，并提供相应材料。"),
        (
            "房地产经纪机构信用评价结果公布",
            "评价结果分为 A、B、C、D 四个等级，作为日常监管频次的依据，评价标准同时公布。",
        ),
    )[n % 4]
    return Text(
        f"关于{what}的通知（第{n + 1}期）",
        f"{what}，欢迎社会监督。",
        f"各区县住房和城乡建设主管部门，各有关单位：\n\n根据年度工作安排，现就{what}有关事项通知如下。\n\n{body}\n\n"
        f"如有疑问，请在工作日拨打本局服务电话咨询。\n\n云州市住房和城乡建设局\n\n{day.year}年{day.month}月{day.day}日",
    )


def starts(n: int, day: date) -> Text:
    estate, builder, units = pick(ESTATES, n * 7 + 1), pick(BUILDERS, n), 180 + n * 43 % 420
    return Text(
        f"保障性住房开工项目信息（{estate}）",
        f"{pick(DISTRICTS, n)}{estate}开工，共 {units} 套，其中年内计划基本建成 {units // 3} 套。",
        "| 项目 | 内容 |\n|---|---|\n"
        f"| 项目名称 | {estate}保障性住房项目 |\n| 地址 | {pick(DISTRICTS, n)}{pick(ROADS, n * 3)}以北 |\n"
        f"| 建设方式 | {'新建' if n % 2 else '配建'} |\n| 总套数 | {units} 套 |\n| 开工时间 | {day.year}年{day.month}月 |\n"
        f"| 建设单位 | 云州市安居建设有限公司 |\n| 施工单位 | {builder} |\n| 监理单位 | 云州工程监理有限公司 |\n\n"
        "开工信息同时在施工现场公示。项目规模、工期发生变更的，自变更之日起 10 个工作日内更新。",
    )


def fund(n: int, day: date) -> Text:
    return Text(
        f"{month_of(day)}住房公积金缴存使用情况",
        f"全市实缴职工 {412 + n * 2}.{n % 9} 千人，本季度发放个人住房贷款 {9 + n}.{n % 8} 亿元。",
        f"截至{month_of(day)}末，全市住房公积金实缴职工 {412 + n * 2}.{n % 9} 千人，累计缴存余额 {386 + n * 7} 亿元，"
        f"本季度办理提取 {31 + n}.{n % 7} 亿元，发放个人住房贷款 {9 + n}.{n % 8} 亿元，个贷逾期率 0.0{n % 5 + 2}%。\n\n"
        "住房公积金运行数据按季度公开，年度报告经住房公积金管理委员会审议后，于每年 3 月底前向社会披露。",
    )


def budget(n: int, day: date) -> Text:
    what = (
        "部门预算",
        "部门决算",
        "“三公”经费预算",
        "政府采购执行情况",
        "专项资金绩效评价结果",
        "行政事业性收费目录清单",
    )[n % 6]
    return Text(
        f"云州市住房和城乡建设局{day.year}年{what}公开",
        f"公开{what}的表格、编制说明和名词解释。",
        f"现将本局{day.year}年{what}予以公开，内容包括基本情况、收支总表、财政拨款支出表和情况说明。\n\n"
        "| 项目 | 金额（万元） |\n|---|---|\n"
        f"| 一般公共预算财政拨款 | {18234 + n * 911:,}.{n}0 |\n| 政府性基金预算财政拨款 | {42010 + n * 1200:,}.00 |\n"
        f"| 其中：城乡社区支出 | {39100 + n * 800:,}.{n}5 |\n| 其中：住房保障支出 | {12800 + n * 400:,}.00 |\n\n"
        "涉及国家秘密的内容除外，所有支出细化到项级科目。对公开内容的疑问可以向财务审计处咨询，电话 0000-12345610。",
    )


def proposal(n: int, day: date) -> Text:
    what = (
        "加快推进老旧小区加装电梯",
        "规范住宅小区公共收益管理",
        "扩大保障性租赁住房供给",
        "完善既有房屋安全体检制度",
        "推动物业服务质价相符",
    )[n % 5]
    kind = "人大代表建议" if n % 2 else "政协提案"
    return Text(
        f"对市{kind}第{1020 + n * 7}号“关于{what}的建议”的答复",
        f"就{what}作出答复，全文公开。",
        f"您提出的关于{what}的建议收悉。经研究，现答复如下：\n\n"
        f"您的建议切中要害。近年来，本局围绕{what}，出台配套政策，简化办理流程，建立了部门协同机制。\n\n"
        "下一步，一是健全标准，形成可查询、可监督的清单；二是公开进度，每月在政务公开平台公布办理情况；三是听取意见，"
        "凡涉及群众切身利益的措施，公布前通过意见征集栏目广泛征求意见。\n\n感谢您对住房和城乡建设工作的关心和支持。",
    )


def emergency(n: int, day: date) -> Text:
    what = ("汛期房屋安全", "台风天气在建工地", "低温雨雪天气既有房屋", "高温天气施工")[n % 4]
    return Text(
        f"关于做好{what}防范应对工作的提示（第{n + 1}号）",
        f"{what}防范提示和应急值守电话。",
        f"根据气象部门预报，为做好{what}防范应对工作，现提示如下：\n\n一、产权人和使用人应当检查屋面、外墙、阳台和附着物，发现险情立即撤离并报告。\n\n"
        "二、在建工地应当检查塔吊、脚手架、围挡和临时用房，达到停工条件的立即停工。\n\n"
        "三、物业服务企业应当疏通排水设施，备足挡水板、沙袋等物资，加强地下车库值守。\n\n应急值守电话：0000-12345612（24 小时）。",
    )


def recruitment(n: int, day: date) -> Text:
    what = ("公务员录用公示", "事业单位公开招聘公告", "遴选公告")[n % 3]
    return Text(
        f"云州市住房和城乡建设局{day.year}年{what}（第{n + 1}批）",
        f"公布{what}的岗位、条件、程序和监督电话。",
        f"现发布{day.year}年{what}。岗位 {3 + n} 个，报名条件、考试科目、成绩计算办法、体检和考察安排见附表。\n\n"
        "公示名单仅列姓名、准考证号和毕业院校或者工作单位。公示期 7 个工作日，监督电话 0000-12345611。",
    )


def organs(n: int, day: date) -> Text:
    what = ("机构设置与职责", "办公地址、办公时间和联系方式", "领导分工", "内设机构负责人名单")[n % 4]
    return Text(
        f"云州市住房和城乡建设局{what}",
        f"公开本机关{what}。",
        f"现公开本机关{what}。\n\n本局设办公室、政策法规处、住房保障处等 12 个内设机构，办公地址：云州市明湖区公开路 1 号，"
        "办公时间：工作日 9:00—12:00，13:30—17:30，邮政编码 310000，传真 0000-12345678。\n\n"
        "信息发生变更的，自变更之日起二十个工作日内更新。",
    )


def guide(n: int, day: date) -> Text:
    return Text(
        "云州市住房和城乡建设局政府信息公开指南",
        "政府信息的分类、编排体系、获取方式，信息公开工作机构的名称、地址、时间、电话、传真和互联网联系方式。",
        "## 一、分类和编排体系\n\n本机关政府信息分为机构职能、政策文件、规划信息、统计信息、行政许可、行政处罚、财政信息、住房保障、监督检查等类别，"
        "每条信息编制索引号、名称、内容概述和生成日期。\n\n## 二、主动公开\n\n主动公开的信息自形成或者变更之日起 20 个工作日内，通过本平台、新闻发布会、政务服务场所查阅点公开。\n\n"
        "## 三、依申请公开\n\n除主动公开的信息外，公民、法人和其他组织可以当面、邮寄、传真或者通过本平台提出申请。"
        "本机关自收到申请之日起 20 个工作日内答复；需要延长的，最多延长 20 个工作日。\n\n## 四、工作机构\n\n"
        "| 项目 | 内容 |\n|---|---|\n| 名称 | 云州市住房和城乡建设局政务公开办公室 |\n| 办公地址 | 云州市明湖区公开路 1 号 801 室 |\n"
        "| 办公时间 | 工作日 9:00—12:00，13:30—17:30 |\n| 联系电话 | 0000-12345601 |\n| 传真号码 | 0000-12345678 |\n\n"
        "## 五、监督和救济\n\n认为本机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼。",
    )


def systems(n: int, day: date) -> Text:
    what, rule = (
        (
            "政府信息公开审查制度",
            "公开信息应当先审查、后公开，一事一审。审查内容包括国家秘密、工作秘密、商业秘密、个人隐私和三安全一稳定。",
        ),
        (
            "政府信息主动公开制度",
            "信息形成后，起草处室在拟制公文时提出公开属性，经办公室审核、分管领导和主要领导审批后发布。",
        ),
        (
            "政府信息公开申请办理规程",
            "申请由政务公开办公室统一登记、分办、答复，处室应当在收到分办通知后一个工作日内认领。",
        ),
    )[n % 3]
    return Text(
        f"云州市住房和城乡建设局{what}",
        f"{what}全文。",
        f"第一条 为了规范政府信息公开工作，根据《中华人民共和国政府信息公开条例》，制定本制度。\n\n第二条 {rule}\n\n"
        "第三条 各处室负责人是本处室信息公开工作第一责任人，联络员负责日常维护。\n\n第四条 政务公开办公室每季度检查一次，结果纳入年度考核。\n\n第五条 本制度自印发之日起执行。",
    )


def annual(n: int, day: date) -> Text:
    year = day.year - 1
    return Text(
        f"云州市住房和城乡建设局{year}年政府信息公开工作年度报告",
        f"{year}年主动公开、依申请公开、行政复议和行政诉讼情况，存在的问题和改进措施。",
        f"## 一、总体情况\n\n{year}年，本局主动公开政府信息 {412 + n * 38} 条，收到政府信息公开申请 {286 + n * 27} 件，均在法定期限内答复。\n\n"
        "## 二、主动公开政府信息情况\n\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n| 规章 | 0 | 0 | 0 |\n"
        f"| 行政规范性文件 | {6 + n} | {2 + n} | {38 + n * 4} |\n\n"
        f"## 三、收到和处理申请情况\n\n予以公开 {141 + n * 12} 件，部分公开 {38 + n * 5} 件，不予公开 {21 + n} 件，无法提供 {62 + n * 6} 件，不予处理 {15 + n * 2} 件，其他处理 {9 + n} 件。\n\n"
        f"## 四、行政复议和行政诉讼\n\n行政复议 {6 + n} 件，结果维持 {5 + n} 件，结果纠正 1 件；行政诉讼 2 件，均为结果维持。\n\n"
        "## 五、存在的问题和改进\n\n政策解读形式较为单一，部分栏目更新不够及时。下一步将推进解读与文件同步审签、同步发布，完善栏目巡检。\n\n## 六、其他事项\n\n本年度未收取信息处理费。",
    )


SERIES: tuple[Series, ...] = (
    Series("guide", 1, "guide", "openness", "BGS", "", guide),
    Series("systems", 3, "rules", "openness", "FGC", "", systems),
    Series("annual", 2, "annual", "openness", "BGS", "", annual),
    Series("presale", 24, "a20-05", "real-estate", "SCC", "", presale),
    Series("market", 12, "a20-04", "real-estate", "SCC", "", market, monthly=True),
    Series("allocation", 10, "a20-11", "housing-security", "ZBC", "云建保公告", allocation),
    Series("lottery", 10, "a20-11", "housing-security", "ZBC", "云建保公告", lottery),
    Series("renewal", 12, "a20-10", "urban-renewal", "GXC", "", renewal, monthly=True),
    Series("lifts", 12, "a20-10", "urban-renewal", "GXC", "", lifts, monthly=True),
    Series("penalty", 16, "a20-06", "construction", "JGC", "", penalty),
    Series("inspection", 12, "a20-13", "construction", "JGC", "云建质", inspection, monthly=True),
    Series("news", 20, "news", "openness", "BGS", "", news),
    Series("notice", 20, "notices", "property-management", "WYC", "云建通", notice),
    Series("starts", 10, "a20-11", "housing-security", "ZBC", "", starts),
    Series("fund", 4, "a20-04", "provident-fund", "GJC", "", fund),
    Series("budget", 6, "a20-07", "openness", "CWC", "", budget),
    Series("proposal", 10, "proposals", "openness", "BGS", "云建复", proposal),
    Series("emergency", 8, "a20-12", "house-safety", "YJC", "", emergency),
    Series("recruitment", 4, "a20-14", "openness", "RSC", "", recruitment),
    Series("organs", 4, "a20-02", "openness", "RSC", "", organs),
)


def formed_on(series: Series, n: int, until: date, order: int) -> date:
    """Monthly figures are formed on the eighth; everything else is spread evenly over the year."""
    back = series.size - 1 - n
    if series.code == "annual":  # out by 31 January, Regulation art. 49
        return date(until.year - back, 1, 20) if until > date(until.year, 1, 20) else date(until.year - back - 1, 1, 20)
    if series.monthly:
        months = until.year * 12 + until.month - 1 - back - (until.day < 8)
        return date(months // 12, months % 12 + 1, 8)
    return until - timedelta(days=int(350 / series.size * back) + 3 + order % 4)


def item_seeds(until: date) -> Iterator[ItemSeed]:
    """All items of the year that ends on `until`, newest of each series a few days old, oldest a year old."""
    issued: Counter[tuple[str, int]] = Counter()
    for order, series in enumerate(SERIES):
        for n in range(series.size):
            day = formed_on(series, n, until, order)
            text = series.write(n, day)
            number = ""
            if series.numbered:
                issued[series.numbered, day.year] += 1
                number = f"{series.numbered}〔{day.year}〕{issued[series.numbered, day.year]}号"
            yield ItemSeed(
                f"demo:{series.code}:{n}",
                text.title,
                text.summary[:100],
                text.body,
                series.column,
                series.topic,
                series.department,
                day,
                number,
            )
