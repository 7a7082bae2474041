// Comfort only: the questionnaire works without this file.
// Warns before the answers expire, and never shows a page that came back from the browser's memory.
(() => {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.hidden = true;
    location.reload();
  });

  document.querySelector(".summary")?.focus();

  const warning = document.getElementById("idle-warning");
  if (!warning) return;
  const { warnAfter, endAfter, endAddress } = warning.dataset;
  const end = () => location.replace(endAddress);
  let timers = [];

  const begin = () => {
    timers.forEach(clearTimeout);
    warning.hidden = true;
    timers = [
      setTimeout(() => { warning.hidden = false; }, warnAfter * 1000),
      setTimeout(end, endAfter * 1000),
    ];
  };

  // Asking for this page again sends the cookie anew; what was typed stays on the screen.
  warning.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    if (answer.redirected) end(); else begin();
  });
  begin();
})();
