/* What shows only when a page is used. `step` is start, stop, end (tab key), enlarged or narrow. */
(step) => {
  const where = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const text = (e) => (e.textContent || "").replace(/\s+/g, " ").trim();
  const look = (e) => {
    const drawn = e.ownerSVGElement ? [...e.children].map((c) => { const d = getComputedStyle(c); return d.fill + d.stroke + d.strokeWidth; }) : [];
    const s = getComputedStyle(e), around = e.closest("label, li, .choice") || e, a = getComputedStyle(around);
    return [s.outlineStyle === "none" || s.outlineWidth === "0px" ? "" : s.outline, s.boxShadow, s.border, s.backgroundColor, s.color,
      s.textDecoration, s.backgroundImage, a.outlineStyle === "none" ? "" : a.outline, a.boxShadow, a.border, a.backgroundColor, ...drawn].join("|");
  };
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const walk = (window.__walk ||= { seen: [], findings: [], before: new Map(), same: 0 });
  const say = (rule, wcag, message) => walk.findings.push({ rule, wcag, message });

  if (step === "start") {
    document.activeElement?.blur?.();
    document.querySelectorAll(FOCUSABLE).forEach((e) => walk.before.set(e, look(e)));
    return true;
  }
  if (step === "stop") {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return false;
    if (e === walk.seen.at(-1)) { walk.same += 1; return walk.same < 3 && !/^(IFRAME|VIDEO|AUDIO)$/.test(e.tagName); }
    walk.same = 0;
    if (walk.seen.includes(e)) return false;
    const b = e.getBoundingClientRect(), before = walk.before.get(e);
    if (before !== undefined && b.width > 1 && b.height > 1 && look(e) === before && !/^(IFRAME|VIDEO|AUDIO)$/.test(e.tagName))
      say("focus-visible", "2.4.7", `nothing shows that this has the focus: ${where(e)}`);
    if (b.width > 1 && b.height > 1) {
      const x = Math.min(Math.max(b.left + b.width / 2, 1), innerWidth - 2), y = Math.min(Math.max(b.top + b.height / 2, 1), innerHeight - 2);
      const top = document.elementFromPoint(x, y);
      if (top && b.top >= 0 && b.bottom <= innerHeight && top !== e && !e.contains(top) && !top.contains(e) && !e.closest("label")?.contains(top) && !(e.labels && [...e.labels].some((l) => l.contains(top))) && getComputedStyle(top).position !== "static" && /fixed|sticky/.test(getComputedStyle(top).position))
        say("focus-covered", "2.4.11", `something covers this when it has the focus: ${where(e)}`);
    }
    walk.seen.push(e);
    return true;
  }
  if (step === "end") {
    const reachable = [...walk.before.keys()].filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility?.({ visibilityProperty: true }) && !e.closest("[inert]"));
    if (walk.same >= 3 && reachable.some((e) => !walk.seen.includes(e) && !(e.type === "radio"))) say("keyboard-trap", "2.1.2", `the tab key cannot leave this: ${where(walk.seen.at(-1))}`);
    const findings = walk.findings;
    delete window.__walk;
    document.activeElement?.blur?.();
    return findings;
  }
  delete window.__walk;
  const findings = [];
  if (step === "narrow") {
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth + 3) findings.push({ rule: "reflow", wcag: "1.4.10", message: `the page is ${page.scrollWidth} pixels wide on a screen of ${page.clientWidth}` });
    return findings;
  }
  const holders = [...document.querySelectorAll("body, body *")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && !e.closest("svg, script, style, option"));
  const sizes = holders.map((e) => parseFloat(getComputedStyle(e).fontSize));
  const full = (e) => { const s = getComputedStyle(e); return s.display !== "inline" && s.display !== "contents" && e.clientHeight > 8 && e.clientWidth > 8 && !/(auto|scroll)/.test(s.overflowY + s.overflowX) && (e.scrollHeight > e.clientHeight + 6); };
  const boxes = [...document.querySelectorAll("div, p, section, li, td, button, a, span, h1, h2, h3, fieldset, label")].filter((e) => text(e) && e.checkVisibility?.({ visibilityProperty: true }));
  const already = new Set(boxes.filter(full));
  const old = holders.map((e) => e.style.fontSize);
  holders.forEach((e, n) => { e.style.fontSize = `${sizes[n] * 2}px`; });
  boxes.filter((e) => !already.has(e) && full(e)).slice(0, 3).forEach((e) => findings.push({ rule: "enlarged", wcag: "1.4.4", message: `text does not fit when it is enlarged: ${where(e)}` }));
  holders.forEach((e, n) => { e.style.fontSize = old[n]; });
  return findings;
}
