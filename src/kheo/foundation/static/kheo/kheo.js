/* Small comforts; every page works without them. Nothing here sends anything anywhere (autosave.js does, on forms that say so).
   Drafts: a form with data-draft="name" is kept in this browser until it is taken. Never passwords, keys or files. */
(() => {
  "use strict";
  const DAYS_KEPT = 14;
  const WHO = document.body.dataset.who || "";
  const PREFIX = "kheo:draft:";

  const storage = (() => {
    try {
      localStorage.setItem("kheo:try", "1");
      localStorage.removeItem("kheo:try");
      return localStorage;
    } catch {
      return null; // private window, or the office has switched storage off
    }
  })();

  const drafts = () => Object.keys(storage).filter((key) => key.startsWith(PREFIX));
  const read = (key) => {
    try { return JSON.parse(storage.getItem(key)); } catch { return null; }
  };
  const write = (key, draft) => {
    try { storage.setItem(key, JSON.stringify(draft)); } catch { /* full: the page itself still holds the text */ }
  };

  const kept = (form) => [...form.elements].filter((field) =>
    field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && !/password|mat_khau/.test(field.name));
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";
  const values = (form) => kept(form).map((field) => (ticks(field) ? field.checked : field.value));

  const line = (form, text, undo) => {
    const note = document.createElement("p");
    note.className = "draft";
    note.setAttribute("role", "status");
    note.append(text + " ");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Bỏ bản nháp";
    button.addEventListener("click", () => { note.remove(); undo(); });
    note.append(button);
    form.prepend(note);
  };

  const keepDraft = (form) => {
    const key = `${PREFIX}${WHO}:${location.pathname}:${form.dataset.draft}`;
    const original = values(form);
    // A form that is saved as it is typed: a draft keeps the version it was written on, so that the server tells it from a newer text.
    const version = form.dataset.autosave ? form.elements.version : null;
    const opened = version?.value;
    const fill = (list) => kept(form).forEach((field, i) => {
      if (ticks(field)) field.checked = list[i]; else field.value = list[i];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    let timer = 0;
    const draft = read(key);
    const answered = form.querySelector(".problems"); // the server has given the typed text back itself
    if (draft && !draft.sent && !answered && draft.values.length === original.length
        && draft.values.some((value, i) => value !== original[i])) {
      if (version && draft.version) version.value = draft.version;
      fill(draft.values);
      const when = new Date(draft.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
      line(form, `Đã điền lại bản nháp lúc ${when}, lưu trên máy này.`, () => { if (version) version.value = opened; fill(original); clearTimeout(timer); timer = 0; storage.removeItem(key); });
    }
    const keep = (sent) => write(key, { at: Date.now(), path: location.pathname, values: values(form), version: version?.value, sent });
    const save = () => { timer = 0; keep(false); };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 400); });
    form.addEventListener("kheo:saved", (event) => { // the server has it; what was typed since is kept on the new version
      clearTimeout(timer);
      timer = 0;
      if (!event.detail.all) { keep(false); return; }
      storage.removeItem(key);
      form.querySelector(":scope > .draft")?.remove();
    });
    addEventListener("pageshow", (event) => { if (event.persisted) keep(false); }); // came back: it was not taken
    addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); save(); } });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      timer = 0;
      keep(true);
    });
  };

  /* Was the form that was sent last taken? Yes, if its page led here with word of success or to another page. */
  const taken = (draft) => {
    if (document.querySelector("[data-keep-drafts], .problems")) return false;
    if (draft.path === location.pathname) return document.querySelector(".messages") !== null;
    return document.referrer !== "" && new URL(document.referrer).pathname === draft.path;
  };

  if (storage) {
    for (const key of drafts()) {
      const draft = read(key);
      if (!draft || Date.now() - draft.at > DAYS_KEPT * 86400000) storage.removeItem(key);
      else if (draft.sent && taken(draft)) storage.removeItem(key);
      else if (draft.sent && draft.path === location.pathname) write(key, { ...draft, sent: false });
    }
    document.querySelectorAll("form[data-draft]").forEach(keepDraft);
    document.querySelectorAll("form[data-forget-drafts]").forEach((form) =>
      form.addEventListener("submit", () => drafts().forEach((key) => storage.removeItem(key))));
  }

  /* A form is sent once: its button rests while the answer comes. The server's key is what really guards it. */
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    const button = event.submitter;
    if (button) setTimeout(() => { button.disabled = true; button.dataset.resting = ""; });
  });
  addEventListener("pageshow", () => document.querySelectorAll("[data-resting]").forEach((button) => {
    button.disabled = false;
    delete button.dataset.resting;
  }));

  /* What the browser itself checks is said in Vietnamese, whatever language the browser speaks. */
  const fault = (field) => {
    const { valueMissing, badInput, rangeUnderflow, rangeOverflow } = field.validity;
    if (valueMissing && field.type === "checkbox") return "Đánh dấu ô này nếu đúng như vậy.";
    if (valueMissing && field.type === "file") return "Chưa chọn tệp.";
    if (valueMissing && (field.tagName === "SELECT" || field.type === "radio")) return "Chưa chọn; chọn một dòng trong danh sách.";
    if (valueMissing) return "Ô này chưa điền.";
    if (badInput) return "Viết một số.";
    if (rangeUnderflow) return `Viết một số từ ${field.min} trở lên.`;
    if (rangeOverflow) return `Viết một số không quá ${field.max}.`;
    return "";
  };
  document.addEventListener("invalid", (event) => {
    event.target.setCustomValidity("");
    event.target.setCustomValidity(fault(event.target));
  }, true);
  for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => event.target.setCustomValidity?.(""), true);

  /* How many characters are left, said only when few are. */
  document.querySelectorAll("textarea[maxlength], input[maxlength]:not([type=password])").forEach((field) => {
    const most = field.maxLength;
    if (most < 40) return;
    const left = document.createElement("span");
    left.className = "left";
    left.setAttribute("aria-live", "polite");
    field.after(left);
    const count = () => {
      const rest = most - field.value.length;
      left.textContent = rest <= most * 0.2 ? `Còn ${rest} ký tự.` : "";
    };
    field.addEventListener("input", count);
    count();
  });

  /* «Chép tin nhắn»: the text stands in a field to be selected by hand; the button does it at once. */
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const box = button.closest(".copy");
    const field = box.querySelector("textarea");
    const said = box.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = "Đã chép, dán vào nơi cần gửi.";
      } catch {
        said.textContent = "Máy không cho chép tự động: đoạn chữ đã được chọn, bấm Ctrl+C hoặc giữ tay để chép."; // no permission, plain http
      }
    });
  });

  /* «Thêm» in the head closes when one clicks elsewhere or presses Escape; without a script its own word closes it. */
  const more = document.querySelector("details.further");
  if (more) {
    addEventListener("click", (event) => { if (more.open && !more.contains(event.target)) more.open = false; });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !more.open) return;
      more.open = false;
      more.querySelector("summary").focus();
    });
  }

  /* What is wrong is read first. */
  document.querySelector("form[method=post] .problems")?.focus();
})();
