/* What the page is like, for the checks of WCAG criteria that no tool covers (tests/browser/test_criteria.py). */
() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = (e) => (e?.innerText || "").replace(/\s+/g, " ").trim();
  const seen = (e) => e.checkVisibility({ visibilityProperty: true });
  const name = (e) => (e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent || "").join(" ")).replace(/\s+/g, " ").trim();
  const links = (part) => $$(`${part} :is(a, button)`).filter((e) => !e.closest(".languages")).map((e) => [text(e), e.getAttribute("href") || e.form?.action || ""]);
  const edge = (e) => { const s = getComputedStyle(e); return parseFloat(s.borderTopWidth) || parseFloat(s.borderBottomWidth) || parseFloat(s.outlineWidth) || (s.textDecorationLine !== "none" ? 1 : 0); };
  const wrong = $$("[aria-invalid=true], fieldset[aria-describedby]:has(.error)");
  const described = (e) => (e.getAttribute("aria-describedby") || "").split(/\s+/).map((id) => text(document.getElementById(id))).join(" ");
  return {
    title: document.title,
    address: location.pathname + location.search,
    headings: $$("h1").filter(seen).map(text),
    header: links("header.head"), footer: links("footer.foot"),
    toHelp: $$("header.head .nav a").map((e) => e.getAttribute("href")),
    labels: $$("a, button, summary, input, select, textarea").filter((e) => seen(e) && name(e) && text(e))
      .filter((e) => !name(e).toLowerCase().includes(text(e).toLowerCase())).map((e) => e.outerHTML.slice(0, 120)),
    status: $$("[role=alert], [role=status]").map((e) => [e.className, e.getAttribute("role")]),
    media: $$("video, audio, iframe, canvas, object, embed, img, [draggable=true]").map((e) => e.outerHTML.slice(0, 90)),
    noEdge: $$("button, .button, .input, .choice > input").filter((e) => seen(e) && !e.matches(".unseen") && !edge(e)).map((e) => e.outerHTML.slice(0, 120)),
    errors: {
      focused: document.activeElement?.className || "",
      heading: text(document.querySelector(".summary h2")),
      links: $$(".summary a").map((a) => { const to = document.getElementById(a.hash.slice(1)); return { text: text(a), to: !!to, field: !!to?.matches("input, select, textarea") }; }),
      beside: $$(".error").map(text),
      said: wrong.map(described),
    },
  };
}
