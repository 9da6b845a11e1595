"""Invented rows of kinds that the notice of 2021 has not, each with its reading, made by hand (虚构测试样本)."""

from __future__ import annotations

from typing import Any, NamedTuple

_COLUMNS = ("name", "reviews", "recommends", "cutoff", "receivers", "review", "remarks")
_OFFICE = "市甲局 5551234"
_REVIEW = [{"route": "评审", "words": "评审委员会"}]
_ENGINEERS = "技术员、助理工程师、工程师"
_LOW = ["员级", "助理级", "中级"]
_HIGH = ["副高级", "正高级"]


class InventedRow(NamedTuple):
    """A printed row, the fields that are compared, the codes of all its doubts; the counties that are known."""

    printed: dict[str, str]
    fields: dict[str, Any]
    codes: set[str]
    counties: tuple[str, ...] = ("甲区", "乙县")


def _row(
    name: str, first: str = "", second: str = "", remarks: str = "", *, codes: str = "", **fields: Any
) -> InventedRow:
    cells = (name, first, second, "7月", _OFFICE, "9月", remarks)
    return InventedRow(dict(zip(_COLUMNS, cells, strict=True)), fields, {f"W{code}" for code in codes.split()})


ROWS = [
    _row(
        "市测绘工程专业初级职务评审委员会",
        "技术员、助理工程师",
        remarks="测绘、地理信息",
        kind="初评委",
        routes=_REVIEW,
        series=["工程"],
        specialties=["测绘", "地理信息"],
    ),
    _row(
        "市林业工程专业中、初级职务评审委员会",
        _ENGINEERS,
        kind="中初评委",
        routes=_REVIEW,
        series=["工程"],
        specialties=["林业工程"],
    ),
    _row("市安全工程初中级评审委员会", _ENGINEERS, kind="中初评委", routes=_REVIEW, specialties=["安全工程"]),
    _row("市建筑工程中评委", "工程师", kind="中评委", specialties=["建筑工程"], codes=""),
    _row(
        "市纺织工程专业评审委员会",
        _ENGINEERS,
        "高级工程师",
        kind="高评委",
        specialties=["纺织工程"],
        codes="446",
    ),
    _row(
        "样例大学教师高级职务评审委员会",
        "副教授、教授",
        kind="高评委",
        routes=_REVIEW,
        series=["高等学校教师"],
        codes="448",
    ),
    _row(
        "样例大学",
        "讲师、副教授、教授",
        remarks="自主评聘",
        kind="自主评审单位",
        routes=[{"route": "自主评审", "words": "自主评聘"}],
        codes="448",
    ),
    _row(
        "样例市第一人民医院",
        "主治医师、主管护师",
        remarks="本单位的专技人才",
        kind="自主评审单位",
        series=["卫生技术"],
        scope={"unit": "本公司", "organisation": "样例市第一人民医院", "words": "本单位的专技人才"},
        codes="446 447 450",
    ),
    _row(
        "样例重工集团有限公司",
        "工程师",
        remarks="本公司的专技人才，评审专业机械工程、电气工程",
        kind="自主评审单位",
        specialties=["机械工程", "电气工程"],
        scope={"unit": "本公司", "organisation": "样例重工集团有限公司", "words": "本公司的专技人才"},
        codes="446 447",
    ),
    _row(
        "乙县家具行业协会",
        "助理工程师、工程师",
        remarks="本行业的专技人才；评审专业轻纺工程（家居、木业）",
        specialties=["轻纺工程", "家居", "木业"],
        scope={
            "unit": "本行业",
            "organisation": "乙县家具行业协会",
            "county": "乙县",
            "words": "本行业的专技人才",
            "reading": "县名取自评委单位名称“乙县家具行业协会”",
        },
        codes="446 447 450",
    ),
    _row(
        "各区县中小学教师中评会",
        "一级教师",
        "高级教师",
        kind="区县评委会",
        routes=[{"route": "评审", "words": "中评会"}],
        scope={"county": "各区县", "words": "各区县"},
        specialties=["中小学教师"],
    ),
    _row(
        "各县（市、区）农业技术中级评审委员会",
        "农艺师",
        kind="区县评委会",
        scope={"county": "各县（市、区）", "words": "各县（市、区）"},
        series=["农业"],
        specialties=["农业技术"],
    ),
    _row(
        "经济专业",
        "初中级以考代评",
        "高级经济师、正高级经济师",
        "考评结合",
        kind="专业",
        routes=[
            {"route": "以考代评", "words": "初中级以考代评", "levels": _LOW},
            {
                "route": "考评结合",
                "words": "考评结合",
                "levels": _HIGH,
                "note": "解读：初中级既为以考代评，考评结合应指高级",
            },
        ],
        other_words={"reviews": "初中级以考代评"},
        codes="447",
    ),
    _row(
        "出版专业",
        "",
        "副编审、编审",
        "委托评审",
        kind="专业",
        routes=[{"route": "委托评审", "words": "委托评审"}],
        series=["出版"],
        specialties=["出版"],
    ),
    _row(
        "船舶系列",
        "",
        "中级驾驶员、高级船长",
        "委托省评委会评审",
        kind="专业",
        routes=[{"route": "委托评审", "words": "委托省评委会评审"}],
        series=["船舶"],
        specialties=["船舶"],
    ),
    _row(
        "市卫生系列高级专业技术职务评审委员会",
        "副主任(中)医师、主任(中)医师",
        remarks="不包括自主评聘单位",
        kind="高评委",
        titles={
            "副主任(中)医师": ["副主任医师", "副主任中医师"],
            "主任(中)医师": ["主任医师", "主任中医师"],
        },
        scope={"excludes": ["自主评聘单位"], "words": "不包括自主评聘单位"},
        series=["卫生技术"],
        specialties=["卫生"],
        codes="444",
    ),
    _row(
        "市图书资料专业中级职务评审委员会",
        "助理馆员、馆员",
        "副研究馆员",
        "高级实行考评结合",
        routes=[
            {"route": "评审", "words": "评审委员会"},
            {"route": "考评结合", "words": "高级实行考评结合", "levels": ["副高级"]},
        ],
        series=["图书资料"],
        specialties=["图书资料"],
    ),
    _row(
        "市化工工程专业中级职务评审委员会",
        "技术员、助理工程师、工程师",
        remarks="无机化工、有机化工、精细化工（高级除外）等专业",
        specialties=["无机化工", "有机化工", "精细化工"],
        except_levels=[{"specialty": "精细化工", "levels": _HIGH, "words": "精细化工（高级除外）"}],
        codes="449",
    ),
    _row(
        "市畜牧兽医专业中级职务评审委员会",
        "助理（畜牧师、兽医师）、畜牧师、兽医师",
        "高级畜牧师高级兽医师",
        reviews=["助理（畜牧师、兽医师）", "畜牧师", "兽医师"],
        recommends=["高级畜牧师", "高级兽医师"],
        titles={"助理（畜牧师、兽医师）": ["助理畜牧师", "助理兽医师"]},
        series=["农业"],
        specialties=["畜牧兽医"],
        codes="444",
    ),
    _row(
        "大中专毕业生初定",
        "员级、助理级等初级资格",
        kind="初定",
        specialties=[],
        codes="445 448",
    ),
    _row(
        "市档案专业中级职务评审委员会",
        "馆员",
        remarks="申报人员须参加全省统一考试。",
        series=["档案"],
        specialties=["档案"],
        codes="449",
    ),
    _row(
        "市翻译专业中级职务评审委员会",
        "一级翻译、译审",
        remarks="英语、日语、法语",
        kind="中评委",
        specialties=["英语", "日语", "法语"],
        codes="",
    ),
    _row(
        "市国土工程专业中级职务评审委员会",
        "工程师",
        remarks="专业：土地规划、地籍测量",
        specialties=["土地规划", "地籍测量"],
    ),
    _row(
        "市药学专业中级职务评审委员会",
        "主管药师、主管中药师",
        remarks="仅限民营医疗机构",
        series=["卫生技术"],
        specialties=["药学"],
        codes="450",
    ),
    _row(
        "市网络工程专业中级职务评审委员会",
        "网络工程师",
        reviews=["网络工程师"],
        codes="445",
        series=["工程"],
    ),
    _row(
        "甲区建设工程专业中级职务评审委员会",
        "工程师",
        kind="中评委",
        scope={"county": "甲区", "words": "甲区"},
        specialties=["建设工程"],
        codes="450",
    ),
    _row(
        "市公证系列中级职务评审委员会",
        "公证员助理、四级公证员、三级公证员",
        series=["公证员"],
        specialties=["公证"],
    ),
    _row(
        "市中等职业学校教师中级职务评审委员会",
        "助理讲师、讲师",
        "高级讲师",
        series=["中等职业学校教师"],
        specialties=["中等职业学校教师"],
    ),
    _row(
        "样例市机器人产业协会",
        "工程师",
        kind="自主评审单位",
        codes="446",
    ),
    _row(
        "市技工院校教师高级职务评审委员会",
        "高级讲师",
        remarks="机械类、电子类 不含自主评审单位",
        kind="高评委",
        scope={"excludes": ["自主评聘单位"], "words": "不含自主评审单位"},
        specialties=["机械类", "电子类"],
    ),
    _row(
        "丙县茶叶行业协会",
        "农艺师",
        remarks="本行业的专技人才",
        scope={
            "unit": "本行业",
            "organisation": "丙县茶叶行业协会",
            "county": "丙县",
            "words": "本行业的专技人才",
            "reading": "县名取自评委单位名称“丙县茶叶行业协会”",
        },
        codes="446 447 450",
    )._replace(counties=()),
    _row("市区域经济专业中级职务评审委员会", "", "高级经济师", series=["经济"])._replace(counties=()),
    _row(
        "市档案专业高级职务评审委员会",
        "",
        "副研究馆员",
        "考评结合",
        routes=[{"route": "考评结合", "words": "考评结合"}],
        series=["档案"],
    ),
    _row(
        "非物质文化遗产",
        "",
        "研究馆员",
        kind="专业",
        routes=[{"route": "评审", "words": "非物质文化遗产"}],
        series=["群众文化"],
        codes="446 447 448",
    ),
    _row("市物流评审委员会", "", "", kind="中评委", series=[], codes="446 448"),
    _row(
        "市电力工程专业评审委员会",
        "",
        "高级工程师（ 限企业 ）",
        other_words={"recommends": "（限企业）"},
        codes="445 446",
    ),
    _row(
        "市电气工程专业中级评审委员会",
        f"高级（{'、'.join('甲乙丙丁戊己庚辛壬癸')}）师（{'、'.join('甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌')}）",
        codes="445",
    ),
    _row(
        "市系统工程中级评审委员会",
        "工程师",
        remarks="本系统的专技人才",
        scope={"unit": "本行业", "words": "本系统的专技人才"},
        codes="450",
    ),
]
