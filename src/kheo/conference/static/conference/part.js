/* A part of the page that could not be fetched: say so, or go the long way round. Without a script every page works whole. */
(() => {
  "use strict";
  const say = (text) => {
    let line = document.querySelector("[data-part-told]");
    if (!line) {
      line = document.createElement("p");
      line.className = "draft";
      line.dataset.partTold = "";
      line.setAttribute("role", "status");
      document.querySelector(".head").append(line);
    }
    line.textContent = text;
  };
  const isQuiet = (event) => event.detail.elt.matches("[data-quiet]"); // a check while writing: its button still works
  document.addEventListener("htmx:sendError", (event) => {
    if (!isQuiet(event)) say("Mất kết nối: lần bấm vừa rồi chưa được ghi. Có mạng rồi bấm lại.");
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (isQuiet(event)) return;
    const status = event.detail.xhr.status;
    if (status === 403 || status === 409) location.reload(); // signed out, or the page is old
    else say("Máy chủ chưa ghi được; tải lại trang rồi bấm lại.");
  });
  document.addEventListener("htmx:afterSwap", () => document.querySelector("[data-part-told]")?.remove());
})();
