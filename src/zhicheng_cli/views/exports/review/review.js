"use strict";
// The page shows everything without this script: it remembers what was looked at, and writes it into a file.
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const sources = document.body.dataset.sources.split(" ");
  const cards = all("main > .card");
  const rest = all("#rest .card");
  const store = `zc-import:${sources.join(" ")}`;
  let saved = true;

  const words = (card) => card.querySelector("textarea");
  const isDone = (card) => card.classList.contains("done");
  const number = (text) => (text === "" ? null : Number(text));

  const settle = (card, done) => {
    card.classList.toggle("done", done);
    const box = words(card);
    const state = card.querySelector(".state");
    if (box) box.readOnly = true;
    if (state) state.textContent = !done ? "" : box.value === card.dataset.words ? "与原件一致" : "已改";
    if (!done && box) box.value = card.dataset.words;
    card.querySelector(".same").hidden = done;
    changed();
  };

  const changed = () => {
    saved = false;
    tell();
    try {
      localStorage.setItem(store, JSON.stringify(answers()));
    } catch {
      // Without storage the page must stay open until it is exported.
    }
  };

  const open = () => cards.filter((card) => !isDone(card));
  const tell = () => {
    const left = open().length;
    const asked = all("fieldset").filter((one) => one.querySelector("input:checked").value === "").length;
    const questions = asked ? `；${asked} 个问题没有答` : "";
    document.getElementById("left").textContent = left
      ? `还有 ${left} 处要核对，共 ${cards.length} 处${questions}`
      : `${cards.length} 处都核对过了${questions}`;
  };

  const answers = () => {
    const made = { format: "zc.import-answers/1", sources };
    for (const field of all("fieldset")) {
      const value = field.querySelector("input:checked").value;
      if (value !== "") made[field.dataset.question] = JSON.parse(value);
    }
    const done = [...cards, ...rest].filter(isDone);
    made.cells = done.filter(words).map((card) => ({
      table: Number(card.dataset.table),
      row: Number(card.dataset.row),
      column: card.dataset.column,
      words: words(card).value.trim(),
    }));
    made.seen = done.filter((card) => !words(card)).map((card) => ({
      code: card.dataset.code,
      table: number(card.dataset.table),
      row: number(card.dataset.row),
      column: card.dataset.column || null,
      message: card.dataset.message,
    }));
    return made;
  };

  const takeUp = () => {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(store));
    } catch {
      return;
    }
    if (!kept || !Array.isArray(kept.cells) || !Array.isArray(kept.seen)) return;
    for (const field of all("fieldset")) {
      const value = kept[field.dataset.question];
      const input = all("input", field).find((one) => one.value === String(value));
      if (input) input.checked = true;
    }
    const cell = (one) => [...cards, ...rest].find((card) => words(card) && card.dataset.table === String(one.table)
      && card.dataset.row === String(one.row) && card.dataset.column === one.column);
    for (const one of kept.cells) {
      const card = cell(one);
      if (card) {
        words(card).value = one.words;
        settle(card, true);
      }
    }
    for (const one of kept.seen) {
      const card = cards.find((note) => note.dataset.message === one.message && note.dataset.code === one.code
        && number(note.dataset.row) === one.row && number(note.dataset.table) === one.table);
      if (card) settle(card, true);
    }
  };

  const current = () => document.activeElement.closest(".card");
  const go = (step) => {
    const shown = [...cards, ...(document.getElementById("rest").open ? rest : [])];
    const at = shown.indexOf(current());
    const next = at < 0 ? shown[0] : shown[at + step];
    if (next) next.focus();
  };
  const confirm = (card) => {
    settle(card, true);
    const next = cards.slice(cards.indexOf(card) + 1).find((one) => !isDone(one)) || open()[0];
    if (next && cards.includes(card)) next.focus();
  };
  const edit = (card) => {
    const box = words(card);
    if (!box) return;
    settle(card, false);
    box.readOnly = false;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  };

  document.addEventListener("keydown", (event) => {
    const card = current();
    const box = card && words(card);
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (box && document.activeElement === box && !box.readOnly) {
      if (event.key === "Escape") settle(card, false), card.focus();
      if (event.key === "Enter" && !event.shiftKey) event.preventDefault(), confirm(card);
      return;
    }
    if (["INPUT", "BUTTON", "SUMMARY"].includes(document.activeElement.tagName) && event.key === "Enter") return;
    if (document.activeElement.tagName === "INPUT") return;
    const act = {
      ArrowDown: () => go(1), j: () => go(1), ArrowUp: () => go(-1), k: () => go(-1),
      Enter: () => card && confirm(card), e: () => card && edit(card), u: () => card && settle(card, false),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const card of [...cards, ...rest]) {
    card.querySelector(".same").addEventListener("click", () => confirm(card));
    const button = card.querySelector(".edit");
    if (button) button.addEventListener("click", () => edit(card));
  }
  for (const input of all("fieldset input")) input.addEventListener("change", changed);

  document.getElementById("save").addEventListener("click", () => {
    const link = document.createElement("a");
    const text = `${JSON.stringify(answers(), null, 2)}\n`;
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "核对答复.json";
    link.click();
    URL.revokeObjectURL(link.href);
    saved = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saved && [...cards, ...rest].some(isDone)) event.preventDefault();
  });

  takeUp();
  saved = true;
  tell();
})();
