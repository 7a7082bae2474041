// Comfort only: the questionnaire works without this file.
// Warns before the answers expire, and never shows a page that came back from the browser's memory.
(() => {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.hidden = true;
    location.reload();
  });

  document.querySelector(".summary")?.focus();

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  const warning = document.getElementById("idle-warning");
  if (!warning) return;
  const { warnAfter, endAfter, endAddress } = warning.dataset;
  const end = () => location.replace(endAddress);
  const left = warning.querySelector(".left");
  let timers = [];

  // The seconds that are left, for the eye only: a screen reader hears the warning once.
  const countDown = (until) => {
    left.textContent = Math.max(0, Math.round((until - Date.now()) / 1000));
    if (!warning.hidden) timers.push(setTimeout(countDown, 1000, until));
  };

  const begin = () => {
    timers.forEach(clearTimeout);
    warning.hidden = true;
    timers = [
      setTimeout(() => {
        warning.hidden = false;
        if (left) countDown(Date.now() + (endAfter - warnAfter) * 1000);
      }, warnAfter * 1000),
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
