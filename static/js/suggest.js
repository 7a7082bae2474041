// Comfort only: names of sheets while somebody types. Asks this site alone; a shared
// computer searches by POST and asks nothing.
(() => {
  const form = document.querySelector("[method=get][data-suggest]");
  if (!form) return;
  const input = form.querySelector("input"), list = form.querySelector("ul");
  let timer, newest, at = -1;
  const set = (name, value) => input.setAttribute(`aria-${name}`, value);
  const open = (option) => location.assign(option.dataset.url);

  const choose = (index) => {
    at = index;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", n === at));
    set("activedescendant", list.children[at]?.id ?? "");
  };
  const show = (found) => {
    list.replaceChildren(...found.map(({ name, url }, n) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `q-${n}`, role: "option", textContent: name });
      option.dataset.url = url;
      return option;
    }));
    list.hidden = !found.length;
    set("expanded", !list.hidden);
    choose(-1);
  };
  const ask = async () => {
    const q = newest = input.value.trim();
    if (q.length < 3) return show([]);
    const query = new URLSearchParams({ q, lang: document.documentElement.lang, limit: 6, typing: true });
    const answer = await fetch(`${form.dataset.suggest}?${query}`);
    if (answer.ok && q === newest) show((await answer.json()).results);
  };

  Object.assign(input, { type: "text", role: "combobox" });
  set("controls", list.id);
  set("autocomplete", "list");
  show([]);
  input.oninput = () => { clearTimeout(timer); timer = setTimeout(ask, 200); };
  input.onblur = () => { newest = ""; show([]); };
  list.onmousedown = (event) => event.preventDefault();
  list.onclick = (event) => open(event.target);
  input.onkeydown = (event) => {
    const { key } = event, count = list.children.length;
    if (!count) return;
    if (key === "Escape") show([]);
    else if (key === "Enter" && at >= 0) open(list.children[at]);
    else if (key === "ArrowDown") choose((at + 1) % count);
    else if (key === "ArrowUp") choose((at > 0 ? at : count) - 1);
    else return;
    event.preventDefault();
  };
})();
