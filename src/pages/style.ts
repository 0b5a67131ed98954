/**
 * The stylesheet of every page: system fonts, light and dark (on a screen; paper is light), from a phone's width up,
 * still for people who want no motion.
 */

export const stylesheet = `
:root{color-scheme:light dark;--ground:#eef2f2;--sheet:#fff;--ink:#16262b;--soft:#4a5d63;--line:#d5dede;
--accent:#0b646c;--accent-ink:#fff;--accent-over:#084c52;--tint:#e6f1f1;--mark:#ffe3a3;--mark-ink:#3d2b00}
@media screen and (prefers-color-scheme:dark){:root{--ground:#0f1719;--sheet:#182326;--ink:#e7eeee;--soft:#a9b9bb;--line:#314145;
--accent:#7fd3d3;--accent-ink:#06282b;--accent-over:#a5e3e2;--tint:#1f2f32;--mark:#5a4300;--mark-ink:#ffe9b5}}
*{box-sizing:border-box}
html{font:100%/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;background:var(--ground);color:var(--ink);display:flex;flex-direction:column;
align-items:center;padding:clamp(1.25rem,7vh,5rem) 1.25rem 2rem;overflow-wrap:anywhere}
header,main{width:100%;max-width:36rem}
header{display:flex;align-items:center;gap:.6rem;margin:0 0 1.1rem;color:var(--soft);font-weight:600;letter-spacing:.01em}
header svg{width:2.3rem;height:1.2rem;color:var(--accent)}
main{background:var(--sheet);border:1px solid var(--line);border-radius:.9rem;padding:clamp(1.5rem,5vw,2.5rem);
box-shadow:0 1px 2px rgb(0 0 0/.04),0 8px 28px rgb(0 0 0/.05)}
h1{font-size:1.5rem;line-height:1.25;letter-spacing:-.01em;margin:0 0 .75rem;text-wrap:balance}
h2{font-size:1rem;line-height:1.4;margin:0 0 .35rem}
p{margin:0 0 1rem;text-wrap:pretty}
p:last-child{margin-bottom:0}
a{color:var(--accent);text-underline-offset:.18em}
a:hover{color:var(--accent-over)}
.soft{color:var(--soft)}
.next{background:var(--tint);border-radius:.6rem;padding:1rem 1.15rem;margin:1.25rem 0 0}
.actions{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:center;margin:1.5rem 0 0}
.actions+p{margin-top:1.5rem}
.button,button{font:inherit;font-weight:600;display:inline-block;border:1px solid transparent;border-radius:.55rem;
padding:.65rem 1.2rem;min-height:2.9rem;background:var(--accent);color:var(--accent-ink);text-decoration:none;cursor:pointer;
text-align:center;max-width:100%;overflow-wrap:anywhere}
.button:hover,button:hover{background:var(--accent-over);color:var(--accent-ink)}
.quiet,button.quiet{background:transparent;border-color:var(--line);color:var(--accent)}
.quiet:hover,button.quiet:hover{background:var(--tint);color:var(--accent-over)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.done{border:1px solid var(--line);border-radius:.6rem;background:var(--tint);padding:.75rem 1rem;font-weight:600}
.report{border-top:1px solid var(--line);margin:1.75rem 0 0;padding:1.4rem 0 0;font-size:.9375rem}
.id{font:600 1.35rem/1.3 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;letter-spacing:.08em;margin:-.1rem 0 .35rem;
user-select:all;-webkit-user-select:all}
dl{margin:0;display:grid;grid-template-columns:minmax(6.5rem,max-content) minmax(0,1fr);gap:.55rem 1.1rem;align-items:baseline}
dt{color:var(--soft)}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
dd ul{margin:0;padding:0;list-style:none}
dd li+li{margin-top:.4rem}
code{font:.875em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
mark{background:var(--mark);color:var(--mark-ink);border-radius:.2em;padding:.05em .12em;text-decoration:underline;
text-decoration-thickness:2px;text-underline-offset:.2em}
label{display:block;font-weight:600;margin:0 0 .35rem}
.code{font:600 1.35rem/1.3 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;letter-spacing:.12em}
input.code{width:100%;max-width:16rem;padding:.55rem .8rem;border:1px solid var(--soft);border-radius:.55rem;background:var(--sheet);
color:var(--ink);text-transform:uppercase}
p.shown{font-size:1.75rem;margin:0 0 1.25rem;user-select:all;-webkit-user-select:all}
.fault{border-left:3px solid var(--accent);padding-left:.8rem;font-weight:600}
.hint{display:block;color:var(--soft);font-size:.875rem}
.choices{list-style:none;margin:1.25rem 0 1.25rem;padding:0;display:grid;gap:.7rem}
.choices a{display:flex;align-items:center;justify-content:space-between;gap:1rem;border:1px solid var(--line);border-radius:.6rem;
padding:.85rem 1.1rem;min-height:3.2rem;font-weight:600;text-decoration:none;color:var(--ink);overflow-wrap:anywhere}
.choices a:hover{border-color:var(--accent);background:var(--tint)}
.choices a::after{content:"\\203a" / "";color:var(--accent);font-size:1.4rem;line-height:1}
.apps{margin:0 0 1rem;padding:0 0 0 1.2rem}
.outcomes{list-style:none;margin:0 0 1.25rem;padding:0;border-top:1px solid var(--line)}
.outcomes li{padding:.7rem 0;border-bottom:1px solid var(--line)}
.outcomes a{display:block;width:fit-content;max-width:100%;margin-top:.2rem;font-weight:600}
.told{position:absolute;width:1px;height:1px;border:0;opacity:0}
.late{animation:late .2s .5s both}
@keyframes late{from{opacity:0}to{opacity:1}}
@media (prefers-reduced-motion:reduce){.late{animation:none}}
@media (max-width:30rem){body{padding:1rem 0 0}header{padding:0 1.25rem;margin-bottom:.9rem}
main{flex:1;border-width:1px 0 0;border-radius:0;box-shadow:none;padding:1.6rem 1.25rem 2rem}
dl{grid-template-columns:1fr;gap:.1rem}dd+dt{margin-top:.7rem}.actions>*,.actions button{flex:1 1 100%;width:100%}}
@media (forced-colors:active){.button,button{border-color:ButtonText}mark{background:Mark;color:MarkText}.next{border:1px solid}}
@media print{:root{color-scheme:light}body{background:none;padding:0}main{border:0;box-shadow:none}}
`.trim()
