"use strict";
// What is typed, taken apart as `zc find` does it (plan/asked_words.py, plan/lexicon.py), and the answer made ready for it.
const Ask = (() => {
  const ready = JSON.parse(document.getElementById("ready").textContent);
  const SPOKEN = ["field", "unknown"];
  const NEVER = 1e9;
  const list = (text) => (text ? text.split("|") : []);

  // People type, and notices print, letters and digits of full or half width; what is pasted may hold unseen marks.
  const folded = (text) => text.replace(/\p{Cf}/gu, "").normalize("NFKC").toLowerCase();
  const simple = new Map();
  for (let n = 0; n < ready.traditional.length; n += 2) simple.set(ready.traditional[n], ready.traditional[n + 1]);
  const plain = (text) => Array.from(folded(text), (sign) => simple.get(sign) || sign).join("");
  const compared = (text) => text.replace(/[、，,；;/|+＋]+/g, "").replace(/及其|与|和/g, "及");

  const named = new Map();
  const known = new Map();
  for (const [sort, doubt, words] of ready.named) {
    for (const word of list(words)) {
      const [typed, value = typed] = word.split("=");
      named.set(typed, { sort, typed, value, doubt });
    }
  }
  for (const [field, doubt, words] of ready.known) for (const word of list(words)) known.set(word, { field, doubt });
  const broad = new Set(list(ready.broad));
  const telling = Array.from(known.keys()).filter((word) => word.length > 1 && !broad.has(word));
  const classOf = new Map();
  ready.titles.forEach((titles, number) => list(titles).forEach((title) => classOf.set(title, number)));

  const bodies = Array.from(document.querySelectorAll("#list tbody"));
  const committees = bodies.map((one) => plain(one.querySelector("th > .q").textContent));
  const committeeNumbers = bodies.map((one) => one.id.slice(1));
  const offices = Array.from(document.querySelectorAll("#list :is(.unit, dd) > .q"), (one) => plain(one.textContent));

  const spread = (text) => {
    const found = new Map();
    for (const one of text.split(" ").filter(Boolean)) {
      const at = one.indexOf(":");
      for (const key of one.slice(at + 1).split(",")) found.set(key, Number(one.slice(0, at)));
    }
    return found;
  };
  const plainAnswers = spread(ready.plain);
  const answersOf = new Map();
  const ofField = (number) => {
    if (!answersOf.has(number)) answersOf.set(number, spread(ready.fields[number]));
    return answersOf.get(number);
  };

  /* ---- a piece of a text ---- */

  // The word, then what is left of it without common beginnings and ends, the longest first.
  const forms = (text) => {
    const found = [text];
    for (const form of found) {
      const shorter = ready.behind.filter((end) => form.endsWith(end)).map((end) => form.slice(0, -end.length).trimEnd());
      shorter.push(...ready.before.filter((start) => form.startsWith(start)).map((start) => form.slice(start.length)));
      shorter.sort((one, other) => other.length - one.length);
      for (const one of shorter) if (one.length > 1 && !found.includes(one)) found.push(one);
    }
    return found;
  };
  const exact = (text) => forms(compared(text)).find((form) => known.has(form));
  const NUMERALS = "零一二三四五六七八九十";
  const numberOf = (text) => {
    if (/^\d+$/.test(text)) return Number(text);
    const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
    const ten = text.includes("十") ? (tens ? NUMERALS.indexOf(tens) : 1) * 10 : 0;
    return ten + (ones ? NUMERALS.indexOf(ones) : 0);
  };
  const counted = (text) => {
    const month = /^(?:(\d{4})[年-])?(\d{1,2}|[一二三四五六七八九十]{1,2})月?(?:份|底|初|末|[上中下]旬)?$/.exec(text);
    if (month && (text.includes("月") || month[1])) {
      return { sort: "month", value: numberOf(month[2]), year: month[1] };
    }
    const number = /^第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:号|行|号评委会)$|^第?(\d{1,3})$/.exec(text);
    if (number) return { sort: "number", value: String(numberOf(number[1] || number[2])) };
    if (/^[\d()+-]{6,20}$/.test(text)) return { sort: "printed", value: text.replace(/\D/g, "").slice(-7) };
    const year = /^((?:19|20)\d\d)(?:年度?)?$/.exec(text);
    return year ? { sort: "year", value: year[1] } : null;
  };
  const isEmployer = (text) => ready.employers.some((end) => text.endsWith(end));
  const piece = (text) => {
    const number = counted(text);
    if (number) return { typed: text, doubt: 1, ...number };
    if (named.has(text)) return named.get(text);
    const word = compared(text);
    if (known.has(word)) return { sort: "field", typed: text, doubt: known.get(word).doubt };
    if (exact(text)) return { sort: "field", typed: text, doubt: 3.5 };
    const isHere = ready.here.some((start) => text.startsWith(start)) && isEmployer(text);
    if (isHere) return { sort: "employer", typed: text, value: text, doubt: 2.5 };
    if (text.length >= 3 && committees.some((name) => name.includes(text))) {
      const numbers = committees.map((name, n) => (name.includes(text) ? committeeNumbers[n] : "")).filter(Boolean);
      return { sort: "committee", typed: text, value: numbers.join(" "), doubt: 4.2 };
    }
    if (text.length >= 3 && offices.some((name) => name.includes(text))) return { sort: "printed", typed: text, value: text, doubt: 4.2 };
    return { sort: "unknown", typed: text, doubt: 3 + 4 * text.length };
  };

  /* ---- a text, in pieces ---- */

  const isAscii = (text) => /^[\x00-\x7f]*$/.test(text);
  const runOn = (words) =>
    words.reduce((whole, one) => whole + (isAscii(whole.slice(-1)) && isAscii(one[0]) ? " " : "") + one);
  const tokensOf = (text) => plain(text).split(/[\s、，,;；|+＋/。！!？?：:“”"]+/).filter(Boolean).slice(0, 20);
  const joined = (tokens) => {
    const found = [];
    for (let rest = tokens; rest.length; ) {
      let size = Math.min(6, rest.length);
      for (; size > 1; size--) {
        const one = piece(runOn(rest.slice(0, size)));
        if (one.doubt <= 1 || (one.sort === "field" && isAscii(one.typed))) break;
      }
      found.push(runOn(rest.slice(0, size)));
      rest = rest.slice(size);
    }
    return found;
  };
  const mayPart = (token, at) => {
    const around = at > 0 && at < token.length ? token.slice(at - 1, at + 1) : "";
    return around.length < 2 || around.includes(" ") || !isAscii(around);
  };
  // The least doubtful pieces that make up a word.
  const takenApart = (token) => {
    const best = [{ doubt: 0, pieces: [] }];
    for (let end = 1; end <= token.length; end++) {
      let least = { doubt: NEVER, pieces: [] };
      for (let start = 0; mayPart(token, end) && start < end; start++) {
        if (!mayPart(token, start) || best[start].doubt >= NEVER) continue;
        const one = piece(token.slice(start, end));
        const doubt = best[start].doubt + one.doubt;
        const isBetter = doubt < least.doubt - 1e-9;
        const isShorter = doubt < least.doubt + 1e-9 && best[start].pieces.length + 1 < least.pieces.length;
        if (isBetter || isShorter) least = { doubt, pieces: [...best[start].pieces, one] };
      }
      best.push(least);
    }
    return best[token.length].pieces;
  };
  const isSpoken = (one) => SPOKEN.includes(one.sort);
  const completes = (one, other) =>
    broad.has(compared(one.typed)) !== broad.has(compared(other.typed)) && one.sort === "field" && other.sort === "field";
  const withWholeFields = (pieces) => {
    const found = [];
    for (const one of pieces) {
      const before = found[found.length - 1];
      const isOne = before && isSpoken(one) && isSpoken(before) && (before.token === one.token || completes(before, one));
      if (!isOne) found.push(one);
      else {
        const sort = [one.sort, before.sort].includes("field") ? "field" : "unknown";
        found[found.length - 1] = { sort, typed: runOn([before.typed, one.typed]), token: one.token };
      }
    }
    const isNamed = (one) => isSpoken(one) && one.typed.length > 3 && isEmployer(one.typed) && !exact(one.typed);
    return found.map((one) => (isNamed(one) ? { ...one, sort: "employer", value: one.typed } : one));
  };

  // Where two words of one length differ, if only in one character and not in the first.
  const slipAt = (one, other) => {
    if (one.length !== other.length || one[0] !== other[0]) return 0;
    const places = Array.from(one, (sign, n) => (sign === other[n] ? 0 : n)).filter(Boolean);
    return places.length === 1 ? places[0] : 0;
  };
  // The one meaning of all words but for a slip; a character that makes sense where it stands is none.
  const slipped = (text) => {
    if (text.length < 3 || isAscii(text)) return undefined;
    const makesSense = (at) =>
      ready.behind.some((end) => text.endsWith(end) && at >= text.length - end.length) ||
      known.has(text.slice(at - 1, at + 1)) || known.has(text.slice(at, at + 2));
    const meant = Array.from(known.keys()).filter((word) => slipAt(word, text) && !makesSense(slipAt(word, text)));
    return new Set(meant.map((word) => ofField(known.get(word).field).get(""))).size === 1 ? meant[0] : undefined;
  };
  // The class of a field: the word itself, else the longest known word in it; what a job is called stands at the end.
  const fieldOf = (typed) => {
    const whole = exact(typed);
    if (whole) return { typed, word: whole, number: known.get(whole).field };
    const text = compared(typed);
    const inside = telling.filter((word) => text.includes(word) && !(isAscii(word) && text !== word));
    inside.sort((one, other) => other.length - one.length || text.indexOf(one) - text.indexOf(other));
    const isJob = (word) => text.endsWith(word) && known.get(word).doubt > 2;
    const word = inside.find(isJob) || inside[0] || slipped(text);
    return word && { typed, word, number: known.get(word).field };
  };

  // The titles that may be meant: not what a job is called behind a field, nor what is a field beside another title.
  const titlesOf = (pieces) => {
    const titles = pieces.filter((one) => one.sort === "title");
    const isBehind = (one) => pieces.some((before, n) => isSpoken(before) && pieces[n + 1] === one && before.token === one.token);
    const rest = titles.filter((one) => !isBehind(one));
    const meant = [...new Set((rest.length ? rest : titles).map((one) => one.value))];
    const sure = meant.filter((one) => !known.has(compared(one)));
    return meant.length > 1 && sure.length ? sure : meant.slice(0, sure.length ? undefined : 1);
  };

  const read = (text) => {
    const pieces = joined(tokensOf(text)).flatMap((token, n) => takenApart(token).map((one) => ({ ...one, token: n })));
    const whole = withWholeFields(pieces);
    const values = (sort) => [...new Set(whole.filter((one) => one.sort === sort).map((one) => one.value))];
    const [title, ...more] = titlesOf(whole);
    const others = values("title").filter((one) => one !== title && known.has(compared(one)));
    const spoken = [...new Set([...whole.filter(isSpoken).map((one) => one.typed), ...others])];
    const fields = spoken.map(fieldOf).filter(Boolean);
    const numbers = [...values("number"), ...values("committee").flatMap((one) => one.split(" "))];
    const level = title ? undefined : values("level")[0];
    const company = numbers.map((no) => ready.companies[no]).find(Boolean);
    const isCompany = company && (title || level || fields.length);
    const several = [["职称", title ? [title, ...more] : []], ["级别", values("level")], ["县区", values("county")], ["月份", values("month")]];
    const wrong = values("month").filter((one) => one < 1 || one > 12).map((one) => `没有 ${one} 月。`);
    return {
      title, level, fields,
      several: several.filter(([, all]) => all.length > 1).map(([what, all]) => `写了 ${all.length} 个${what}：${all.join("、")}；一次只问一个。`).concat(wrong),
      county: values("county")[0],
      employer: values("employer")[0],
      company: isCompany ? company : undefined,
      numbers: isCompany ? [] : numbers,
      month: values("month")[0],
      kind: values("kind")[0],
      route: values("route")[0],
      hours: values("hours").length > 0,
      printed: values("printed"),
      years: [...values("year"), ...whole.map((one) => one.year).filter(Boolean)],
      unknown: spoken.filter((one) => !fields.some((field) => field.typed === one)),
    };
  };

  /* ---- the answer ---- */

  const RECEPTIONS = ["committee", "exam", "none"];
  const placed = (answers, key, asked) => {
    const place = asked.company || asked.county;
    const places = place ? [`${key}@${place}`, ...(ready.counties.includes(place) ? [`${key}@*`] : [])] : [];
    return [...places, key].map((one) => answers.get(one)).find((one) => one !== undefined);
  };
  const filled = (number, asked, field) =>
    ready.strings[number].replaceAll("\ue000", field ? field.typed : "").replaceAll("\ue001", asked.title || asked.level || "");

  const answerOf = (number, asked, field) => {
    const [reception, told, rows, claims, tiers, open] = ready.answers[number];
    return {
      reception: RECEPTIONS[reception],
      told: told.map((one) => filled(one, asked, field)),
      rows: rows.map((at, n) => {
        const [no, isInitial, manner, reason, exam] = ready.rows[at];
        const [how, why, examined] = [manner, reason, exam].map((one) => filled(one, asked, field));
        return { no: String(no), isInitial: isInitial === 1, manner: how, reason: why, exam: examined, claim: claims[n], tier: tiers[n] };
      }),
      open: open.map(String),
    };
  };
  const nobody = (asked, word) => {
    const [number] = [asked.title ? ready.unknown[classOf.get(asked.title) + 1] : null, ready.unknown[0]].filter((one) => one !== null);
    return { reception: "none", told: [filled(number, asked, { typed: word })], rows: [], open: [] };
  };
  const needsField = (asked) =>
    Boolean(asked.level) || (asked.title && ready.unknown[classOf.get(asked.title) + 1] !== null);
  const isAboutNothing = (asked) =>
    !(asked.title || asked.level || asked.fields.length || asked.county || asked.month || asked.kind || asked.route || asked.hours || asked.printed.length);

  // The answer to what was read; null = only the rows' own words can tell.
  const answer = (asked) => {
    const key = asked.title ? String(classOf.get(asked.title)) : asked.level || "";
    const [field] = asked.fields;
    if (asked.several.length) return { reception: "none", told: asked.several, rows: [], open: [] };
    if (asked.unknown.length && !field && (isAboutNothing(asked) || needsField(asked))) return nobody(asked, asked.unknown[0]);
    if (field) {
      let number = placed(ofField(field.number), key, asked);
      if (number === undefined && asked.title) number = ofField(field.number).get("?") ?? ready.otherwise[classOf.get(asked.title)];
      return number === undefined || number === null ? nobody(asked, field.typed) : answerOf(number, asked, field);
    }
    const isPlaceAlone = !key && asked.county && !(asked.month || asked.kind || asked.route || asked.printed.length);
    const isEmployerAlone = isAboutNothing(asked) && asked.employer;
    if (isEmployerAlone) return { reception: "none", told: [ready.employer.replaceAll("\ue000", asked.employer)], rows: [], open: [] };
    if (!key && !isPlaceAlone) return null;
    const number = isPlaceAlone ? plainAnswers.get(`@${asked.county}`) : placed(plainAnswers, key, asked);
    return number === undefined ? null : answerOf(number, asked);
  };

  return { read, answer, folded, compared };
})();
