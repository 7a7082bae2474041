/* Own checks beside axe, run inside a page. Each rule gets `say(message, element)` once per finding.
   A rule says only what is wrong for sure: a page that is well made has no finding. */
(() => {
  const findings = [];
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = (element) => (element?.textContent || "").replace(/\s+/g, " ").trim();
  const words = (value) => value.split(/\s+/).filter(Boolean).length;
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const box = (element) => element.getBoundingClientRect();
  const where = (element) => element ? element.outerHTML.replace(/\s+/g, " ").slice(0, 90) : "";
  const shown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
  const seen = (element) => shown(element) && box(element).width > 1 && box(element).height > 1;
  const lone = (element) => text(element.cloneNode(true)) === "" ;
  const named = (element) => (element.getAttribute("aria-label") || "").trim() ||
    (element.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => text(document.getElementById(id))).join(" ").trim();
  const lang = (document.documentElement.lang || "en").slice(0, 2).toLowerCase();
  const rule = (id, wcag, run) => {
    const once = new Set();
    const say = (message, element) => {
      const key = message + where(element);
      if (!once.has(key)) findings.push({ rule: id, wcag, message: element ? `${message}: ${where(element)}` : message });
      once.add(key);
    };
    try { run(say); } catch (error) { /* a rule that cannot run on this page finds nothing */ }
  };
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable=true]";
  const CONTROLS = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea";
  const blocks = () => $$("p, li, dd, td, blockquote").filter((e) => seen(e) && !e.querySelector("p, li, table"));
  const handlers = () => $$("[onclick], [onchange], [onfocus], [onblur], [ondblclick], [onmouseover], [onmousedown], [onkeypress]");
  const scripts = () => $$("script:not([src])").map((s) => s.textContent).join("\n");

  /* Text and structure */
  rule("heading-missing", "1.3.1", (say) => { if (!$$("h1, [role=heading][aria-level='1']").some(shown)) say("the page has no first heading"); });
  rule("heading-empty", "2.4.6", (say) => $$("h1,h2,h3,h4,h5,h6").filter((h) => !text(h) && !named(h) && !$$("img[alt]", h).some((i) => i.alt.trim())).forEach((h) => say("this heading is empty", h)));
  rule("heading-order", "1.3.1", (say) => {
    let last = 0;
    $$("h1,h2,h3,h4,h5,h6").filter(shown).forEach((h) => { const level = +h.tagName[1]; if (level > last + 1 && last) say("this heading skips a level", h); last = level; });
  });
  rule("heading-fake", "1.3.1", (say) => $$("p, div, span, b, strong, font, td").forEach((e) => {
    const own = text(e), next = e.nextElementSibling || (e.parentElement?.children.length === 1 && e.parentElement.nextElementSibling);
    if (!seen(e) || own.length < 2 || own.length > 70 || /[.:;,!?]$/.test(own) || e.closest("h1,h2,h3,h4,h5,h6,a,button,label,legend,th,summary,dt,caption,figcaption,nav,footer,header,li,form")) return;
    if (e.tagName !== "P" && e.tagName !== "DIV" && style(e).display !== "block") return;
    const leaf = e.querySelector("b, strong, font, big, span") || e;
    const all = text(leaf) === own, heavy = +style(leaf).fontWeight >= 600, size = parseFloat(style(leaf).fontSize), base = parseFloat(style(document.body).fontSize);
    if (e.querySelector("p, div, ul, a, img, input") || !all || !next || !/^(P|UL|OL|DIV|TABLE)$/.test(next.tagName) || words(text(next)) < 5) return;
    if (heavy && (size >= base * 1.15 || leaf !== e) || size >= base * 1.4) say("this looks like a heading but is none", e);
  }));
  rule("list-fake", "1.3.1", (say) => {
    const mark = /^\s*(?:[-–—*•·▪►]|\(?\d{1,2}[.)]|[a-z][.)])\s+\S/;
    $$("p, div, td").forEach((e) => {
      const lines = e.innerHTML.split(/<br\s*\/?>/i).map((part) => part.replace(/<[^>]+>/g, " ").replace(/&nbsp;/g, " ").replace(/&bull;/g, "•"));
      if (lines.length >= 3 && lines.filter((l) => mark.test(l)).length >= 3) say("lines that look like a list", e);
    });
    $$("p, div").forEach((e) => { const run = [e, e.nextElementSibling, e.nextElementSibling?.nextElementSibling]; if (run.every((x) => x && x.tagName === e.tagName && x.children.length < 3 && mark.test(x.textContent))) say("lines that look like a list", e); });
  });
  rule("list-empty", "1.3.1", (say) => $$("ul, ol, dl").filter((l) => !l.children.length && !l.hasAttribute("role") && !l.hidden && !l.id).forEach((l) => say("a list without items", l)));
  rule("paragraph-empty", "1.3.1", (say) => $$("p").filter((p) => !text(p) && !p.children.length && !p.id && !p.hasAttribute("role") && !p.hasAttribute("aria-live")).forEach((p) => say("an empty paragraph", p)));
  rule("content-not-chunked", "2.4.10", (say) => {
    $$("p, div, td").filter((e) => seen(e) && words([...e.childNodes].filter((n) => n.nodeType === 3 || /^(A|B|I|EM|STRONG|SPAN|BR)$/.test(n.nodeName)).map((n) => n.textContent).join(" ")) > 170).forEach((e) => say("one long block of text", e));
    const main = document.querySelector("main") || document.body, long = $$("p", main).reduce((sum, p) => sum + words(text(p)), 0);
    if (long > 350 && !$$("h2,h3,h4", main).length) say("much text without a heading in it");
  });
  rule("plain-language", "3.1.5", (say) => blocks().forEach((e) => {
    const own = text(e), sentences = own.split(/[.!?](?:\s|$)/).filter((s) => words(s) > 3);
    if (words(own) >= 60 && sentences.length && words(own) / sentences.length > 26) say("very long sentences", e);
    else if (sentences.some((s) => words(s) > 48)) say("a very long sentence", e);
  }));
  rule("abbreviation", "3.1.4", (say) => $$("abbr, acronym").forEach((e, n, every) => {
    const first = every.find((x) => text(x) === text(e)) === e;
    const around = text(e.parentElement);
    if (first && !e.title && !new RegExp(`\\(\\s*${text(e).replace(/\W/g, ".")}\\s*\\)|${text(e).replace(/\W/g, ".")}\\s*\\(`).test(around)) say("this abbreviation is not written out", e);
  }));
  rule("location-only", "1.3.3", (say) => {
    const side = { en: /\b(?:on|to|at) the (?:far )?(?:right|left)(?: hand)?\b|\b(?:right|left)[- ]hand (?:side|column|corner)\b|\b(?:round|square|triangular|green|red|blue) (?:button|icon)\b/i, fr: /\b(?:à|sur la|de) (?:droite|gauche)\b|colonne de (?:droite|gauche)|bouton (?:rond|carré|rouge|vert|bleu)/i,
      nl: /\b(?:aan de )?(?:rechter|linker)(?:kant|zijde|kolom)\b|\b(?:rechts|links) (?:op|van|in|onder|boven)\b|\b(?:ronde|vierkante|groene|rode|blauwe) knop\b/i, de: /\b(?:rechten|linken) (?:Seite|Spalte)\b|\b(?:rechts|links) (?:oben|unten|im|am|neben|auf)\b|\b(?:runde|eckige|grüne|rote|blaue)n? (?:Knopf|Schaltfläche)\b/i }[lang];
    if (side) blocks().filter((e) => side.test(text(e)) && words(text(e)) < 40).forEach((e) => say("tells where something is only by its place, shape or colour", e));
  });
  rule("colour-only", "1.4.1", (say) => {
    const family = { red: /\b(red|rood|rode|rouges?|rote[nrs]?|rot)\b/i, green: /\b(green|groene?|verte?s?|grüne?[nrs]?)\b/i, blue: /\b(blue|blauwe?|bleue?s?|blaue?[nrs]?)\b/i, orange: /\borange\b/i, yellow: /\b(yellow|gele?|jaunes?|gelbe?[nrs]?)\b/i };
    const told = blocks().filter((e) => Object.values(family).some((f) => f.test(text(e))));
    if (!told.length) return;
    const hue = (colour) => { const [r, g, b] = colour.match(/\d+/g).map(Number); return Math.max(r, g, b) - Math.min(r, g, b) > 60 ? (r > g && r > b ? "red" : g > b ? "green" : "blue") : "none"; };
    const hues = told.flatMap((e) => Object.keys(family).filter((f) => family[f].test(text(e))));
    const groups = Map.groupBy($$("li, td, label, span, p, option").filter((e) => seen(e) && !told.includes(e) && !e.querySelector("a") && !e.closest("a, button")), (e) => e.parentElement);
    for (const [, group] of groups) {
      const found = new Set(group.map((e) => hue(style(e).color)));
      const other = new Set(group.map((e) => `${style(e).fontWeight} ${style(e).listStyleType} ${e.querySelector("img, svg, strong, abbr") !== null}`));
      if (group.length > 1 && found.size > 1 && other.size === 1 && hues.some((h) => found.has(h))) say("only colour tells these apart", group[0]);
    }
  });

  /* Words and type */
  rule("capitals", "3.1.5", (say) => {
    blocks().filter((e) => text(e).length > 40 && (style(e).textTransform === "uppercase" || text(e) === text(e).toUpperCase() && /[A-Z]{4}/.test(text(e)))).forEach((e) => say("a long text in capitals", e));
  });
  rule("italics", "3.1.5", (say) => $$("p, li, i, em, div").filter((e) => seen(e) && words(text(e)) > 25 && style(e).fontStyle === "italic").forEach((e) => say("a long text in italics", e)));
  rule("justified", "1.4.8", (say) => blocks().filter((e) => words(text(e)) > 12 && style(e).textAlign === "justify").forEach((e) => say("text set against both margins", e)));
  rule("small-text", "1.4.4", (say) => $$("p, li, td, span, a, label, div, small").filter((e) => seen(e) && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && parseFloat(style(e).fontSize) < 10.5).forEach((e) => say("very small text", e)));
  rule("line-height", "1.4.12", (say) => blocks().filter((e) => box(e).height > 2.2 * parseFloat(style(e).fontSize) && words(text(e)) > 12 && style(e).lineHeight !== "normal" && parseFloat(style(e).lineHeight) / parseFloat(style(e).fontSize) < 1.15).forEach((e) => say("lines stand too close", e)));
  rule("underline", "1.4.1", (say) => $$("u, p, span, em, strong").filter((e) => seen(e) && text(e) && !e.closest("a, ins") && !e.querySelector("a") && style(e).textDecorationLine.includes("underline") && !(e.parentElement.closest("u"))).forEach((e) => say("underlined, but not a link", e)));
  rule("moving", "2.2.2", (say) => {
    $$("blink, marquee").forEach((e) => say("text that blinks or moves", e));
    $$("body *").filter((e) => seen(e)).forEach((e) => { const s = style(e); if (s.animationName !== "none" && (s.animationIterationCount === "infinite" || parseFloat(s.animationDuration) * parseFloat(s.animationIterationCount) > 5)) say("an animation that does not stop", e); });
    $$("img[src$='.gif' i]").forEach((e) => say("an image that may move and cannot be stopped", e));
    $$("[autoplay]").forEach((e) => say("starts by itself", e));
    if ($$("meta[http-equiv='refresh' i]").length) say("the page reloads or moves on by itself");
  });

  /* Language */
  rule("lang", "3.1.1", (say) => {
    const value = document.documentElement.getAttribute("lang");
    if (!value || !value.trim()) say("the page does not say its language");
    $$("[lang]").forEach((e) => { const v = e.getAttribute("lang"); if (v && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/i.test(v) || /^(.)\1/.test(v) || /^[a-z]{4}$/i.test(v)) say("no such language", e); });
  });
  const COMMON = { en: "the and of to is in that you it for with are this not have from or be on your", nl: "de het een en van ik niet dat is op met voor zijn te aan u uw wij als ook in of", fr: "le la les de des et un une est pas vous que pour dans qui sur avec au votre nous ce", de: "der die das und ist nicht ein eine zu den mit für sie ich auf von im dem auch wir in" };
  rule("lang-parts", "3.1.2", (say) => {
    const sets = Object.fromEntries(Object.entries(COMMON).map(([k, v]) => [k, new Set(v.split(" "))]));
    $$("p, li, h1, h2, h3, blockquote, q, span, td").forEach((e) => {
      const list = text(e).replace(/\S*[/@.]\S+/g, " ").toLowerCase().match(/[\p{L}’']+/gu) || [], own = (e.closest("[lang]")?.getAttribute("lang") || "").slice(0, 2);
      if (list.length < 6 || !sets[own] || e.querySelector("[lang], p, li")) return;
      const score = Object.fromEntries(Object.keys(sets).map((k) => [k, list.filter((w) => sets[k].has(w)).length / list.length]));
      const best = Object.keys(score).sort((a, b) => score[b] - score[a])[0];
      if (best !== own && score[best] > (list.length > 15 ? 0.15 : 0.3) && score[best] > score[own] * 3 + 0.1 && new Set(list.filter((w) => sets[best].has(w))).size > 1) say(`this text is not in “${own}”`, e);
    });
    blocks().forEach((e) => { for (const quote of text(e).match(/["“«][^"”»]{12,}["”»]/g) || []) { const own = (e.closest("[lang]")?.getAttribute("lang") || "").slice(0, 2); if (own === "en" && /\b(?:allons|madame|monsieur|bonjour|je|vous|c’est|c'est|ich|nicht|señor|está)\b/i.test(quote) && !e.querySelector("[lang]")) say("a quotation in another language", e); } });
  });
  rule("direction", "1.3.2", (say) => $$("p, h1, h2, h3, li, span, div").filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim().length > 5)).forEach((e) => {
    const rtl = /[\u0590-\u08ff]{3}/.test(text(e)), latin = /[A-Za-zÀ-ÿ]{4}/.test(text(e));
    if (rtl && !latin && style(e).direction === "ltr" || latin && !rtl && style(e).direction === "rtl" && e.closest("[lang]") && !/^(ar|he|fa|ur|yi)/.test(e.closest("[lang]").getAttribute("lang"))) say("the text runs in the wrong direction", e);
  }));

  /* Images, media, frames */
  const POOR = /^(?:image|img|picture|photo|photograph|graphic|icon|logo|spacer|alt|text|button|submit|untitled|banner|dsc?_?\d+|foto|afbeelding|bild|grafik|photo de|click|todo|placeholder|decorative|null|empty)s?\d*$/i;
  const FILE = /\.(?:png|jpe?g|gif|svg|webp|bmp|html?|pdf)\b|^[\w-]+[_-]\d+$|^https?:/i;
  rule("image-alt", "1.1.1", (say) => {
    $$("img, input[type=image], area[href]").forEach((e) => {
      const alt = e.getAttribute("alt"), role = e.getAttribute("role"), file = (e.getAttribute("src") || "").split("/").pop().replace(/\.\w+$/, "");
      if (alt === null && !named(e) && !/^(presentation|none)$/.test(role || "") && e.ariaHidden !== "true") return say("no text alternative", e);
      if (e.matches("input, area") && !(alt || "").trim() && !named(e)) say("an image to press without a text alternative", e);
      const clean = (alt || "").trim();
      if (clean && (POOR.test(clean) || FILE.test(clean) || (file.length > 3 && clean.toLowerCase() === file.toLowerCase() && /[-_\d]/.test(file)))) say("the text alternative says nothing", e);
      if (/^(?:image|picture|photo(?:graph)?|graphic|icon) of\b|^(?:afbeelding|foto) van\b|^(?:image|photo) d[e’']|^(?:bild|foto) von\b/i.test(clean)) say("the text alternative begins with “image of”", e);
      if (/^(presentation|none)$/.test(role || "") && clean) say("decoration with a text alternative", e);
      if (alt === "" && (e.title || "").trim()) say("an empty alternative with a title", e);
      if (clean && e.title && e.title.trim() && e.title.trim() !== clean) say("alternative and title differ", e);
      if (clean.length > 160) say("a very long text alternative", e);
      if (/spacer|blank\.gif|pixel\.gif|^1x1/i.test(file) || e.tagName === "IMG" && e.width === 1 && e.height === 1) say("an image that only makes room", e);
      if (alt === "" && e.tagName === "IMG") {
        const holder = e.closest("a, button, h1, h2, h3, figure");
        if (holder && !text(holder).replace(text(holder.querySelector("figcaption")), "").trim() && !named(holder) && !$$("img", holder).some((i) => i.alt.trim())) say("this image says something but has an empty alternative", e);
        else if (/logo|chart|graph|diagram|map|infographic|portrait|photo|schema|grafiek|kaart|carte/i.test(file)) say("this image says something but has an empty alternative", e);
      }
      const next = clean && e.nextSibling && text(e.nextSibling.nodeType === 1 ? e.nextSibling : { textContent: e.nextSibling.textContent });
      if (clean.length > 3 && next && next.toLowerCase() === clean.toLowerCase()) say("the alternative repeats the text beside it", e);
    });
    $$("svg").filter((s) => s.getAttribute("role") === "img" && !named(s) && !s.querySelector("title")).forEach((s) => say("no text alternative", s));
    $$("canvas").filter((c) => !text(c) && !named(c)).forEach((c) => say("no text alternative", c));
  });
  rule("background-icon", "1.1.1", (say) => $$("div, p, span").filter((e) => /warning|alert|danger|error|success/i.test(e.className) && /url\(/.test(style(e).backgroundImage) && text(e) && !/warning|important|error|success|let op|belangrijk|fout|attention|erreur|achtung|wichtig|fehler/i.test(text(e))).forEach((e) => say("an icon in the background without text", e)));
  rule("background-image", "1.1.1", (say) => $$("div, span, a, section, p, i, figure").filter((e) => /url\(/.test(style(e).backgroundImage) && !text(e) && !e.children.length && box(e).width >= 30 && box(e).height >= 30 && !named(e) && e.getAttribute("role") !== "presentation" && e.ariaHidden !== "true").forEach((e) => say("an image in the background without text", e)));
  rule("css-content", "1.3.1", (say) => $$("body *").filter(seen).forEach((e) => ["::before", "::after"].forEach((p) => {
    const content = style(e, p).content.replace(/^["']|["']$/g, "");
    if (/^(?!none|normal|counter|attr|url|open-quote|close-quote)/.test(content) && /\p{L}{3,}/u.test(content)) say("words that only the style sheet adds", e);
  })));
  rule("frame-title", "4.1.2", (say) => $$("iframe, frame").filter((f) => f.ariaHidden !== "true").forEach((f) => {
    const title = (f.title || named(f) || "").trim();
    if (!title) say("a frame without a title", f); else if (/^(?:i?frame|untitled|title|content|embed|video|page|document|test)\s*\d*$/i.test(title) || FILE.test(title)) say("the title of this frame says nothing", f);
  }));
  rule("media", "1.2.2", (say) => {
    $$("video").filter((v) => !v.querySelector("track[kind=captions], track[kind=subtitles], track:not([kind])") && !v.muted).forEach((v) => say("a video without captions", v));
    $$("audio, video").filter((m) => !m.controls).forEach((m) => say("no way to stop the sound or picture", m));
    $$("audio").filter((a) => !/transcript|uitgeschreven|transcription|abschrift|texte/i.test(text(a.parentElement?.parentElement))).forEach((a) => say("sound without a written text", a));
    $$("object, embed, applet").filter((o) => !text(o) && !named(o) && !o.title).forEach((o) => say("embedded content without a text alternative", o));
    $$("param[name=wmode]").filter((p) => p.value !== "window").forEach((p) => say("embedded content that assistive software cannot reach", p));
  });

  /* Links */
  const VAGUE = /^(?:click(?: here)?|here|more|read more|learn more|see more|more info(?:rmation)?|link|this|continue|details|go|download|info|page|klik hier|hier|meer|lees meer|lees verder|meer info(?:rmatie)?|deze link|ici|cliquez ici|plus|lire la suite|en savoir plus|plus d[’']infos?|suite|hier klicken|klicken sie hier|mehr|weiterlesen|mehr erfahren|weitere informationen|>+|»|\.{3}|…)[.!…»>]*$/i;
  rule("link-text", "2.4.4", (say) => {
    const targets = new Map();
    $$("a[href], [role=link]").filter(shown).forEach((a) => {
      const images = $$("img", a).map((i) => i.alt).join(" "), name = (named(a) || `${a.innerText.replace(/\s+/g, " ").trim()} ${images}`.trim() || a.title || "").trim();
      if (!/[\p{L}\p{N}]/u.test(name)) return say("a link without text", a);
      if (VAGUE.test(name)) say("the text of this link says nothing", a);
      if (/^(?:https?:\/\/|www\.)\S{25,}$/i.test(name)) say("a bare address as text of a link", a);
      const href = a.getAttribute("href") || "", key = name.toLowerCase();
      if (href && targets.has(key) && targets.get(key) !== href && !href.startsWith("#") && words(name) < 4) say("the same text leads to different places", a);
      if (href) targets.set(key, href);
      const next = a.nextElementSibling;
      if (next?.tagName === "A" && next.getAttribute("href") === href && !href.startsWith("#") && href !== "") say("two links beside each other to the same place", a);
      if (a.target === "_blank" && !/new (?:window|tab)|nieuw (?:venster|tabblad)|nouvel(?:le)? (?:fenêtre|onglet)|neue[mns]* (?:fenster|tab)/i.test(`${name} ${a.title} ${a.getAttribute("aria-label") || ""}`)) say("opens a new window without saying so", a);
      if (/\.(?:pdf|docx?|xlsx?|zip|pptx?)$/i.test(href) && !/pdf|word|excel|docx?|xlsx?|zip|powerpoint|pptx?/i.test(name)) say("does not say what kind of file this is", a);
      if (/\.(?:mp3|ogg|wav|m4a|mov|mp4|avi|webm|wmv)$/i.test(href) && !/transcript|uitgeschreven|transcription|abschrift/i.test(text(a.parentElement))) say("sound or film without a written text", a);
      if (/\.(?:jpe?g|png|gif|webp)$/i.test(href) && !a.querySelector("img") && words(text(a)) < 3) say("leads to an image without a text alternative", a);
      const after = a.nextElementSibling, third = after?.nextElementSibling;
      if ([after, third].every((e) => e?.tagName === "A") && [a, after, third].every((e) => style(e).display === "inline" && text(e)) && [a, after].every((e) => !e.nextSibling.textContent.trim() || e.nextSibling === e.nextElementSibling)) say("links with nothing between them", a);
      if (/^javascript:|^#?$/i.test(href) && a.getAttribute("role") !== "button" && !named(a)) say("a link that leads nowhere", a);
      if (href.startsWith("#") && href.length > 1 && !/^#(?:top|!)/.test(href) && !document.getElementById(decodeURIComponent(href.slice(1))) && !document.getElementsByName(href.slice(1)).length) say("leads to a place that is not on the page", a);
      if (a.title && text(a) && a.title.trim().toLowerCase() === text(a).toLowerCase()) say("the title repeats the text of the link", a);
      const line = style(a), parent = a.parentElement;
      if (/^(P|LI|TD)$/.test(parent.tagName) && words(text(parent)) > words(text(a)) + 4 && line.color === style(parent).color && !line.textDecorationLine.includes("underline") && line.fontWeight === style(parent).fontWeight && line.borderBottomStyle === "none" && text(a)) say("this link cannot be told from the text", a);
    });
    $$("a:not([href])").filter((a) => text(a) && !a.id && !a.name && a.getAttribute("role") !== "link" && a.ariaDisabled !== "true" && !a.ariaCurrent).forEach((a) => say("a link without an address cannot be reached by keyboard", a));
    $$("[role=button]").filter((b) => b.tagName === "A" && !/keydown|keyup|keypress/.test(scripts()) && !b.onkeydown && !b.onkeyup && !b.onkeypress).forEach((b) => say("looks like a button, but the space bar does nothing", b));
  });
  rule("skip-link", "2.4.1", (say) => {
    const first = $$("a[href^='#']").find((a) => box(a).top < 400 || !seen(a)), before = $$("nav a, header a, [role=navigation] a").length;
    if (before > 6 && !first) say("no link to go past the menu");
    $$("a[href^='#']").filter((a) => /skip|ga naar|naar de (?:inhoud|tekst)|aller au|zum (?:inhalt|text)/i.test(text(a)) && (style(a).display === "none" || style(a).visibility === "hidden")).forEach((a) => say("the link to go past the menu is hidden for everyone", a));
  });

  /* Forms */
  const labelOf = (control) => [...(control.labels || [])];
  rule("label", "1.3.1", (say) => {
    $$(CONTROLS).filter((c) => shown(c) || labelOf(c).length).forEach((c) => {
      const labels = labelOf(c), name = named(c) || labels.map(text).join(" ").trim();
      if (!name && (c.title || "").trim()) return;
      if (!name) return say(c.placeholder ? "only the placeholder names this field" : "a field without a label", c);
      if (!named(c) && labels.every((l) => style(l).display === "none" || style(l).visibility === "hidden")) say("the label is hidden for everyone", c);
      if (labels.length > 1 && !c.closest("fieldset")) say("two labels for one field", c);
    });
    $$("label").forEach((l) => {
      if (!text(l) && !named(l) && !$$("img[alt]", l).some((i) => i.alt)) say("an empty label", l);
      if (l.htmlFor && !document.getElementById(l.htmlFor)) say("this label belongs to no field", l);
      else if (!l.htmlFor && !l.querySelector(CONTROLS)) say("this label belongs to no field", l);
    });
    const names = new Map();
    $$(CONTROLS).filter((c) => !/radio|checkbox/.test(c.type) && shown(c)).forEach((c) => {
      const name = (named(c) || labelOf(c).map(text).join(" ")).toLowerCase(), group = c.closest("fieldset, [role=group]");
      if (name && names.get(name) === (group || "none")) say("two fields with the same label", c);
      if (name) names.set(name, group || "none");
    });
  });
  rule("fieldset", "1.3.1", (say) => {
    $$("fieldset").forEach((f) => { const legend = f.querySelector(":scope > legend"); if (!legend && !named(f)) say("a group without a name", f); else if (legend && !text(legend) && !$$("img[alt]", legend).some((i) => i.alt)) say("an empty legend", f); });
    for (const type of ["radio", "checkbox"]) {
      const groups = Map.groupBy($$(`input[type=${type}]`), (i) => i.name ? i.name.replace(/\[.*|[-_]?\d+$/, "") : i.closest("form, section, div, ul"));
      for (const [, inputs] of groups) if (inputs.length > 1 && !inputs[0].closest("fieldset, [role=group], [role=radiogroup]")) say("choices that belong together without a group", inputs[0]);
    }
  });
  const HINT = /hint|help|example|description|note|format|uitleg|aide|hinweis/i;
  rule("hint", "1.3.1", (say) => $$(CONTROLS).filter((c) => shown(c)).forEach((c) => {
    const around = c.closest("div, p, li, fieldset, form") || document.body;
    const near = [c.nextElementSibling, c.previousElementSibling, labelOf(c)[0]?.nextElementSibling].filter((e) => e && e !== c && /^(SPAN|P|DIV|SMALL|EM|I)$/.test(e.tagName) && around.contains(e));
    const described = (c.getAttribute("aria-describedby") || "").split(/\s+/);
    near.filter((e) => (HINT.test(e.className) || HINT.test(e.id)) && text(e) && !e.closest("label") && !described.some((id) => id && (e.id === id || e.contains(document.getElementById(id)) || document.getElementById(id)?.contains(e)))).forEach((e) => say("this hint is not tied to its field", e));
  }));
  rule("error", "3.3.1", (say) => {
    const wrong = $$("[class*=error i], [class*=invalid i], [class*=danger i], [role=alert]").filter(seen);
    wrong.filter((e) => e.matches(CONTROLS)).forEach((c) => {
      const said = (c.getAttribute("aria-describedby") || c.getAttribute("aria-errormessage") || "").split(/\s+/).some((id) => id && text(document.getElementById(id)));
      const message = $$("[class*=error i], [class*=message i], [class*=feedback i], [role=alert]", c.closest("form, fieldset, div") || document).some((e) => e !== c && !e.contains(c) && text(e));
      if (!said && !message) say("only colour says that this field is wrong", c);
      else if (!said) say("the error is not tied to its field", c);
    });
    wrong.filter((e) => !e.matches(CONTROLS)).forEach((e) => {
      const own = text(e);
      if (words(own) <= 5 && /\b(?:not valid|invalid|incorrect|wrong|ongeldig|niet geldig|non valide|pas valide|nicht gültig)[.!]?$/i.test(own) && !/^(?:write|type|choose|give|fill)\b/i.test(own)) say("the error does not say what to do", e);
      if (words(own) && words(own) <= 4 && /^(?:error|invalid|wrong|fout|ongeldig|erreur|invalide|fehler|ungültig)(?: (?:input|value|field|entry|date|email|waarde|veld|valeur|champ|wert|feld|data))?[.!]?$/i.test(own)) say("the error does not say what to do", e);
      if (e.matches("label, li, p, div, span") && e.querySelector(CONTROLS) && !/\b(?:enter|error|required|must|please|give|geef|vul|fout|moet|entrez|donnez|erreur|doit|fehler|geben)\b/i.test(own)) say("only colour says that this field is wrong", e);
    });
    const summary = $$("h1,h2,h3,p,div").find((e) => /^(?:there (?:is|was|were|are) (?:a |an )?(?:problem|errors?)|please (?:correct|fix) the errors?.*|errors? (?:found|on this page).*|.*\bfix the errors?\b.*)[.!]?$/i.test(text(e)));
    if (summary && $$(CONTROLS).length && !$$("[aria-invalid=true], [class*=error i] a[href^='#'], a[href^='#']").length) say("the page says there are errors, but not where", summary);
  });
  rule("context-change", "3.2.2", (say) => {
    $$("[onchange], [onfocus], [onblur]").filter((e) => /submit\(|location|window\.open|\.href/.test(`${e.getAttribute("onchange")}${e.getAttribute("onfocus")}${e.getAttribute("onblur")}`)).forEach((e) => say("the page changes as soon as this is touched", e));
    if (/(?:onchange|addEventListener\(\s*['"](?:change|focus)['"])[\s\S]{0,160}(?:location|submit\(|window\.open)/.test(scripts())) say("the page changes as soon as a field is touched");
    if (/window\.open\(/.test(scripts()) && /onload|DOMContentLoaded/.test(scripts())) say("a window opens by itself");
  });
  rule("label-far", "1.3.1", (say) => $$(CONTROLS).filter((c) => seen(c) && !/radio|checkbox/.test(c.type)).forEach((c) => labelOf(c).filter((l) => seen(l) && !l.contains(c)).forEach((l) => {
    const range = document.createRange(); range.selectNodeContents(l);
    const a = range.getBoundingClientRect(), b = box(c), sameRow = a.top < b.bottom && b.top < a.bottom;
    if (sameRow && b.left - a.right > 180) say("the label is far from its field", l);
  })));
  rule("required", "3.3.2", (say) => $$("label").filter((l) => /\*\s*$/.test(text(l)) && l.control && !l.control.required && l.control.getAttribute("aria-required") !== "true" && !/\*/.test(text(document.body).replace(/[^*]*\*\s*$/, "")) ).forEach((l) => say("the star is not explained", l)));
  rule("autocomplete", "1.3.5", (say) => $$("input[type=email], input[type=tel], input[name=email], input[name=phone], input[name=fname], input[name=firstname], input[name=lastname]").filter((i) => !i.autocomplete && i.closest("form") && !i.closest("[autocomplete=off]")).forEach((i) => say("the browser cannot help to fill this in", i)));

  /* Keyboard */
  rule("not-focusable", "2.1.1", (say) => {
    const keys = (e) => e.matches(FOCUSABLE) || e.closest("a[href], button, summary, label") || e.querySelector(FOCUSABLE);
    handlers().filter((e) => (e.onclick || e.ondblclick || e.onmousedown || e.onmouseover) && !keys(e) && e !== document.body).forEach((e) => say("works with a mouse only", e));
    $$("[alt]:not(img, input, area, applet)").forEach((e) => say("a text alternative where none can be", e));
    $$("span, div").filter((e) => /\b(?:close|button|btn)\b/i.test(e.className) && text(e).length < 40 && text(e) && !e.querySelector("*") && !keys(e)).forEach((e) => say("looks like a button but cannot be reached by keyboard", e));
    $$("dt, h2, h3, h4").filter((e) => e.nextElementSibling && text(e.nextElementSibling) && !shown(e.nextElementSibling) && !e.nextElementSibling.hidden && /^(DD|DIV|UL|P)$/.test(e.nextElementSibling.tagName) && !keys(e) && !e.closest("details, nav")).forEach((e) => say("what is folded opens with a mouse only", e));
    $$("[class*=tooltip i]").filter((e) => text(e) && !shown(e) && !keys(e.parentElement.matches("label") ? e : e.parentElement) && !(e.previousElementSibling && e.previousElementSibling.matches(FOCUSABLE)) && !(e.id && document.querySelector(`[aria-describedby~="${e.id}"]`))).forEach((e) => say("this explanation shows with a mouse only", e));
    $$("[class*=btn i], [class*=button i], [role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox]").filter((e) => seen(e) && !keys(e) && text(e) && e.tagName !== "FORM" && !e.querySelector("*")).forEach((e) => say("looks like a button but cannot be reached by keyboard", e));
    $$("div, span, li, h2, h3, h4, dt, p, td, img").filter((e) => seen(e) && style(e).cursor === "pointer" && style(e.parentElement).cursor !== "pointer" && !keys(e)).forEach((e) => say("works with a mouse only", e));
    $$("[onmouseover], [onmouseout]").filter((e) => !e.onfocus && !e.onblur && keys(e)).forEach((e) => say("happens with a mouse only", e));
    $$("[tabindex='-1']").filter((e) => e.matches("a[href], button, input, select, textarea") && seen(e) && !e.closest("[role=tablist], [role=menu], [role=listbox], [role=radiogroup], [role=toolbar], [role=grid]")).forEach((e) => say("taken out of the tab order", e));
  });
  rule("tab-order", "2.4.3", (say) => $$("[tabindex]").filter((e) => e.tabIndex > 0).forEach((e) => say("changes the order of the tab key", e)));
  rule("needless-focus", "2.4.3", (say) => $$("[tabindex='0']").filter((e) => /^(P|DIV|SPAN|H[1-6]|LI|IMG|TD|UL|SECTION|ARTICLE)$/.test(e.tagName) && !e.getAttribute("role") && !e.onclick && !e.onkeydown && e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1 && style(e).cursor !== "pointer").forEach((e) => say("gets the focus but does nothing", e)));
  rule("accesskey", "2.1.4", (say) => $$("[accesskey]").forEach((e) => say("a shortcut that can clash with others", e)));
  rule("hover-menu", "2.1.1", (say) => {
    const css = [...document.styleSheets].flatMap((s) => { try { return [...s.cssRules].map((r) => r.selectorText || ""); } catch { return []; } });
    const hover = css.some((s) => /li[^,]*:hover[^,]*(?:ul|menu|sub|\.)/i.test(s) || /:hover\s*>?\s*(?:ul|\.[\w-]*(?:menu|sub|drop))/i.test(s)), focus = css.some((s) => /:focus-within|:focus[^,]*(?:ul|menu|sub)/i.test(s));
    $$("li > ul, li > div").filter((u) => !shown(u) && u.querySelector("a[href]") && !u.parentElement.querySelector("button, [aria-expanded], summary") && (hover && !focus)).forEach((u) => say("this menu opens with a mouse only", u));
  });
  rule("short-message", "2.2.1", (say) => { if (/setTimeout\([\s\S]{0,300}(?:hide|display\s*=|remove\(|\.hidden|visibility|innerHTML\s*=\s*['"]{2}|fadeOut|textContent\s*=\s*['"]{2})/.test(scripts()) && $$("[role=alert], [class*=alert i], [class*=toast i], [class*=message i], [class*=notice i], [id*=alert i], [id*=message i]").length) say("a message that goes away by itself"); });
  rule("keyboard-trap", "2.1.2", (say) => { if (/(?:keydown|onblur|addEventListener\(\s*['"]blur)[\s\S]{0,300}(?:preventDefault\(\)|\.focus\(\))/.test(scripts()) && !/Escape|Esc\b|keyCode\s*===?\s*27/.test(scripts()) && /Tab\b|keyCode\s*===?\s*9|blur/.test(scripts())) say("the keyboard cannot leave this part"); $$("[onblur]").filter((e) => /focus\(\)/.test(e.getAttribute("onblur"))).forEach((e) => say("the keyboard cannot leave this", e)); $$("[onkeydown]").filter((e) => /return false|preventDefault/.test(e.getAttribute("onkeydown"))).forEach((e) => say("the keyboard cannot leave this", e)); });
  rule("dialog", "4.1.2", (say) => $$("[class*=modal i], [class*=lightbox i], [class*=overlay i], [class*=dialog i], [id*=modal i], [id*=lightbox i]").filter((e) => seen(e) && style(e).position === "fixed" && !e.closest("dialog, [role=dialog], [role=alertdialog]") && !e.querySelector("[role=dialog], [role=alertdialog], dialog") && text(e)).forEach((e) => say("a window over the page that is not marked as one", e)));

  /* HTML, tables, layout */
  rule("deprecated", "4.1.1", (say) => {
    $$("center, font, big, strike, tt, basefont, dir, acronym, frameset, nobr").forEach((e) => say("an element that is out of use", e));
    $$("[bgcolor], [text], [link], [alink], [vlink], font[color], [align]:not(svg *), table[border]:not([border='0']):not([border='1']), [background], body[color], hr[color]").filter((e) => !(e.hasAttribute("text") && e.tagName !== "BODY") && !(e.hasAttribute("link") && e.tagName !== "BODY")).forEach((e) => say("looks set in the page instead of the style sheet", e));
    $$("[style]").filter((e) => /(?:^|[;\s])(?:color|background(?:-color)?)\s*:/i.test(e.getAttribute("style"))).forEach((e) => say("colour set in the page instead of the style sheet", e));
  });
  rule("duplicate-id", "4.1.1", (say) => { const ids = new Set(); $$("[id]").forEach((e) => { if (ids.has(e.id)) say("this id is there twice", e); ids.add(e.id); }); });
  rule("role", "4.1.2", (say) => {
    const ROLES = new Set("alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox comment complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid gridcell group heading img image insertion link list listbox listitem log main mark marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong subscript suggestion superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem".split(" "));
    $$("[role]").filter((e) => e.getAttribute("role").trim() && !e.getAttribute("role").trim().split(/\s+/).some((r) => ROLES.has(r) || r.startsWith("doc-") || r.startsWith("graphics-"))).forEach((e) => say("no such role", e));
  });
  rule("article", "1.3.1", (say) => $$("article").filter((a) => !a.querySelector("h1,h2,h3,h4,h5,h6") && !named(a) && words(text(a)) < 60).forEach((a) => say("this is no article", a)));
  rule("pre", "1.3.1", (say) => $$("pre").filter((p) => !p.querySelector("code, samp, kbd") && text(p)).forEach((p) => say("text kept in place by spaces", p)));
  rule("title", "2.4.2", (say) => { const t = document.title.trim(); if (!t) say("the page has no title"); else if (/^(?:untitled(?: document| page)?|title|page|home ?page|index|document|test(?: page)?|new page|default|example page|welkom|accueil|startseite|home|\w+\.html?)\s*\d*$/i.test(t)) say(`the title “${t}” says nothing`); });
  rule("table", "1.3.1", (say) => $$("table").filter((t) => !/^(presentation|none)$/.test(t.getAttribute("role") || "")).forEach((t) => {
    const rows = t.rows.length, cells = rows && t.rows[0].cells.length, heads = $$("th", t);
    const layout = !heads.length && (t.querySelector("table, form, nav, h1, h2, ul, p") || rows === 1 || cells === 1);
    if (layout) return say("a table that only arranges the page", t);
    if (!heads.length && rows > 1) say("a table without headings", t);
    heads.filter((h) => !text(h) && !named(h) && !(h.parentElement.rowIndex === 0 && h.cellIndex === 0)).forEach((h) => say("an empty heading in a table", h));
    if (heads.length && rows > 1 && cells > 1 && $$("tr > th:first-child", t).length > 1 && $$("tr:first-child > th", t).length > 1 && heads.some((h) => !h.scope && !h.id)) say("headings of rows and columns are not told apart", t);
    const caption = t.querySelector("caption"); if (caption && !text(caption)) say("an empty caption", t);
    if (heads.length && rows > 2 && !caption && !named(t) && !t.getAttribute("summary") && !/^H[1-6]$/.test(t.previousElementSibling?.tagName || "") && !t.closest("figure, section[aria-labelledby], [role=region]")) say("a table without a name", t);
    if (t.parentElement.closest("table")) say("a table inside a table", t);
    if (heads.length && !$$("td", t).length) say("a table without cells", t);
    if ($$("[headers]", t).length && $$("[colspan]", t).length > 3) say("rows that do not have the same columns", t);
    $$("td", t).filter((d) => !text(d) && !d.children.length).slice(0, 1).forEach((d) => say("an empty cell", d));
    const first = t.rows[0]?.cells; if (first && first.length === 1 && first[0].colSpan > 1 && first[0].tagName === "TD") say("a caption made of a cell", t);
    $$("[headers]", t).filter((d) => d.getAttribute("headers").split(/\s+/).some((id) => id && !document.getElementById(id))).forEach((d) => say("points to a heading that is not there", d));
    $$("th[scope]", t).filter((h) => !/^(row|col|rowgroup|colgroup)$/i.test(h.getAttribute("scope"))).forEach((h) => say("no such scope", h));
  }));
  rule("table-layout", "1.3.2", (say) => $$("div, span, section").filter((e) => style(e).display === "table-cell" && text(e) && !e.closest("[role=table], [role=grid], table")).slice(0, 1).forEach((e) => say("arranged as a table without being one", e)));
  rule("reading-order", "1.3.2", (say) => $$("body *").forEach((parent) => {
    const list = [...parent.children].filter((e) => seen(e) && text(e) && style(e).position !== "absolute" && style(e).position !== "fixed");
    if (list.length < 2 || style(parent).direction === "rtl") return;
    const row = list.filter((e) => Math.abs(box(e).top - box(list[0]).top) < 8), lefts = row.map((e) => box(e).left);
    const reversed = row.length >= 3 && lefts.every((x, n) => !n || x < lefts[n - 1]);
    const ordered = list.some((e) => +style(e).order !== 0) || /reverse/.test(style(parent).flexDirection) || /reverse/.test(style(parent).flexWrap);
    if (reversed || ordered && /flex|grid/.test(style(parent).display)) say("what is seen first comes later in the text", parent);
  }));
  rule("hidden-in-link", "2.4.4", (say) => $$("a > span, button > span").filter((e) => text(e) && !shown(e) && shown(e.parentElement) && e.ariaHidden !== "true" && VAGUE.test(e.parentElement.innerText.trim())).forEach((e) => say("hidden for everyone, also for screen readers", e)));
  rule("hidden-text", "1.3.1", (say) => $$("h1, h2, h3, h4, legend, caption, .visually-hidden, .visuallyhidden, .sr-only, .screen-reader-text, .screenreader").filter((e) => text(e) && (style(e).display === "none" || style(e).visibility === "hidden") && !e.closest("[hidden], details, dialog, template, [aria-hidden=true], [role=tabpanel], [class*=modal i]") && e.parentElement.checkVisibility?.()).forEach((e) => say("hidden for everyone, also for screen readers", e)));
  rule("viewport", "1.4.4", (say) => { const v = document.querySelector("meta[name=viewport]")?.content || ""; if (/user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*1(?:\.0*)?\b/i.test(v)) say("people cannot enlarge the page"); });
  rule("aria", "4.1.2", (say) => {
    $$("[aria-labelledby], [aria-describedby], [aria-controls]").forEach((e) => ["aria-labelledby", "aria-describedby"].forEach((a) => (e.getAttribute(a) || "").split(/\s+/).filter(Boolean).filter((id) => !document.getElementById(id)).forEach(() => say("points to a text that is not there", e))));
    $$("[aria-hidden=true]").filter((e) => e.matches("a[href], button, input, select, textarea") && seen(e) || $$("a[href], button, input, select, textarea", e).some((x) => seen(x) && x.tabIndex >= 0)).forEach((e) => say("hidden from screen readers but reached by keyboard", e));
    $$("button, [role=button], input[type=submit], input[type=button]").filter((b) => shown(b) && !(text(b) || named(b) || b.title || b.value || $$("img[alt], svg title", b).some((i) => i.alt || text(i)))).filter((b) => b.tagName !== "INPUT" || (b.type === "button" || b.hasAttribute("value"))).forEach((b) => say("a button without a name", b));
  });
  return findings;
})();
