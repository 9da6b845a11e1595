"""Fixed phrases, read by pattern: days that nobody has fixed yet, who will, and remarks that change no day.

Compiled when a text first needs them: most cells of a notice never do.
"""

import re
from functools import cache

from .period import Status

#: In characters: no phrase is longer, and a longer text is not searched at length.
_LONGEST = 80

_NOUN = (
    "(?:具体|详细|准确|确切|考试|专家|评审|申报|申请|报送|报名|受理|答辩|面试|面审|送审|网上|材料|现场|审核|推荐|缴费|公示|各批次|批次|各批"
    "|年度|职称|会议|工作|相关|有关|其他|等|、|和|及|与|的|时间|日期|事宜|安排|地点|方式|要求|截止|截至|开始|接收|提交|集中|组织|开展|各级别|各系列|各专业)*"
)
_LATER = (
    "(?:将|均|请|需|待)?(?:(?:另行|另文|另外|再行|届时|届期|适时|择期|择日|随后|统一|另)(?:通知|公布|公告|发布|安排|确定|告知|下发|定|行文)"
    "|待定|未定|待通知|待公布|待确定|待安排|暂未确定|尚未确定|暂定待通知)"
)
_DECIDES = (
    "(?:另行|自行|自主|统一|分别|具体|再|研究|负责)*(?:自定|确定|安排|决定|通知|公布|发布|规定|制定|公告|组织)"
    "(?:[并后、]*(?:另行|及时|向社会)*(?:公布|通知|公告|发布|组织实施|公示))*"
)
_PAPER = (
    "(?:最新|当年|年度|具体|正式|有关|相关|统一|届时|发布|印发|下发|公布|制定|出台|网站|的|评审|申报|职称|工作|部署|安排)*"
    "(?:通知|文件|公告|方案|规定|要求|安排|通告|公布|发布|部署|计划|公布时间|时间|为主)+(?:要求|规定|时间|的)*"
)
_WHO = "(?P<who>[^0-9月日号,;:。]{1,40}?)"
_EVENT = (
    "(?:(?:本|该|专家|考试|资格|评审|评委会|评委|推荐|申报|考核|单位|用人单位|各)*(?:评审会议?|评审|会议|公示|期满|通知|答辩|考试|期限|截止期限|公示期|批文|结果|成绩)"
    "(?:召开|举行|结束|期满|公布|印发|下发|发布|开始|开展|进行|之日|发文)*)"
)
_NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})"
_SPAN = f"{_NUMBER}(?:-{_NUMBER})?(?:个?工作日|日|天|周|个月)"
_WITHIN = "(?:前|内|之前|以内|以前|之内|后)"

_UNDECIDED = (
    rf"{_NOUN}:?{_LATER}",
    rf"{_NOUN}:?(?:视|根据|依据|结合)[^0-9月日、。;:()]{{0,14}}(?:情况|实际|需要|进度|进展|形势|人数)(?:、)?(?:适时|择期|择日)?"
    rf"(?:{_LATER}|(?:再行|另行|再|统一)?(?:而定|确定|决定|安排|组织|开展|召开|进行|通知)(?:评审|申报|受理|考试|会议|工作|实施)*)",
    "(?:不定期|适时|择期|择日|视情况|视情|时间不固定)(?:评审|组织|开展|进行|召开|申报|受理|组织评审|开展评审|安排|而定|确定|组织开展)*",
    rf"(?:每|一|全)(?:半?年度?|个?季度|个?月|季)(?:约|评审|组织|开展|申报|举行|召开|评|安排|分|集中|至少)*{_NUMBER}?(?:-{_NUMBER})?个?(?:次|批|批次)"
    rf"(?:评审|申报|受理|组织|开展)*(?:、{_NOUN}:?{_LATER})?",
    "按(?:半年|年度?|季度?|月|批次)(?:分批|组织|开展|评审|申报|受理)+",
    rf"待[^0-9月日、。;:()]{{2,12}}(?:通知|确定|公布|明确|下发|发布)后?(?:{_LATER}|再?(?:确定|通知|安排|公布))?",
    rf"(?:暂缓|暂停|暂不)(?:开展|进行|评审|组织|受理|申报|工作|职称|年度|接收|材料)*(?:、{_NOUN}{_LATER})?",
)
_DELEGATED = (
    rf"{_NOUN}由{_WHO}(?:根据[^0-9月日号,;:。]{{1,12}}?)?{_DECIDES}",
    rf"{_NOUN}:?(?:[请均应])?以(?P<who>考试(?:通知|公告|计划|时间))为准",
    rf"{_NOUN}:?(?:[请均应])?(?:以|按照|依照|按|根据)(?!照)(?:本年度|当年)?{_WHO}{_PAPER}为准",
    rf"{_NOUN}:?(?:[请均应])?(?:按照|按|依照|根据)(?!照){_WHO}(?:的)?{_PAPER}(?:执行|办理|进行|确定|安排)?",
    r"(?:具体|详细|时间|申报|评审|安排|要求|事宜|:)*(?:请|可)?(?:具体|另行)?(?:详见|参见|见|查看|关注|参照|参阅|咨询|查阅)(?P<who>[^月;。]{1,60})",
    r"(?P<who>[^0-9月日号,;:。由以按见前起]{1,20}(?:会|局|厅|委|办|部门|单位|学校|院|高校|县|区|市|省|地方|各地|企业))(?:(?:自行|自主|另行|统一)(?:确定|安排|决定|通知|公布|组织)|自定)",
    rf"{_NOUN}:?(?:与|同)(?P<who>[^0-9月日,;:、。]{{1,24}}?)(?:时间)?(?:同步|同时|一致)(?:进行|组织|开展|评审|举行|安排)*",
    rf"(?P<who>(?:自|在|于|应在|应于)?(?:收到)?{_EVENT}的?(?:[前后]{_SPAN}{_WITHIN}?|起?{_SPAN}{_WITHIN})"
    rf"(?:完成|报送|报|提交|申报|上报)*|(?:自|在|于|应在|应于)?{_EVENT}(?:前|后|之前|之后|时))",
)
#: Before it stands who issues a paper, after it what is said of the paper.
_ISSUED = "(?:下发|印发|发布|公布|制定|出台)的"

_REST_DAYS = "(?:国家|法定|法定的|公休)?(?:节假日|双休日|周末|休息日|公休日|假期|节日|周六|周日|星期六|星期日)"
_TAKES = "(?:受理|收理|接收|办理|补报|补办|补交|候|申报|收取|审核|上报|报送|安排|接待|放弃)"
_REMARK = (
    "[、]?(?:"
    rf"(?:逾期|过期|过时|超期|超时)(?:未[报交申提送审核]+(?:的|者)?、?)?(?:的|者|申报|报送|系统)*(?:将|则|一律|均|视为|视同|自动|自愿)*(?:不再|不予|不|概不|恕不|不得|自动)*(?:{_TAKES}|关闭)(?:材料|申报|补报)*"
    "|(?:申报|网上|评审|管理|届时|网报|平台)*系统(?:将|届时|准时|自动|统一|同时|按时|于)*关闭(?:申报)?"
    rf"|(?:遇)?{_REST_DAYS}(?:[、和及]{_REST_DAYS})*(?:除外|不?休息|不休|不办公|不受理|照常受理|正常受理|照常|不接收材料)"
    "|(?:邮寄|寄送|信函)?(?:的|者)?(?:以)?(?:网上|平台)?(?:邮戳|寄出|送达|收到|寄达|系统|提交|上传)(?:材料|提交|日期|时间|日|的)*为准"
    rf"|(?:具体|详细|准确|确切)(?:的)?{_NOUN}(?:{_LATER}|以[^0-9月日,;:。()]{{1,24}}为准|(?:详见|见|按)[^月日,;:。()]{{1,24}}|由[^0-9月日,;:。()]{{1,24}}{_DECIDES})"
    "|(?:共|为期)?[0-9]{1,2}个?(?:工作日|天)"
    "|分批(?:评审|审核|开展|组织评审|进行|受理)|(?:每季度|每半年|每年|每月|定期|不定期|适时|集中|按季度?|按批次)(?:集中|组织|开展)*(?:评审|审核)(?:一次|[一二两三四1-4]次)?"
    ")"
)


_RECEIVER = (
    "(?:各|省|市|县|区|本|所在)[^0-9月日、。;:()前后起至]{0,20}(?:局|厅|办公室|办|中心|处|科|委员会|评委会|窗口|部门)"
)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def undated(chars: str) -> tuple[Status, tuple[int, int] | None] | None:
    """What a text without days says: that they are open, or where in the text stands who or what will name them.

    `chars` is the text in folded characters without blanks.
    """
    if len(chars) > _LONGEST:
        return None
    if any(_pattern(one).fullmatch(chars) for one in _UNDECIDED):
        return Status.UNDECIDED, None
    for one in _DELEGATED:
        if found := _pattern(one).fullmatch(chars):
            start, stop = found.span("who")
            if issued := _pattern(_ISSUED).search(chars, start + 1, stop):
                stop = issued.start()
            return Status.DELEGATED, (start, stop)
    return None


def receiver_end(chars: str, at: int) -> int:
    """Where the office ends whose name begins at a character; `at` itself = none does."""
    found = _pattern(_RECEIVER).match(chars, at, at + _LONGEST)
    return found.end() if found else at


def remark_end(chars: str, at: int) -> int:
    """Where a remark ends that begins at a character and changes no day; `at` itself = none begins there."""
    found = _pattern(_REMARK).match(chars, at, at + _LONGEST)
    return found.end() if found else at
