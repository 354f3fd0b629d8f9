/** The style of the report page, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --red: #c62828; --green: #2e7d32; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
article { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: 1rem 0; }
article p { margin: .4rem 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .2rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; padding: .5rem; font-size: 13px; }
del, ins { text-decoration: none; } del { color: var(--red); background: #c6282818; } ins { color: var(--green); background: #2e7d3218; }
.kind { font: 12px monospace; border: 1px solid var(--line); border-radius: 3px; padding: 1px 5px; }
.kind.claim, .kind.error, .failed { color: var(--red); } .same { color: var(--green); } .note { opacity: .75; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin: .5rem 0; }
figure { flex: 1 1 300px; margin: 0; } figcaption { font-size: 13px; opacity: .75; }
img { display: block; max-width: 100%; background: #fff; outline: 1px solid var(--line); }
.over { position: relative; display: inline-block; margin: .5rem 0; } .over img { max-width: none; }
.curtain { position: absolute; top: 0; left: 0; bottom: 0; width: 50%; max-width: 100%; overflow: hidden; resize: horizontal; border-right: 3px solid var(--red); }
.blink { position: absolute; top: 0; left: 0; animation: blink 2s steps(1) infinite; }
@keyframes blink { 50% { opacity: 0; } }
`;
