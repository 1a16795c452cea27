/* Scoring by keyboard: Enter goes to the next item instead of sending, Ctrl+Enter saves and opens the next file. Without this
   file Tab and the buttons do the same. */
(() => {
  "use strict";
  const form = document.getElementById("cham");
  if (!form) return;
  const fields = [...form.querySelectorAll(".scores input, .scores select")];
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const next = form.querySelector("button[value=next]");
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(next);
      return;
    }
    const here = fields.indexOf(event.target);
    if (here < 0) return;
    event.preventDefault();
    const following = fields[here + 1] || next;
    following.focus();
    if (following.select) following.select();
  });
  const first = fields.find((field) => field.value === "");
  if (first && matchMedia("(min-width: 48rem)").matches && !form.querySelector(".problems")) first.focus();
})();
