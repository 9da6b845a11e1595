// The answer to what was typed, the first thing that is read: which committee, until when, to whom, by which way.
const Card = (() => {
  const FEW = 2;
  const OTHERS = 5;
  const card = document.getElementById("answer");
  const phones = new Map(
    Array.from(document.querySelectorAll("a.tel"), (one) => [one.href.replace(/\D/g, "").slice(-7), one]),
  );

  const make = (tag, className, ...content) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };
  const copied = (element) => Array.from(element.childNodes, (one) => one.cloneNode(true));
  // A sentence, its telephones to be called.
  const called = (sentence) =>
    sentence.split(/((?<![\d〕])\d{7,11}(?!\d))/).map((part, n) => {
      const link = n % 2 ? phones.get(part.slice(-7)) : null;
      return link ? link.cloneNode(true) : part;
    });
  const linkTo = (row, ...content) => {
    const link = make("a", "", ...content);
    link.href = `#${row.element.id}`;
    return link;
  };
  const nameOf = (row) => row.element.querySelector("tbody th > .q, th > .q").textContent;
  const limitOf = (row) => row.element.querySelector("th > small:not(.about)");

  const best = ({ row, manner, reason }, hours) => {
    const cell = (selector) => copied(row.element.querySelector(selector));
    const limit = limitOf(row);
    const name = make("h2", "", linkTo(row, `序号 ${row.no} · ${nameOf(row)}`), ...(limit ? [limit.cloneNode(true)] : []));
    const told = make("dl", "");
    const tell = (label, content) => content.length && told.append(make("dt", "", label), make("dd", "", ...content));
    tell("截止", [make("div", "cutoff", ...cell("td.cutoff"))]);
    tell("交到", cell("td.to"));
    tell("怎样", manner ? [manner] : []);
    tell("因为", reason ? [reason] : []);
    const asked = hours ? Array.from(row.element.querySelectorAll("dt")).find((one) => one.textContent === "继续教育") : null;
    tell("继续教育", asked ? copied(asked.nextElementSibling) : []);
    const steps = Array.from(row.element.querySelectorAll("ol > li > b"), (one) => one.textContent);
    const [before] = steps;
    const next = before && row.windows.length ? [`先办“${before}”，再交材料；`] : [];
    tell("接下来", [...next, linkTo(row, "看全部节点、资格、联系人、出处")]);
    return make("div", "best", name, told);
  };

  const line = ({ row, exam, manner, isClosed }) => {
    const last = row.element.querySelectorAll("td.cutoff .due:last-of-type > time");
    const until = make("span", "until");
    if (exam) until.append("考试取得，不交材料");
    else if (row.windows.length) until.append("最迟 ", Array.from(last, (one) => one.textContent).join("、"));
    else until.append(row.element.querySelector("td.cutoff .why")?.textContent || "");
    if (isClosed && !exam) until.append("（已截止）");
    const limit = limitOf(row);
    const phone = row.element.querySelector("td.to a.tel");
    const name = linkTo(row, `序号 ${row.no} · ${nameOf(row)}${limit ? limit.textContent : ""}`);
    return make("li", "", name, until, ...(phone && !exam ? [phone.cloneNode(true)] : []), ...(exam ? [make("small", "", manner)] : []));
  };
  const linesOf = (rows) => make("ul", "lines", ...rows.map(line));

  const folded = (summary, ...content) => make("details", "", make("summary", "", summary), ...content);

  const understood = (asked) => {
    const told = [["职称", asked.title], ["级别", asked.level], ["专业", asked.fields.map((one) => one.typed).join("、")], ["县区", asked.county],
      ["单位", asked.company || asked.employer], ["序号", asked.numbers.join("、")], ["月份", asked.month && `${asked.month}月`], ["类别", asked.kind], ["方式", asked.route], ["单位、电话", asked.printed.join("、")]];
    return told.filter(([, words]) => words).map(([label, words]) => `${label} ${words}`).join("、");
  };
  const otherwise = (asked) =>
    asked.fields.filter((one) => Ask.compared(one.typed) !== one.word).map((one) => `“${one.typed}”按“${one.word}”理解。`);
  const tells = (asked, rows) => {
    if (asked.fields.length) return asked.title ? "" : "职称或级别";
    if (!asked.title) return "";
    return rows.length === FEW && rows.some(({ row }) => row.element.textContent.includes("县")) ? "县区" : "专业或工作";
  };

  // Fills the card; rows are in order, each with its place in the table.
  const show = (asked, found, year) => {
    card.replaceChildren();
    card.hidden = !found;
    card.dataset.answer = found ? found.reception : "";
    if (!found) return "";
    const main = found.rows.filter((one) => !one.isInitial);
    const initial = found.rows.filter((one) => one.isInitial);
    const words = understood(asked);
    if (words) card.append(make("p", "asked", `按 ${words} 查找。`, ...otherwise(asked)));
    if (asked.fields.length > 1) card.append(make("p", "", `写了几个专业，先看“${asked.fields[0].typed}”，其余请分开查。`));
    for (const other of asked.years.filter((one) => one !== String(year))) card.append(make("p", "said", `这是${year}年度的计划，不是${other}年的。`));
    if (asked.unknown.length && found.reception !== "none") card.append(make("p", "said", `没有看懂：${asked.unknown.join("、")}。`));
    for (const one of found.told) card.append(make("p", "said", ...called(one)));
    if (found.reception === "exam") card.append(linesOf(main));
    else if (found.isOne) {
      card.append(best(main[0], asked.hours));
      const others = main.slice(1);
      if (others.length) card.append(make("p", "caption", "也可能："), linesOf(others.slice(0, OTHERS)));
      if (others.length > OTHERS) card.append(folded(`还有 ${others.length - OTHERS} 个`, linesOf(others.slice(OTHERS))));
    } else if (main.length) {
      const what = tells(asked, main);
      card.append(make("p", "caption", `这样的有 ${main.length} 个${what ? `，写上${what}才能定是哪一个` : ""}：`), linesOf(main.slice(0, 2 * OTHERS)));
      if (main.length > 2 * OTHERS) card.append(folded(`还有 ${main.length - 2 * OTHERS} 个`, linesOf(main.slice(2 * OTHERS))));
    }
    if (initial.length) card.append(make("p", "caption", "初定，不经评审："), linesOf(initial));
    if (found.open.length) card.append(folded(`另有 ${found.open.length} 个没有印这个专业，也没有排除的（多因“等”字）`, linesOf(found.open)));
    if (found.reception === "none") return found.told[0] || "";
    if (found.reception === "exam") return found.told[0] || "由考试取得。";
    return found.isOne ? `最可能是序号 ${main[0].row.no} ${nameOf(main[0].row)}。` : "";
  };
  return { show };
})();
