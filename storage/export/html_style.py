"""The look of an exported page: a text column, a margin for notes, print, dark and light."""

STYLE = """
:root { color-scheme: light dark; --page: #fbfaf6; --ink: #26241f; --faint: #6d685d;
  --rule: #dcd7ca; --yellow: #ffe58a; --green: #c6ebb8; --blue: #c0ddf8; --red: #f9c6bf;
  --purple: #e1ccf4; --fact: #2166a5; --value: #7b3fa0; --policy: #a83226; --cause: #7a5c00;
  --forecast: #1d7044; }
@media (prefers-color-scheme: dark) { :root { --page: #1b1a18; --ink: #e5e1d6; --faint: #a19b8d;
  --rule: #3d3a34; --yellow: #5c4d0c; --green: #23502a; --blue: #1d4568; --red: #6a2a24;
  --purple: #4c3266; --fact: #7db8ee; --value: #c99be6; --policy: #f0917f; --cause: #dcb84e;
  --forecast: #74cd9b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 1.125rem/1.6 Charter, "Bitstream Charter", Georgia, "Noto Serif", serif; }
article { max-width: 64rem; margin: 0 auto; padding: 3rem 1.5rem; }
.row { display: grid; grid-template-columns: minmax(0, 40rem) minmax(0, 18rem); gap: 0 3rem; }
.row > .text > * { margin: 0 0 1em; }
header { max-width: 40rem; margin-bottom: 2.5rem; }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 .6rem; }
h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.4em 0 .6em; font-size: 1.15em;
  break-after: avoid; }
h2 { font-size: 1.4em; }
.row > .text > h2, .row > .text > h3 { margin-top: 1em; }
.about, .meta, .legend { color: var(--faint); font-size: .85rem; margin: .2rem 0; }
a { color: inherit; text-decoration-color: var(--faint); }
blockquote { border-left: 3px solid var(--rule); padding-left: 1rem; color: var(--faint); }
pre { overflow-x: auto; border: 1px solid var(--rule); padding: .8rem; font-size: .85rem;
  white-space: pre-wrap; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .9em; }
table { border-collapse: collapse; font-size: .95rem; }
td { border: 1px solid var(--rule); padding: .3rem .6rem; vertical-align: top; }
hr { border: 0; border-top: 1px solid var(--rule); }
.item { display: flex; gap: .6em; } .item > span:first-child { color: var(--faint); }
.caption { color: var(--faint); font-size: .9rem; }
mark { color: inherit; padding: .1em 0; -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
.yellow { background: var(--yellow); } .green { background: var(--green); }
.blue { background: var(--blue); } .red { background: var(--red); }
.purple { background: var(--purple); }
.claim { text-decoration: underline 2px; text-underline-offset: .22em; }
.fact { text-decoration-color: var(--fact); } .value { text-decoration-color: var(--value); }
.policy { text-decoration-color: var(--policy); } .cause { text-decoration-color: var(--cause); }
.forecast { text-decoration-color: var(--forecast); }
.kind { font: .65em/1 system-ui, sans-serif; vertical-align: super; margin-left: .25em;
  color: var(--faint); white-space: nowrap; }
.fact + .kind, .legend .fact { color: var(--fact); }
.value + .kind, .legend .value { color: var(--value); }
.policy + .kind, .legend .policy { color: var(--policy); }
.cause + .kind, .legend .cause { color: var(--cause); }
.forecast + .kind, .legend .forecast { color: var(--forecast); }
.flag { color: var(--policy); font-size: .8em; }
.margin, .notes { font: .85rem/1.45 system-ui, sans-serif; }
.note { border-left: 4px solid var(--rule); padding: .1rem 0 .1rem .7rem; margin: 0 0 1rem;
  break-inside: avoid; }
.note p { margin: 0; white-space: pre-wrap; }
.note.ink-yellow { border-color: var(--yellow); } .note.ink-green { border-color: var(--green); }
.note.ink-blue { border-color: var(--blue); } .note.ink-red { border-color: var(--red); }
.note.ink-purple { border-color: var(--purple); }
.note .meta { font-size: 1em; } .note q { font-style: italic; }
.notes { border-top: 1px solid var(--rule); margin-top: 2rem; padding-top: 1rem;
  max-width: 40rem; }
@media (max-width: 54rem) { .row { display: block; } article { padding: 1.5rem 1rem; }
  h1 { font-size: 1.6rem; } .margin { margin-left: 1rem; } }
@media print { :root { --page: #fff; --ink: #000; --faint: #555; --rule: #bbb;
  --yellow: #ffe58a; --green: #c6ebb8; --blue: #c0ddf8; --red: #f9c6bf; --purple: #e1ccf4;
  --fact: #2166a5; --value: #7b3fa0; --policy: #a83226; --cause: #7a5c00; --forecast: #1d7044; }
  @page { margin: 18mm 15mm; } body { font-size: 10.5pt; } article { padding: 0; max-width: none;
  break-after: page; } article:last-child { break-after: auto; }
  .row { display: grid; grid-template-columns: minmax(0, 2.2fr) minmax(0, 1fr); gap: 0 6mm; }
  .margin { font-size: 8pt; margin-left: 0; } p { orphans: 2; widows: 2; } }
"""
