"""Pages with one planted fault each, and good pages: what the page checker is measured on."""

from __future__ import annotations

STYLE = """
body { font: 18px/1.5 sans-serif; margin: 2rem; color: #111; background: #fff; max-width: 40rem }
a { color: #004466 } a:focus, button:focus, input:focus, select:focus, summary:focus {
outline: 3px solid #111; outline-offset: 2px } a:focus-visible { outline: 3px solid #111 }
input, select, button { font: inherit; min-height: 2.6rem; border: 2px solid #444 }
label { display: block } button { background: #004466; color: #fff }
"""
HEAD = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'


def page(body: str, style: str = "", head: str = "<title>Help with rent – Example</title>",
         html: str = 'lang="en"', script: str = "") -> str:  # fmt: skip
    """A good page around a snippet."""
    script = f"<script>{script}</script>" if script else ""
    return (
        f"<!doctype html><html {html}><head>{HEAD}{head}<style>{STYLE}{style}</style></head>"
        f"<body><main><h1>Help with your rent</h1>{body}</main>{script}</body></html>"
    )


FIELD = '<label for="n">Your name</label><input id="n" autocomplete="name">'
PARAGRAPH = "<p>You may get help with your rent. Ask the office of your town.</p>"
LONG = "This text is long enough to be read as a paragraph by anybody who comes along here. " * 4
IMG = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

GOOD = {
    "plain": page(PARAGRAPH + f"<h2>How</h2><p>{LONG}</p><ul><li>Go there</li><li>Ask</li></ul>"),
    "form": page(
        '<form action="/next" method="post"><p id="hint">For example: Ghent.</p>'
        '<label for="t">Your town</label><input id="t" aria-describedby="hint" autocomplete="off">'
        "<fieldset><legend>Do you rent?</legend>"
        '<label><input type="radio" name="rent" value="y"> Yes</label>'
        '<label><input type="radio" name="rent" value="n"> No</label></fieldset>'
        "<button>Next</button></form>"
    ),
    "table": page(
        '<table><caption>Rent per town</caption><thead><tr><th scope="col">Town</th>'
        '<th scope="col">Rent</th></tr></thead><tbody><tr><th scope="row">Ghent</th><td>900</td>'
        '</tr><tr><th scope="row">Liège</th><td>700</td></tr></tbody></table>'
    ),
    "image": page(f'<p><img src="{IMG}" width="90" height="90" alt="A woman opens her door"></p>'
                  f'<p><img src="{IMG}" width="90" height="9" alt=""> Text beside a line.</p>'),
    "details": page("<details><summary>More on this</summary><p>The office decides.</p></details>"),
    "parts": page('<p lang="fr">Vous pouvez demander de l’aide pour le loyer à la commune.</p>'),
    "error": page(
        '<div role="alert"><h2>There is a problem</h2><a href="#d">Give the day as 1 to 31</a></div>'
        '<form><label for="d">Day of birth</label><p class="error" id="e">Give the day as 1 to 31.'
        '</p><input id="d" class="error" aria-invalid="true" aria-describedby="e" '
        'autocomplete="off"><button>Next</button></form>'
    ),
}  # fmt: skip

PLANTED = {
    "no language": page(PARAGRAPH, html=""),
    "language that does not exist": page(PARAGRAPH, html='lang="xxxx"'),
    "wrong language": page(f"<p>{LONG}</p>", html='lang="de"'),
    "no title": page(PARAGRAPH, head=""),
    "title that says nothing": page(PARAGRAPH, head="<title>Untitled</title>"),
    "no first heading": page(PARAGRAPH).replace("<h1>Help with your rent</h1>", ""),
    "empty heading": page("<h2></h2>" + PARAGRAPH),
    "heading skipped": page("<h4>Deep</h4>" + PARAGRAPH),
    "heading that is none": page(f"<p><b>What you get</b></p><p>{LONG}</p>"),
    "list that is none": page("<p>* bread<br>* milk<br>* eggs</p>"),
    "item without a list": page("<li>alone</li>"),
    "one block of text": page(f"<p>{LONG * 4}</p>"),
    "long sentences": page("<p>" + "which is the case when the person who asks lives with " * 8 + ".</p>"),
    "abbreviation": page("<p>Ask <abbr>RVA</abbr> for help with this.</p>"),
    "place only": page("<p>Press the button on the right to go on.</p>"),
    "colour only": page(
        "<p>The papers in red must be brought.</p><ul><li class=r>Card</li><li class=g>Letter</li></ul>",
        ".r { color: #a00000 } .g { color: #006000 }",
    ),
    "too little contrast": page("<p class=c>Pale text on white is hard to read.</p>", ".c { color: #999 }"),
    "capitals": page(f"<p>{LONG.upper()}</p>"),
    "italics": page(f"<p><i>{LONG}</i></p>"),
    "justified": page(f"<p class=j>{LONG}</p>", ".j { text-align: justify }"),
    "tiny text": page("<p class=t>Read this with care.</p>", ".t { font-size: 8px }"),
    "tight lines": page(f"<p class=l>{LONG}</p>", ".l { line-height: 1 }"),
    "underlined": page("<p>This is <u>not a link</u> at all.</p>"),
    "marquee": page("<marquee>News for you</marquee>"),
    "endless animation": page("<p class=m>Look here</p>", "@keyframes k { to { opacity: .5 } } .m { animation: k 1s infinite }"),
    "reload": page(PARAGRAPH, head='<title>Rent help</title><meta http-equiv="refresh" content="20">'),
    "no zoom": page(PARAGRAPH, head='<title>Rent help</title><meta name="viewport" content="width=device-width, user-scalable=no">'),
    "wrong direction": page('<p dir="rtl" lang="en">Help with your rent in town</p>'),
    "no alternative": page(f'<img src="{IMG}" width="50" height="50">'),
    "alternative is a file": page(f'<img src="{IMG}" width="50" height="50" alt="house_01.png">'),
    "alternative says nothing": page(f'<img src="{IMG}" width="50" height="50" alt="image">'),
    "link of an empty image": page(f'<a href="/x"><img src="{IMG}" width="50" height="50" alt=""></a>'),
    "alternative and title": page(f'<img src="{IMG}" width="50" height="50" alt="House" title="Our home">'),
    "spacer": page(f'<p><img src="{IMG}" width="1" height="1" alt=""> Text</p>'),
    "words in the style sheet": page("<p class=w>Rent: </p>", ".w::after { content: 'nine hundred euros' }"),
    "picture in the background": page("<div class=b></div>", f".b {{ width: 90px; height: 90px; background: url({IMG}) }}"),
    "frame without title": page('<iframe src="about:blank"></iframe>'),
    "frame with an empty name": page('<iframe src="about:blank" title="iframe"></iframe>'),
    "film without captions": page("<video controls></video>"),
    "sound without text": page("<audio controls></audio>"),
    "here": page('<p>For more on rent <a href="/rent">click here</a>.</p>'),
    "empty link": page('<p>See <a href="/rent"></a>.</p>'),
    "same words elsewhere": page('<p><a href="/a">Rent help</a> and then <a href="/b">Rent help</a>.</p>'),
    "new window": page('<p>See <a href="/x" target="_blank">the rent rules</a>.</p>'),
    "paper": page('<p>See <a href="/x.pdf">the rent rules</a>.</p>'),
    "leads nowhere": page('<p><a href="#">Do something now</a></p>'),
    "no such place": page('<p><a href="#nowhere">To the rules of rent</a></p>'),
    "looks like text": page('<p>Read all the rules that hold on <a class=p href="/x">rent help</a> here.</p>',
                            ".p { color: inherit; text-decoration: none }"),
    "button without name": page("<button></button>"),
    "no label": page("<input>"),
    "placeholder only": page('<input placeholder="Your name">'),
    "label of nothing": page('<label for="zz">Name</label><input id="n" aria-label="Name">'),
    "empty label": page('<label for="n"></label><input id="n">'),
    "same label twice": page('<label for="a">Name</label><input id="a"><label for="b">Name</label><input id="b">'),
    "group without name": page('<fieldset><label><input type="checkbox"> Rent</label></fieldset>'),
    "choices without group": page('<label><input type="radio" name="q"> Yes</label><label><input type="radio" name="q"> No</label>'),
    "hint apart": page('<label for="n">Number</label><p class="hint">It is on your card.</p><input id="n">'),
    "error in colour": page('<form><label for="n">Name</label><input class="has-error" id="n"></form>', ".has-error { border-color: #a00 }"),
    "error without advice": page('<form><label for="n">Phone</label><span class="error" id="e">Invalid</span><input id="n" aria-describedby="e" aria-invalid="true"></form>'),
    "change on choice": page('<label for="l">Language</label><select id="l" onchange="location=this.value"><option>en<option>fr</select>'),
    "label far away": page('<p><label class=f for="n">Country</label><input id="n"></p>', ".f { display: inline-block; width: 400px }"),
    "mouse only": page('<div onclick="alert(1)">Open the list</div>'),
    "button that is none": page('<span class="button">Ask for it</span>'),
    "tab order": page('<p><a href="/a" tabindex="3">First rules</a></p><p><a href="/b">Second rules</a></p>'),
    "needless stop": page('<p tabindex="0">Only text</p>'),
    "shortcut": page('<p><a href="/a" accesskey="r">Rent rules</a></p>'),
    "focus not seen": page('<p><a class=o href="/a">Rent rules</a></p>', ".o:focus, .o:focus-visible { outline: none }"),
    "trap": page('<input aria-label="Code" onkeydown="if (event.key === \'Tab\') event.preventDefault()"><p><a href="/a">Rent rules</a></p>'),
    "message that goes": page('<div role="alert" id="m">Saved</div>', script="setTimeout(() => { document.getElementById('m').hidden = true }, 3000)"),
    "colour in the page": page('<p style="color: #222">Text here</p>'),
    "font": page("<font size=5>Text here</font>"),
    "same id": page('<p id="a">One</p><p id="a">Two</p>'),
    "no such role": page('<div role="knob">Text</div>'),
    "points nowhere": page('<input aria-label="Town" aria-describedby="gone">'),
    "tags crossed": page("<p><b><i>Text</b></i></p>"),
    "table without headings": page("<table><caption>Rent</caption><tr><td>Town</td><td>Rent</td></tr><tr><td>Ghent</td><td>900</td></tr></table>"),
    "table for layout": page("<table><tr><td>Menu</td><td>Text of the page</td></tr></table>"),
    "empty cell": page('<table><caption>Rent</caption><tr><th scope="col">Town</th><th scope="col">Rent</th></tr><tr><td>Ghent</td><td></td></tr></table>'),
    "order on the screen": page('<div class=x><p>Three</p><p>Two</p><p>One</p></div>', ".x { display: flex; flex-direction: row-reverse }"),
    "hidden from all": page('<p>See <a href="/x">more <span class=h>on rent help</span></a></p>', ".h { display: none }"),
    "wider than the screen": page("<div class=y>Wide</div>", ".y { width: 900px }"),
    "box that does not grow": page(f"<div class=z>{LONG}</div>", ".z { height: 160px; overflow: hidden }"),
    "empty paragraph": page("<p></p>" + PARAGRAPH),
    "hidden but reached": page('<div aria-hidden="true"><a href="/x">Rent rules</a></div>'),
}  # fmt: skip
