// Comfort only: the questionnaire works without this file.
// Warns before the answers expire, and never shows a page that came back from the browser's memory.
(() => {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.hidden = true;
    location.reload();
  });

  const warning = document.getElementById("idle-warning");
  if (!warning) return;
  const { warnAfter, endAfter, endAddress } = warning.dataset;
  let timers = [];

  const begin = () => {
    timers.forEach(clearTimeout);
    warning.hidden = true;
    timers = [
      setTimeout(() => { warning.hidden = false; }, warnAfter * 1000),
      setTimeout(() => { location.replace(endAddress); }, endAfter * 1000),
    ];
  };

  // Asking for this page again sends the cookie anew; what was typed stays on the screen.
  warning.querySelector("button").addEventListener("click", () => {
    fetch(location.href, { credentials: "same-origin", cache: "no-store" }).then(begin);
  });
  begin();
})();
