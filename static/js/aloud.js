// Comfort only: reads the page aloud with a voice of the device itself, so that nothing is sent.
// The button stays hidden where the device has no voice in the language of the page.
(() => {
  const place = document.querySelector(".aloud"), speech = window.speechSynthesis;
  if (!place || !speech) return;
  const button = place.querySelector("button"), label = button.querySelector("span");
  const words = { true: button.dataset.stop, false: label.textContent };
  const PARTS = "h1, h2, h3, p, li, dt, dd";
  let left = [];

  const voice = (lang) => speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(lang));
  const show = () => { place.hidden = !voice(document.documentElement.lang); };
  const readable = (part) => part.checkVisibility() && !part.querySelector(PARTS) && !part.closest(".aloud, nav, form");

  const say = () => {
    const part = left.shift();
    label.textContent = words[Boolean(part)];
    if (!part) return;
    const said = new SpeechSynthesisUtterance(part.innerText);
    said.lang = part.closest("[lang]").lang;
    said.voice = voice(said.lang) ?? null;
    said.rate = 0.9;
    said.onend = say;
    speech.speak(said);
  };
  const stop = () => { left = []; speech.cancel(); label.textContent = words.false; };

  button.addEventListener("click", () => {
    if (left.length || speech.speaking) return stop();
    left = [...document.querySelectorAll("[data-aloud]")].flatMap((text) => [...text.querySelectorAll(PARTS)]).filter(readable);
    say();
  });
  addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", show);
  show();
})();
