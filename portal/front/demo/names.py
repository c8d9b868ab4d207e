"""Invented places and organisations, picked by number so that every load gives the same content."""

DISTRICTS = ("明湖区", "青川区", "临江区", "北塘区", "东渡区", "栖云县")
ESTATES = (
    "和润苑", "清平里", "望江新村", "桂园", "柳岸小区", "安澜苑", "百福里", "翠屏家园", "文昌新村", "丰乐苑",
    "春申坊", "梧桐里", "晴川苑", "鼓楼新村", "石桥小区", "南塘苑", "书院里", "锦绣家园", "永宁新村", "竹溪苑",
)  # fmt: skip
DEVELOPERS = (
    "云州城建置业有限公司", "青川安居建设有限公司", "临江宏图房地产开发有限公司", "北塘新筑置业有限公司", "东渡和居开发有限公司",
    "栖云生态置业有限公司",
)  # fmt: skip
BUILDERS = ("云州建工第一有限公司", "青川建设集团有限公司", "临江建筑工程有限公司", "东渡市政工程有限公司")
ROADS = ("公开路", "明湖路", "清平路", "学府路", "解放路", "江滨路", "石桥路", "春晖路")


def pick(names: tuple[str, ...], number: int) -> str:
    """The name for this number, the same on every load."""
    return names[number % len(names)]
