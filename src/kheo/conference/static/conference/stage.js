/* The stage: one key moves on, the hall's screen follows. Both pages work without this. */
(() => {
  "use strict";
  const EVERY = 1500;
  const next = document.querySelector("form[data-next]");
  let sent = false;

  /* Space, → and the button of a presenter's pen, wherever nothing else listens to them. A key held down counts once. */
  document.addEventListener("keydown", (event) => {
    if (!next || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (![" ", "ArrowRight", "PageDown"].includes(event.key)) return;
    if (event.target.closest("input, textarea, select, button, a, summary")) return;
    event.preventDefault();
    if (sent) return;
    sent = true;
    next.requestSubmit(next.querySelector("button"));
  });
  addEventListener("pageshow", () => { sent = false; });

  /* Ask, with what is known; call back when something else is there. 304 costs a few bytes. */
  const follow = (address, known, changed, lost) => {
    let tag = `"${known}"`;
    const ask = async () => {
      try {
        const answer = await fetch(address, { headers: { "If-None-Match": tag }, cache: "no-store", redirect: "error" });
        if (answer.status === 200) {
          tag = answer.headers.get("ETag") || tag;
          changed(await answer.text());
        }
        lost(answer.status !== 200 && answer.status !== 304);
      } catch {
        lost(true);
      }
      setTimeout(ask, EVERY);
    };
    setTimeout(ask, EVERY);
  };

  const screen = document.querySelector("[data-follow]");
  if (screen) {
    const lost = document.getElementById("mat-noi");
    follow(screen.dataset.follow, screen.dataset.known, (text) => { screen.innerHTML = text; }, (is) => { lost.hidden = !is; });
  }

  /* An operator's page that is behind loads itself again, unless somebody is typing in it. */
  const operate = document.querySelector("[data-state]");
  if (operate) {
    const typing = () => [...document.querySelectorAll("input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
    follow(operate.dataset.state, operate.dataset.known, () => { if (!sent && !typing()) location.replace(location.href.replace(/(goi|che)\/$/, "")); }, () => {});
  }
})();
