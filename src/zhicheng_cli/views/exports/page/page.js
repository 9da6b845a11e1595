// The page is complete without this script: it adds the search, the days left and the line of today.
(() => {
  const DAY = 86400000;
  const MONTHS = ["month", "review_month"];
  const FILTERS = Array.from(document.querySelectorAll("#filters select"), (one) => one.name);
  const CHOICES = [...FILTERS, "sort"];
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const data = document.body.dataset;
  const form = byId("find");

  /* ---- days: counted from 1970-01-01, so that no time zone has a say ---- */

  const dayOf = (iso) => {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "");
    if (!parts) return null;
    const day = Date.UTC(+parts[1], parts[2] - 1, +parts[3]) / DAY;
    return isoOf(day) === iso ? day : null;
  };
  const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const given = dayOf(new URLSearchParams(location.search).get("today"));
  // Beijing is eight hours ahead of UTC all year.
  const todayOf = () => (given === null ? Math.floor((Date.now() + 8 * 3600000) / DAY) : given);

  const first = dayOf(data.first);
  const last = dayOf(data.last);
  const breaks = new Set(data.breaks.split(" "));
  const before = [0]; // working days before each day from `first` on
  for (let day = first; day <= last; day++) {
    const weekday = new Date(day * DAY).getUTCDay() % 6 !== 0;
    before.push(before[day - first] + (weekday !== breaks.has(isoOf(day)) ? 1 : 0));
  }

  const isDoubtful = ({ day, until }, today) => day < today && until !== null && until >= today;
  const leftText = (due, today) => {
    const { day } = due;
    if (isDoubtful(due, today)) return "已过，可能已经截止，请打电话问";
    if (day < today) return "已过";
    if (day === today) return "就是今天";
    const known = first <= today && day <= last;
    const worked = known ? ` / ${before[day - first + 1] - before[today - first + 1]}个工作日` : "";
    return `还有${day - today}天${worked}`;
  };

  const dues = all(".due > time").map((time) => {
    const left = document.createElement("span");
    left.className = "left";
    time.after(left);
    const line = time.parentNode;
    return { day: dayOf(time.dateTime), until: dayOf(line.dataset.last), left, line };
  });

  let shownDay = null;
  const showToday = () => {
    const today = todayOf();
    if (today === shownDay) return;
    shownDay = today;
    for (const due of dues) {
      due.left.textContent = leftText(due, today);
      due.line.classList.toggle("doubt", isDoubtful(due, today));
      due.line.classList.toggle("past", due.day < today && !isDoubtful(due, today));
    }
    const date = new Date(today * DAY);
    const weekday = "日一二三四五六"[date.getUTCDay()];
    const how = given === null ? "" : "（以这一天为今天）";
    byId("today").textContent = ` · 今天 ${isoOf(today)} 周${weekday}${how}`;
    byId("past").hidden = date.getUTCFullYear() <= +data.year;
    drawLine(date);
  };

  const drawLine = (date) => {
    const line = byId("now");
    const begins = new Date(`${line.dataset.begins}T00:00:00Z`);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const months = (year - begins.getUTCFullYear()) * 12 + month - begins.getUTCMonth();
    const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const share = (months + (date.getUTCDate() - 0.5) / length) / +line.dataset.months;
    const inside = share > 0 && share < 1;
    line.classList.toggle("now", inside);
    document.querySelector(".legend .now").hidden = !inside;
    for (const end of ["x1", "x2"]) line.setAttribute(end, inside ? `${(100 * share).toFixed(2)}%` : "0");
  };

  // Laid out as cards on a phone, a table is none to some screen readers, unless it says so.
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "rowheader", TD: "cell" };
  const nameRoles = () => {
    for (const one of [byId("list"), ...all("#list :is(thead, tbody, tr, th, td)")]) {
      one.setAttribute("role", one.scope === "col" ? "columnheader" : ROLES[one.tagName]);
    }
  };

  /* ---- the search ---- */

  const { folded } = Ask;
  const rows = all("tbody").map((element) => ({
    element,
    no: element.id.slice(1),
    cutoff: element.querySelector("td.cutoff"),
    receivers: folded(element.querySelector("td.to").textContent),
    words: folded(all(".q, .tel", element).map((one) => one.textContent).join(" ")),
    undated: element.classList.contains("undated"),
    unreviewed: "unreviewed" in element.dataset,
    windows: element.dataset.windows.split(" ").filter(Boolean).map((one) => {
      const [opens, safe, last] = one.split("/").map(dayOf);
      return { opens, safe, last };
    }),
  }));
  const found = (option) => new Set(option.dataset.in.split(" "));

  const testOfSelect = (name) => {
    const option = form[name].selectedOptions[0];
    if (!option || !option.value) return null;
    const numbers = found(option);
    const excepted = new Set((option.dataset.not || "").split(" "));
    const isExcepted = (row) => FILTERS.some((other) => excepted.has(`${other}=${form[other].value}:${row.no}`));
    return (row) => numbers.has(row.no) && !isExcepted(row);
  };
  const testOfTerm = (term) => (row) => row.words.includes(term);

  /* ---- what an examination gives: it has no days ---- */

  const examsOf = (option) =>
    (option?.dataset.exam || "").split("\n").filter(Boolean).map((line) => line.split("|"));
  const showExams = (answer) => {
    const examined = new Map((answer?.rows || []).filter(({ exam }) => exam).map(({ row, exam }) => [row.no, exam]));
    for (const name of FILTERS) {
      for (const [no, other, value, why] of examsOf(form[name].selectedOptions[0])) {
        if (!other || form[other].value === value) examined.set(no, why);
      }
    }
    for (const row of rows) {
      const why = examined.get(row.no) || "";
      if (why === row.exam) continue;
      row.exam = why;
      row.element.classList.toggle("examined", why !== "");
      row.cutoff.querySelector(".byexam")?.remove();
      if (!why) continue;
      const told = document.createElement("span");
      told.className = "byexam";
      told.textContent = why;
      row.cutoff.append(told);
    }
  };

  // As `zc plan --open` has it: what has no date stays as long as the plan's year.
  const isOpen = (row) => {
    const today = todayOf();
    if (row.undated || row.exam) return new Date(today * DAY).getUTCFullYear() <= +data.year;
    return row.windows.some(({ opens, last }) => last >= today && (opens === null || opens <= today));
  };

  // As `zc upcoming` has it: by the first day on which it may close; then those without a date, then those closed.
  const placeOf = (row) => {
    const today = todayOf();
    const coming = (row.exam ? [] : row.windows).filter(({ last }) => last >= today);
    const places = coming.map(({ safe, last }) => [0, Math.max(safe, today), last]);
    return places.sort(compare)[0] || [row.undated || row.exam ? 1 : 2];
  };
  const compare = (one, other) => one.map((day, n) => day - other[n]).find(Boolean) || 0;
  const order = (answer) => {
    const places = new Map((answer ? answer.rows : []).map(({ row }, n) => [row, n]));
    const placed = (row) => (places.has(row) ? places.get(row) : rows.length);
    const ordered = rows.map((row) => ({ row, place: form.sort.value ? placeOf(row) : [placed(row)] }));
    ordered.sort((one, other) => compare(one.place, other.place));
    const list = byId("list");
    const isMoved = ({ row }, n) => list.tBodies[n] !== row.element;
    if (ordered.some(isMoved)) list.append(...ordered.map(({ row }) => row.element));
  };

  /* ---- what was typed ---- */

  const terms = () => folded(form.q.value).split(/\s+/).filter(Boolean);

  const isClosed = (row) => {
    const isOver = new Date(todayOf() * DAY).getUTCFullYear() > +data.year;
    return !isOver && row.windows.length > 0 && row.windows.every(({ last }) => last < todayOf());
  };
  const byNumber = new Map(rows.map((row) => [row.no, row]));
  // The options that were typed instead of chosen: a month, a kind, a way.
  const typedTests = (asked) => [
    ...asked.printed.map((words) => {
      const isAtReceiver = (row) => row.receivers.includes(words);
      return rows.some(isAtReceiver) ? isAtReceiver : (row) => row.words.includes(words);
    }),
    ...["month", "kind", "route"].filter((name) => asked[name] && form[name]).map((name) => {
      const option = Array.from(form[name].options).find((one) => one.value === String(asked[name]));
      const numbers = option ? found(option) : new Set();
      return (row) => numbers.has(row.no);
    }),
  ];
  const bare = (no, n) => {
    const isInitial = "initial" in (byNumber.get(no)?.element.dataset || {});
    return { no, isInitial, manner: "", reason: "", exam: "", claim: 0, tier: n };
  };

  // What is to be shown for the words: an answer, rows in order; null = rows that hold the words.
  const answerOf = (asked) => {
    const tests = typedTests(asked);
    let answer = Ask.answer(asked);
    if (asked.numbers.length) answer = { reception: "committee", told: [], rows: asked.numbers.map(bare), open: [] };
    else if (!answer && tests.length) answer = { reception: "committee", told: [], rows: rows.map(({ no }, n) => bare(no, n)), open: [] };
    if (!answer || (answer.reception === "none" && rows.some(isLiteral))) return null;
    const known = answer.rows.filter(({ no }) => byNumber.has(no)).map((one) => ({ ...one, row: byNumber.get(one.no) }));
    const fitting = known.map((one) => ({ ...one, isClosed: isClosed(one.row) })).filter(({ row }) => tests.every((test) => test(row)));
    fitting.sort((one, other) => one.tier - other.tier || one.isClosed - other.isClosed);
    fitting.sort((one, other) => one.isInitial - other.isInitial);
    const main = fitting.filter((one) => !one.isInitial);
    const open = answer.open.filter((no) => byNumber.has(no)).map((no, n) => ({ ...bare(no, n), row: byNumber.get(no) })).filter(({ row }) => tests.every((test) => test(row)));
    const told = [...answer.told];
    if (answer.rows.length && !fitting.length) told.push(`本页没有全部符合的；少看一个条件的有：序号 ${answer.rows.map(({ no }) => no).join("、")}。`);
    const isList = !(asked.title || asked.fields.length) && main.length > 1;
    const isOne = main.length > 0 && !isList && (main.length === 1 || main[0].claim !== main[1].claim);
    return { ...answer, told, rows: fitting, open, isOne };
  };
  const isLiteral = (row) => terms().length > 0 && terms().every((term) => row.words.includes(term));

  const apply = (unknown = []) => {
    const asked = Ask.read(form.q.value);
    const answer = terms().length ? answerOf(asked) : null;
    showExams(answer);
    order(answer);
    const months = FILTERS.filter((name) => MONTHS.includes(name) && form[name].value);
    const others = FILTERS.filter((name) => !MONTHS.includes(name));
    const answered = answer && new Set(answer.rows.map(({ row }) => row));
    const tests = others.map(testOfSelect).filter(Boolean);
    tests.push(...(answer ? [(row) => answered.has(row)] : terms().map(testOfTerm)));
    if (form.open.checked) tests.push(isOpen);
    const inMonths = months.map(testOfSelect);
    const fitting = rows.filter((row) => tests.every((test) => test(row)));
    const shown = new Set(fitting.filter((row) => inMonths.every((test) => test(row) && !row.exam)));
    for (const row of rows) row.element.hidden = !shown.has(row);
    const undated = fitting.filter((row) => months.some((name) => (name === "month" ? row.undated : row.unreviewed)));
    tell(shown.size, undated, Card.show(asked, answer, +data.year), unknown);
  };

  const tell = (number, undated, answer, unknown) => {
    const count = byId("count");
    const part = number < rows.length ? `，显示 ${number} 个` : "";
    count.textContent = `共 ${rows.length} 个评委会${part}。`;
    // Who looks reads it in the card; who listens is told it here.
    const said = document.createElement("span");
    said.className = "vh";
    said.textContent = answer;
    count.prepend(said);
    if (!number && !answer) count.append("没有同时符合全部条件的；去掉一个条件再试。");
    for (const word of unknown) count.append(`地址里的“${word}”不认识，没有用它。`);
    if (!undated.length) return;
    count.append(`另有 ${undated.length} 个${data.undated}，不知道是否落在这个月：`);
    for (const row of undated) {
      const link = document.createElement("a");
      link.href = `#${row.element.id}`;
      link.textContent = `序号 ${row.no}`;
      count.append(link, " ");
    }
  };

  /* ---- the address: ?q=…&month=7&level=中级&open=1&sort=day#c12 ---- */

  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    form.q.value = asked.get("q") || "";
    const unknown = [];
    for (const name of CHOICES) {
      const value = asked.get(name) || "";
      const known = Array.from(form[name].options).some((option) => option.value === value);
      form[name].value = known ? value : "";
      if (!known) unknown.push(value);
    }
    form.open.checked = asked.get("open") === "1";
    if (FILTERS.some((name) => form[name].value)) showFilters(true);
    apply(unknown);
  };

  const writeAddress = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of ["q", ...CHOICES, "open"]) {
      const value = name === "open" && !form.open.checked ? "" : form[name].value.trim();
      if (value) asked.set(name, value);
      else asked.delete(name);
    }
    const query = asked.toString();
    try {
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    } catch (error) {
      // Some browsers forbid it to a page opened from a folder; the filters work all the same.
      if (error.name !== "SecurityError") throw error;
    }
  };

  const changed = () => {
    apply();
    writeAddress();
  };

  const openTarget = () => {
    const row = rows.find((one) => `#${one.element.id}` === location.hash);
    if (!row) return;
    if (row.element.hidden) byId("count").append(`；另列出序号 ${row.no}`);
    row.element.hidden = false; // whatever the filters say
    row.element.querySelector("details").open = true;
    row.element.scrollIntoView();
  };

  // On a phone the filters are folded away until they are asked for.
  const more = byId("more");
  const showFilters = (shown) => {
    more.setAttribute("aria-expanded", String(shown));
    byId("narrow").classList.toggle("all", shown);
  };
  more.addEventListener("click", () => showFilters(more.getAttribute("aria-expanded") !== "true"));

  const unfold = byId("unfold");
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(open));
    for (const row of rows) row.element.querySelector("details").open = open;
  });

  form.addEventListener("input", changed);
  byId("narrow").addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are cleared only after the event.
  form.addEventListener("reset", () => setTimeout(changed));
  window.addEventListener("popstate", readAddress);
  window.addEventListener("hashchange", openTarget);
  document.addEventListener("visibilitychange", () => {
    const before = shownDay;
    showToday();
    if (before === shownDay) return;
    apply();
  });

  form.hidden = false;
  byId("narrow").hidden = false;
  nameRoles();
  showToday();
  readAddress();
  openTarget();
})();
