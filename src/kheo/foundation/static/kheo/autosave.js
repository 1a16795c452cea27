/* A form with data-autosave="address" is sent there as it is typed, to be resumed on another machine. Without a script, with the
   line dropped, with somebody else writing too, nothing is lost: the text stays in the page and in this browser (kheo.js) until
   the server has it, and the server never writes over another text (409). What it answers: 204 and the version that stands now,
   409 another text, 422 words to show, 403 and 404 no longer allowed. At 409 the reader is sent to the form's button marked
   data-keeps, under the name it has there; data-conflict says what that page then shows, where it shows more than the text. */
(() => {
  "use strict";
  const WAIT = 1200;   // after the last key
  const AGAIN = 15000; // after a failure, without a word from the browser that the line is back
  const LONGEST = 20000;

  const keep = (form) => {
    const address = form.dataset.autosave;
    const version = form.elements.version;
    const keeps = form.querySelector("button[data-keeps]");
    const said = document.createElement("p");
    said.className = "saving";
    said.setAttribute("role", "status");
    form.append(said);
    let timer = 0;
    let sending = null;
    let isStopped = false;
    let isChanged = form.querySelector(":scope > .draft") !== null; // kheo.js has filled in what this browser kept
    const say = (text, waits) => {
      if (said.textContent !== text) said.textContent = text;
      said.classList.toggle("waits", waits);
    };
    const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const fields = () => {
      const body = new FormData(form);
      body.delete("once"); // the page's key is for handing in
      return body;
    };
    const later = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };
    const stop = (text) => { isStopped = true; isChanged = true; say(text, true); };

    const send = async () => {
      isChanged = false;
      let answer;
      try {
        answer = await fetch(address, { method: "POST", body: fields(), redirect: "manual", signal: AbortSignal.timeout(LONGEST) });
      } catch {
        answer = null;
      }
      if (answer?.status === 204) {
        version.value = answer.headers.get("X-Kheo-Version");
        form.dispatchEvent(new CustomEvent("kheo:saved", { detail: { all: !isChanged } }));
        if (isChanged) later(WAIT); else say(`Đã lưu lúc ${clock()}, máy nào cũng viết tiếp được.`, false);
        return;
      }
      isChanged = true;
      if (answer?.status === 409) stop(`Người khác, hoặc máy khác của bạn, vừa ghi phiếu này. Chữ của bạn vẫn ở đây; bấm «${keeps.textContent.trim()}» để ${form.dataset.conflict ?? "xem lại rồi ghi lần nữa"}.`);
      else if (answer?.status === 422) say(await answer.text(), true);
      else if (answer && (answer.status === 403 || answer.status === 404 || answer.type === "opaqueredirect")) stop("Chưa lưu được: phiên làm việc đã hết, hoặc phiếu không còn mở cho bạn. Chữ vẫn giữ trên máy này; đăng nhập lại rồi mở phiếu.");
      else {
        say("Chưa lưu được, vẫn giữ trên máy này. Có mạng là tự lưu lại.", true);
        later(AGAIN);
      }
    };
    const save = async () => {
      clearTimeout(timer);
      timer = 0;
      if (isStopped || !isChanged) return;
      if (sending) { later(WAIT); return; }
      sending = send();
      await sending;
      sending = null;
    };

    form.addEventListener("input", () => { isChanged = true; later(WAIT); });
    addEventListener("online", () => { if (isChanged) save(); });
    addEventListener("offline", () => { if (isChanged) say("Mất mạng: chưa lưu được, vẫn giữ trên máy này. Có mạng là tự lưu lại.", true); });
    // Away to another page: one last try that nobody waits for; back from there: ask which version stands.
    addEventListener("pagehide", () => { if (isChanged && !isStopped) navigator.sendBeacon(address, fields()); });
    addEventListener("pageshow", (event) => { if (event.persisted) { isChanged = true; save(); } });
    form.addEventListener("submit", (event) => {
      if (sending) { // its version comes with the answer
        event.preventDefault();
        const button = event.submitter;
        sending.then(() => form.requestSubmit(button));
        return;
      }
      clearTimeout(timer);
      isStopped = true;
    });
    if (isChanged) save();
  };

  document.querySelectorAll("form[data-autosave]").forEach(keep);
})();
