"""The blank subscriptions file: a small one that works as it stands, and what else can be written, as comments."""

from __future__ import annotations

from zhicheng_cli.plan.filters import FILTERS

_HEAD = """\
# 订阅文件：谁发、怎么发、提醒谁、提醒什么。改好后用 zc validate 检查。
# 以 # 开头的行不起作用；要用的，删去 # 和后面的一个空格。
format: zc.subscriptions/1

# 发件人：收信的人看到的邮箱和姓名。
sender:
  address: zhicheng@example.gov.cn
  name: 职称提醒

# 怎么发：smtp（邮件服务器）和 sendmail（本机的发信程序）写一个。
transport:
  smtp:
    host: smtp.example.gov.cn
    # 465 是 tls，587 是 starttls；别的端口要写 security。
    port: 465
    # security: tls
    user: zhicheng@example.gov.cn
    # 密码不写在这里：放进环境变量，或者放进只有自己能读的文件（{file: smtp-password}，权限 600）。
    password: {env: ZC_SMTP_PASSWORD}
    # 等服务器每次回答的秒数。
    # timeout: 60
  # sendmail:
  #   command: [msmtp, -t]
  #   timeout: 60

# 退订地址：mailto: 或 https: 开头；不写就是发件邮箱。
# unsubscribe: mailto:zhicheng@example.gov.cn

# 没有另写的收信人，照这里：
#   milestones 提醒哪些：unit_notice 单位内部公示、cutoff 材料接收截止、report 评前报告、review 预计评审（中英文都可以）
#   lead       提前多久：30d 是 30 天，7w 是 7 个工作日
#   days       从哪一天往前数：safe 稳妥日，last 最迟日
defaults:
  milestones: [cutoff]
  lead: [30d, 7w, 3w, 1w]
  days: [safe, last]

# 附件1 的序号每年会变：wants 里写了序号的，这里写明照哪一年的计划，换了年度也还是那些评委会。
# numbers_of: 2021

# 评委会办公室已经定了评审日期的，写在这里：评前报告据此推算到日，信和所附的日历都照它。
# review_dates: [{committee: 建设工程-中级, date: 2021-09-15}]

# 收信人：每人一项。wants 写想收哪些评委会的，符合一条即可，一条里各栏要同时符合；全部都要的不写 wants。
#   committees   代号（zc show 12 看得到）、名称，或附件1 的序号
"""
_SUBSCRIBERS = """\
subscribers:
  - address: a@example.com
    name: 样例甲
    wants:
<WANTS>
  # - address: b@example.com
  #   name: 样例乙
  #   wants:
"""
_LAST = """\
  #   milestones: [unit_notice, cutoff, report, review]
  #   lead: [30d, 7w]
  #   days: [last]            # 只在最迟日之前提醒，稳妥日之前不说
"""
_WANTED = [one for one in FILTERS if one.many]
_EXAMPLES = """\
      - {committees: [建设工程-中级, 毕业生初定]}
      - {specialties: [暖通], levels: [中级]}"""


def blank_subscriptions(committee: str = "") -> str:
    """The YAML text.

    Args:
        committee: the key of the one that is wanted; empty = examples.
    """
    wants = f"      - {{committees: [{committee}]}}" if committee else _EXAMPLES
    return "".join(
        [
            _HEAD,
            *(f"#   {one.many:<12} {one.label}，如 {one.example}\n" for one in _WANTED),
            _SUBSCRIBERS.replace("<WANTS>", wants),
            *(f"  #     - {{{one.many}: [{one.example}]}}\n" for one in _WANTED),
            _LAST,
        ]
    )


BLANK = blank_subscriptions()
