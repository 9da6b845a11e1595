"""The reader of printed periods: expected days are taken from the calendar and the design by hand."""

import copy
import pickle
from datetime import date

import pytest

from zhicheng_cli.plan.periods import Period, PeriodError, Precision, Status, Window, read_period

DAY, XUN, MONTH_END, MONTH, RANGE = Precision


def window(
    earliest: str,
    latest: str,
    precision: Precision,
    opens: str | None = None,
    audience: str | None = None,
    batch: int | None = None,
) -> Window:
    opened = date.fromisoformat(opens) if opens else None
    return Window(opened, date.fromisoformat(earliest), date.fromisoformat(latest), precision, audience, batch)


def through(opens: str, closes: str, batch: int | None = None) -> Window:
    """A range whose last day the words name."""
    return window(closes, closes, RANGE, opens=opens, batch=batch)


JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (
    window("2021-06-01", "2021-06-30", MONTH),
    window("2021-07-01", "2021-07-31", MONTH),
    window("2021-08-01", "2021-08-31", MONTH),
    window("2021-09-01", "2021-09-30", MONTH),
    window("2021-10-01", "2021-10-31", MONTH),
    window("2021-11-01", "2021-11-30", MONTH),
    window("2021-12-01", "2021-12-31", MONTH),
)
FIFTEENTH = window("2021-09-15", "2021-09-15", DAY)
AUGUST_END = window("2021-08-21", "2021-08-31", MONTH_END)
APRIL_TO_JUNE = through("2021-04-01", "2021-06-30")
MAY_1_TO_10 = through("2021-05-01", "2021-05-10")
OCTOBER_SCHOOLS_SEPTEMBER = [OCTOBER, SEPTEMBER._replace(audience="市直学校")]
THREE_BATCHES = [
    through("2021-04-01", "2021-06-30", batch=1),
    through("2021-07-01", "2021-09-30", batch=2),
    through("2021-10-01", "2021-12-31", batch=3),
]
JULY_OCTOBER_DECEMBER = [JULY, OCTOBER, DECEMBER]  # only 批 makes batches
QUARTER_ENDS = [
    window("2021-03-21", "2021-03-31", MONTH_END, batch=1),
    window("2021-06-21", "2021-06-30", MONTH_END, batch=2),
    window("2021-09-21", "2021-09-30", MONTH_END, batch=3),
    window("2021-12-21", "2021-12-31", MONTH_END, batch=4),
]

# Every distinct text with a date in the columns 接收材料截止时间 and 预计评审时间 of 湖人社函〔2021〕57号.
NOTICE: list[tuple[str, list[Window]]] = [
    ("6 月", [JUNE]),
    ("6月", [JUNE]),
    ("7 月", [JULY]),
    ("7月", [JULY]),
    ("8 月", [AUGUST]),
    ("8月", [AUGUST]),
    ("9 月", [SEPTEMBER]),
    ("9月", [SEPTEMBER]),
    ("10 月", [OCTOBER]),
    ("10月", [OCTOBER]),
    ("11月", [NOVEMBER]),
    ("12 月", [DECEMBER]),
    ("12月", [DECEMBER]),
    ("8月底", [AUGUST_END]),
    ("9月上旬", [window("2021-09-01", "2021-09-10", XUN)]),
    ("6月下旬", [window("2021-06-21", "2021-06-30", XUN)]),
    ("7月中旬", [window("2021-07-11", "2021-07-20", XUN)]),
    ("10月(市直学校9月)", OCTOBER_SCHOOLS_SEPTEMBER),
    ("4-6月、7-9月、10月-12月各1批次", THREE_BATCHES),
    ("7月、10月、12月", JULY_OCTOBER_DECEMBER),
]

PARTS = [
    ("8月末", [AUGUST_END]),
    ("8月中下旬", [window("2021-08-11", "2021-08-31", XUN)]),
    ("8月上中旬", [window("2021-08-01", "2021-08-20", XUN)]),
    ("3月初", [window("2021-03-01", "2021-03-10", XUN)]),
    ("2月下旬", [window("2021-02-21", "2021-02-28", XUN)]),
    ("2月底", [window("2021-02-21", "2021-02-28", MONTH_END)]),
    ("2月", [window("2021-02-01", "2021-02-28", MONTH)]),
    ("9月15日", [FIFTEENTH]),
    ("9月15号", [FIFTEENTH]),
    ("09月05日", [window("2021-09-05", "2021-09-05", DAY)]),
    ("每季度末", QUARTER_ENDS),
    ("每季末", QUARTER_ENDS),
    ("每季度底", QUARTER_ENDS),
    ("每季底", QUARTER_ENDS),
    ("每季度末各1批次", QUARTER_ENDS),
]

WRITINGS = [
    ("９月", [SEPTEMBER]),
    ("１２月", [DECEMBER]),
    ("九月", [SEPTEMBER]),
    ("十月", [OCTOBER]),
    ("十二月", [DECEMBER]),
    ("九月十五日", [FIFTEENTH]),
    ("九月15日", [FIFTEENTH]),
    ("五月二十日", [window("2021-05-20", "2021-05-20", DAY)]),
    ("五月二十五日", [window("2021-05-25", "2021-05-25", DAY)]),
    ("五月廿五日", [window("2021-05-25", "2021-05-25", DAY)]),
    ("五月三十一日", [window("2021-05-31", "2021-05-31", DAY)]),
    ("五月卅一日", [window("2021-05-31", "2021-05-31", DAY)]),
    ("八月底", [AUGUST_END]),
    ("8⽉底", [AUGUST_END]),  # U+2F49, as text taken from a PDF often has it
    (" \t\n\u3000\u00a08 月\u3000底\r\n", [AUGUST_END]),
    ("1 0月", [OCTOBER]),
]

RANGES = [
    ("4-6月", [APRIL_TO_JUNE]),
    ("4月-6月", [APRIL_TO_JUNE]),
    ("4月至6月", [APRIL_TO_JUNE]),
    ("4月到6月", [APRIL_TO_JUNE]),
    ("四至六月", [APRIL_TO_JUNE]),
    ("4－6月", [APRIL_TO_JUNE]),
    ("4—6月", [APRIL_TO_JUNE]),
    ("4–6月", [APRIL_TO_JUNE]),
    ("4～6月", [APRIL_TO_JUNE]),
    ("4~6月", [APRIL_TO_JUNE]),
    ("4〜6月", [APRIL_TO_JUNE]),
    ("4——6月", [APRIL_TO_JUNE]),
    ("10月-12月", [through("2021-10-01", "2021-12-31")]),
    ("1-2月", [through("2021-01-01", "2021-02-28")]),
    ("9月至9月", [through("2021-09-01", "2021-09-30")]),
    ("5月1日至6月10日", [through("2021-05-01", "2021-06-10")]),
    ("5月1日-6月", [through("2021-05-01", "2021-06-30")]),
    ("5月-6月10日", [through("2021-05-01", "2021-06-10")]),
    ("5月1日-10日", [MAY_1_TO_10]),
    ("5月1号-10号", [MAY_1_TO_10]),
    ("5月1-10日", [MAY_1_TO_10]),
    ("五月一至十日", [MAY_1_TO_10]),
    ("5月1日-1日", [through("2021-05-01", "2021-05-01")]),
    ("3月底至4月", [through("2021-03-21", "2021-04-30")]),
    # An end that is a part of a month: the closing day is one of that part.
    ("3月初至4月底", [window("2021-04-21", "2021-04-30", RANGE, opens="2021-03-01")]),
    ("9月上旬-10月中旬", [window("2021-10-11", "2021-10-20", RANGE, opens="2021-09-01")]),
    # ... but never one before the start.
    ("9月25日至9月下旬", [window("2021-09-25", "2021-09-30", RANGE, opens="2021-09-25")]),
]

YEARS = [
    ("2021年9月", [SEPTEMBER]),
    ("２０２１年9月15日", [FIFTEENTH]),
    ("二〇二一年九月十五日", [FIFTEENTH]),
    ("二零二一年九月", [SEPTEMBER]),
    ("二○二一年九月", [SEPTEMBER]),
    ("2022年9月", [window("2022-09-01", "2022-09-30", MONTH)]),
    ("2024年2月底", [window("2024-02-21", "2024-02-29", MONTH_END)]),
    ("2022年4-6月", [through("2022-04-01", "2022-06-30")]),
    ("2022年4月至6月", [through("2022-04-01", "2022-06-30")]),
    ("2022年5月1日-10日", [through("2022-05-01", "2022-05-10")]),
    ("2021年11月至2022年1月", [through("2021-11-01", "2022-01-31")]),
    ("11月至次年1月", [through("2021-11-01", "2022-01-31")]),
    ("11月至翌年1月", [through("2021-11-01", "2022-01-31")]),
    ("11月至明年1月", [through("2021-11-01", "2022-01-31")]),
    ("12月20日至次年1月10日", [through("2021-12-20", "2022-01-10")]),
    ("次年1月", [window("2022-01-01", "2022-01-31", MONTH)]),
    ("2022年11月至次年1月", [through("2022-11-01", "2023-01-31")]),
    ("次年1月至次年3月", [through("2022-01-01", "2022-03-31")]),
    # In a list, too, a year once named holds for the months after it; a bracket keeps its year to itself.
    (
        "2022年1月、3月",
        [window("2022-01-01", "2022-01-31", MONTH), window("2022-03-01", "2022-03-31", MONTH)],
    ),
    (
        "10月(市直学校次年1月)、12月",
        [
            OCTOBER,
            window("2022-01-01", "2022-01-31", MONTH, audience="市直学校"),
            DECEMBER,
        ],
    ),
]

BATCHES = [
    ("7月各1批次", [JULY._replace(batch=1)]),
    ("4-6月、7-9月、10月-12月各一批次", THREE_BATCHES),
    ("4-6月、7-9月、10月-12月各1批", THREE_BATCHES),
    ("4-6月、7-9月、10月-12月各一批", THREE_BATCHES),
    ("4-6月、7-9月、10月-12月各１批次", THREE_BATCHES),
    ("4-6月、7-9月、10月-12月", [one._replace(batch=None) for one in THREE_BATCHES]),
    ("7月,10月，12月", JULY_OCTOBER_DECEMBER),
    ("7月;10月；12月", JULY_OCTOBER_DECEMBER),
    ("7月、10月和12月", JULY_OCTOBER_DECEMBER),
    ("7月、10月及12月", JULY_OCTOBER_DECEMBER),
    ("10月、7月", [OCTOBER, JULY]),  # as printed, not sorted
]

AUDIENCES = [
    ("10月（市直学校9月）", OCTOBER_SCHOOLS_SEPTEMBER),
    ("10月( 市直\n学校 9月 )", OCTOBER_SCHOOLS_SEPTEMBER),
    ("10月(市直学校9月)各1批次", [w._replace(batch=1) for w in OCTOBER_SCHOOLS_SEPTEMBER]),
    ("10月(市直、民办学校9月)", [OCTOBER, SEPTEMBER._replace(audience="市直、民办学校")]),
    ("10月(市直学校截止9月)", OCTOBER_SCHOOLS_SEPTEMBER),
    ("10月(市直学校:9月)", OCTOBER_SCHOOLS_SEPTEMBER),
    ("10月(市直学校9月前)", [OCTOBER, window("2021-08-31", "2021-09-30", MONTH, audience="市直学校")]),
    ("10月(市直学校)", [OCTOBER._replace(audience="市直学校")]),
]


DATED = [*NOTICE, *PARTS, *WRITINGS, *RANGES, *YEARS, *BATCHES, *AUDIENCES]


@pytest.mark.parametrize(("text", "windows"), DATED, ids=[ascii(text) for text, _ in DATED])
def test_dated(text: str, windows: list[Window]) -> None:
    assert read_period(text, 2021) == Period(text, Status.DATED, tuple(windows))


@pytest.mark.parametrize("text", ["待定", "另行通知", "待通知", "时间待定", "另定", "待 定", "\u3000待定\n"])
def test_undecided(text: str) -> None:
    assert read_period(text, 2021) == Period(text, Status.UNDECIDED)


@pytest.mark.parametrize("text", ["", " ", "\u3000\t\n", "-", "－", "–", "—", "——", "— —", "/", "／", "无", " 无 "])
def test_unstated(text: str) -> None:
    assert read_period(text, 2021) == Period(text, Status.UNSTATED)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("由各县(区)人力社保、教育部门确定", "各县(区)人力社保、教育部门"),  # the notice, row 45
        ("由各县(区)人力社保、卫生部门确定", "各县(区)人力社保、卫生部门"),  # the notice, row 46
        ("由各县（区） 人力社保、\n教育部门确定", "各县（区）人力社保、教育部门"),
        ("由市教育局另行确定", "市教育局"),
        ("由各自主评审单位自行确定", "各自主评审单位"),
        ("由省人社厅安排", "省人社厅"),
        ("由省人社厅统一安排", "省人社厅"),
        ("由省人社厅决定", "省人社厅"),
        ("由省人社厅通知", "省人社厅"),
        ("由省人社厅另行通知", "省人社厅"),
        ("由各县确定、另行通知", "各县"),
        ("由第三评委会确定", "第三评委会"),
        ("由Ａ１学校，Ｂ校确定", "Ａ１学校，Ｂ校"),
    ],
)
def test_delegated(text: str, who: str) -> None:
    """The deciding body is named in the printed characters, full-width ones too; only spaces go."""
    assert read_period(text, 2021) == Period(text, Status.DELEGATED, delegated_to=who)


@pytest.mark.parametrize(
    ("text", "position", "word", "reason"),
    [
        # words that leave the day open, or are not known
        ("9月15日左右", 5, "左右", "不认识“左右”"),
        ("9月 15日 左右 7月", 7, "左右", "不认识“左右”"),
        ("约9月", 0, "约", "不认识“约”"),
        ("自行确定", 0, "自行确定", "不认识“自行确定”"),
        ("9月待定", 2, "待定", "不认识“待定”"),
        ("待定9月", 0, "待定", "不认识“待定”"),
        ("7月或8月", 2, "或", "不认识“或”"),
        ("9月中", 2, "中", "不认识“中”"),
        ("9月初旬", 3, "旬", "不认识“旬”"),
        ("9月15日20", 5, "20", "不认识“20”"),
        ("3月每季度末", 2, "每季度末", "不认识“每季度末”"),
        ("Sept.", 0, "Sept.", "不认识“Sept.”"),
        ("x" * 50, 0, "x" * 12, "不认识“xxxxxxxxxxxx”"),
        ("\ud800", 0, "\ud800", "不认识“\ud800”"),
        # other digits than ASCII, full-width and Chinese are no digits
        ("²月", 0, "²月", "不认识“²月”"),
        ("٣月", 0, "٣月", "不认识“٣月”"),
        ("9月①日", 2, "①日", "不认识“①日”"),
        # numbers and dates that do not exist
        ("0月", 0, "0", "没有0月"),
        ("13月", 0, "13", "没有13月"),
        ("4-13月", 2, "13", "没有13月"),
        ("009月", 0, "009", "没有009月"),
        ("2021月", 0, "2021", "没有2021月"),
        ("十三月", 0, "十三", "没有十三月"),
        ("一二月", 0, "一二", "没有一二月"),
        ("〇月", 0, "〇", "没有〇月"),
        ("1十月", 0, "1十", "没有1十月"),
        ("9月0日", 2, "0", "没有9月0日"),
        ("9月31日", 2, "31", "没有9月31日"),
        ("2月30日", 2, "30", "没有2月30日"),
        ("2月29日", 2, "29", "没有2月29日"),
        ("9月 三十一 日", 3, "三十一", "没有9月三十一日"),
        ("1" * 100_000 + "月", 0, "1" * 12, f"没有{'1' * 12}月"),
        ("9月" + "1" * 100_000, 2, "1" * 12, f"没有9月{'1' * 12}日"),
        ("21年9月", 0, "21", "年份要写四位数字"),
        ("二十年9月", 0, "二十", "年份要写四位数字"),
        ("20211年9月", 0, "20211", "年份要写四位数字"),
        ("二千年9月", 1, "千年", "不认识“千年”，应为“月”"),
        ("0000年9月", 0, "0000", "没有0年"),
        # something missing
        ("月", 0, "月", "缺少数字"),
        ("年9月", 0, "年", "缺少数字"),
        ("日", 0, "日", "缺少数字"),
        ("9", 1, "", "缺少“月”"),
        ("9 \n", 3, "", "缺少“月”"),
        ("9日", 1, "日", "不认识“日”，应为“月”"),
        ("9月15", 4, "", "缺少“日”"),
        ("9月15、10月", 4, "、", "不认识“、”，应为“日”"),
        ("2021年", 5, "", "缺少数字"),
        ("次年", 2, "", "缺少数字"),
        ("4月-", 3, "", "缺少数字"),
        ("4月至约6月", 3, "约", "不认识“约”"),
        ("4-6", 1, "-", "不认识“-”，应为“月”"),
        ("5月1日-10", 7, "", "缺少“月”"),
        ("5月-10日", 5, "日", "不认识“日”，应为“月”"),
        ("7月、", 3, "", "缺少数字"),
        ("7月、、8月", 3, "、", "不认识“、”"),
        ("7月各", 3, "", "缺少“1”"),
        ("7月各2批次", 3, "2", "不认识“2”，应为“1”"),
        ("7月各1期", 4, "期", "不认识“期”，应为“批次”"),
        ("~", 0, "~", "不认识“~”"),
        ("()", 0, "(", "不认识“(”"),
        # ranges whose ends do not belong together
        ("4-6月底", 1, "-", "不认识“-”，应为“月”"),
        ("4-6月15日", 1, "-", "不认识“-”，应为“月”"),
        ("5月1-6月10日", 3, "-", "不认识“-”，应为“日”"),
        ("4月-6月-9月", 5, "-", "不认识“-”"),
        ("4月-6-9月", 4, "-", "不认识“-”"),
        ("4-月月", 1, "-", "不认识“-”，应为“月”"),
        ("11月-2月", 4, "2月", "结束早于开始"),
        ("11 月 - 2 月 ", 7, "2月", "结束早于开始"),
        ("12-1月", 3, "1月", "结束早于开始"),
        ("5月10日-5日", 6, "5日", "结束早于开始"),
        ("9月下旬-9月中旬", 5, "9月中旬", "结束早于开始"),
        ("4-6月、11月至2021年1月", 9, "2021年1月", "结束早于开始"),
        # brackets
        ("10月()", 4, ")", "括号里缺少时间"),
        ("10月(", 4, "", "括号里缺少时间"),
        ("10月(市直学校", 8, "", "括号里缺少时间"),
        ("10月(第三中学9月15日)", 4, "第", "不认识“第”"),
        ("10月(新建校9月)", 4, "新建校", "不认识“新建校”"),
        ("10月(9月)", 4, "9", "括号里没有写明是谁"),
        ("10月(市直学校9月", 10, "", "缺少“)”"),
        ("10月(市直学校9月、8月)", 11, "8", "括号里没有写明是谁"),
        ("10月(市直学校13月)", 8, "13", "没有13月"),
        ("10月(市直学校约9月)", 8, "约", "不认识“约”"),
        ("10月(市直学校、9月)", 8, "、", "不认识“、”"),
        ("10月(市直学校)、(民办9月)", 10, "(", "不认识“(”"),
        ("(市直学校9月)", 0, "(", "不认识“(”"),
        ("10月(市直学校9月)-12月", 11, "-", "不认识“-”"),
        # who decides
        ("由", 1, "", "缺少“确定”"),
        ("由确定", 1, "确定", "没有写明由谁确定"),
        ("由各县负责", 5, "", "缺少“确定”"),
        ("由各县9月确定", 3, "9", "不认识“9”，应为“确定”"),
        ("9月由各县确定", 2, "由各县确定", "不认识“由各县确定”"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_error(text: str, position: int, word: str, reason: str) -> None:
    with pytest.raises(PeriodError) as caught:
        read_period(text, 2021)
    error = caught.value
    assert (error.text, error.position, error.word, error.reason) == (text, position, word, reason)
    assert str(error) == reason


def test_names_that_the_data_knows_may_stand_beside_a_time() -> None:
    names = ("第三中学", "一级教师", "样例县", "样例县直", "")
    for name in names[:-1]:
        assert read_period(f"10月({name}9月)", 2021, names=names).windows == (
            OCTOBER,
            SEPTEMBER._replace(audience=name),
        )
        with pytest.raises(PeriodError):
            read_period(f"10月({name}9月)", 2021)
    (window,) = read_period("样例县、第三中学9月", 2021, names=names).windows
    assert window == SEPTEMBER._replace(audience="样例县、第三中学")
    (window,) = read_period("网上申报样例县9月", 2021, names=names).windows
    assert window == SEPTEMBER._replace(audience="样例县", stage="网上申报")


@pytest.mark.parametrize("word", ["今年", "当年", "本年", "明年", "来年"])
def test_the_writers_years_say_nothing_where_the_plans_dates_lie_in_another_year(word: str) -> None:
    assert read_period(f"{word}9月", 2021).windows
    with pytest.raises(PeriodError, match="是哪一年没有写明"):
        read_period(f"{word}9月", 2021, dates_in=2022)


def test_there_is_no_day_before_the_first() -> None:
    with pytest.raises(PeriodError, match="没有更早的日子"):
        read_period("1月1日前", 1)


def test_a_review_that_only_lists_days_is_in_the_batches_of_its_cutoff() -> None:
    """The notice, row 29: 4-6月、7-9月、10月-12月各1批次 are reviewed in 7月、10月、12月."""
    cutoff, review = (read_period(text, 2021) for text in ("4-6月、7-9月、10月-12月各1批次", "7月、10月、12月"))
    assert [window.batch for window in review.in_batches_of(cutoff).windows] == [1, 2, 3]
    for other in ("7月、10月", "7月、10月、市直学校12月", "7月、10月、12月各1批次", "10月", "待定"):
        period = read_period(other, 2021)
        assert period.in_batches_of(cutoff) == period
    assert review.in_batches_of(read_period("4月、7月、10月", 2021)) == review


def test_error_is_a_value_error_that_can_be_copied() -> None:
    error = PeriodError("9月前", 2, "前", "不认识“前”")
    assert isinstance(error, ValueError)
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert vars(twin) == vars(error)


@pytest.mark.parametrize(
    ("text", "year", "last"),
    [
        ("2月下旬", 2024, "2024-02-29"),
        ("2月底", 2024, "2024-02-29"),
        ("2月29日", 2024, "2024-02-29"),
        ("2月底", 1900, "1900-02-28"),
        ("2月底", 2000, "2000-02-29"),
        ("2月底", 1, "0001-02-28"),
        ("12月底", 9999, "9999-12-31"),
    ],
)
def test_year(text: str, year: int, last: str) -> None:
    assert read_period(text, year).windows[0].latest == date.fromisoformat(last)


def test_there_is_no_year_after_9999() -> None:
    with pytest.raises(PeriodError, match="没有10000年") as caught:
        read_period("11月至次年1月", 9999)
    assert (caught.value.position, caught.value.word) == (4, "次年")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("7月", {7}),
        ("9月15日", {9}),
        ("8月底", {8}),
        ("4-6月", {4, 5, 6}),
        ("3月初至4月底", {3, 4}),
        ("11月至次年1月", {11, 12, 1}),
        ("2021年11月至2022年10月", set(range(1, 13))),
        ("2021年11月至2023年2月", set(range(1, 13))),
        ("2021年11月至2022年9月", set(range(1, 13)) - {10}),
    ],
)
def test_touches(text: str, months: set[int]) -> None:
    """A range concerns every month from its opening on, not only the one it closes in."""
    (span,) = read_period(text, 2021).windows
    assert {month for month in range(-1, 15) if span.touches(month)} == months


def test_starts() -> None:
    assert APRIL_TO_JUNE.starts == date(2021, 4, 1)
    assert JULY.starts == date(2021, 7, 1)


def test_a_column_of_a_notice_is_no_longer_than_it_can_be() -> None:
    """Every window is a row in tables: a thousand of them would be told a thousand times."""
    with pytest.raises(PeriodError, match="写了 100 段时间，一栏最多 60 段"):
        read_period("、".join(["7月"] * 100), 2021)
    assert len(read_period("、".join(["7月"] * 60), 2021).windows) == 60


def test_a_full_stop_at_the_end_says_nothing() -> None:
    assert read_period("7月。", 2021).windows == read_period("7月", 2021).windows
    with pytest.raises(PeriodError):
        read_period("7月。8月", 2021)
