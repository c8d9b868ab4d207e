"""Item texts of the trial about homes: permits, figures, allocation, renewal."""

from datetime import date

from portal.front.demo.names import BUILDERS, DEVELOPERS, DISTRICTS, ESTATES, ROADS, pick
from portal.front.demo.text import Text, month_of


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
