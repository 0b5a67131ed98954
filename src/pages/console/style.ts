/** What the console's stylesheet has beyond that of every page: a wide sheet, a menu, tables, forms, code. */
import { stylesheet } from '../style.ts'

const own = `
:root{--bad:#a3242b;--bad-tint:#fdecec;--warn:#7a5200;--warn-tint:#fff3d6;--good:#1c6b3c;--good-tint:#e3f4e9;--code:#f4f7f7}
@media screen and (prefers-color-scheme:dark){:root{--bad:#ff9c9c;--bad-tint:#3d2022;--warn:#ffd479;--warn-tint:#3a2f14;--good:#8fdcae;--good-tint:#1a3325;--code:#101a1d}}
body{padding-top:1.25rem}
header,main{max-width:72rem}
main{padding:clamp(1.25rem,3vw,2.25rem)}
header{flex-wrap:wrap;gap:.4rem 1rem}
header .who{margin-left:auto;display:flex;gap:.4rem 1rem;align-items:center;font-weight:400;font-size:.9375rem;flex-wrap:wrap}
.brand{display:flex;align-items:center;gap:.6rem;color:inherit;text-decoration:none}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--sheet);padding:.5rem 1rem;z-index:1}
nav.menu{width:100%}
nav.menu ul,.tabs ul{display:flex;flex-wrap:wrap;gap:.25rem;list-style:none;margin:0;padding:0}
nav.menu a,.tabs a{display:block;padding:.45rem .8rem;border-radius:.5rem;color:var(--soft);text-decoration:none;font-weight:600;font-size:.9375rem}
nav.menu a:hover,.tabs a:hover{background:var(--tint)}
nav.menu a[aria-current],.tabs a[aria-current]{background:var(--tint);color:var(--accent-over);text-decoration:underline 2px;text-underline-offset:.35em}
.tabs{border-bottom:1px solid var(--line);margin:0 0 1.4rem;padding:0 0 .6rem}
.count{display:inline-block;min-width:1.4em;padding:0 .35em;border-radius:.7em;background:var(--warn-tint);color:var(--warn);text-align:center;font-size:.85em}
.strip,.notice{border-radius:.6rem;padding:.75rem 1rem;margin:0 0 1.25rem}
.strip{background:var(--warn-tint);color:var(--warn);font-weight:600}
.notice{background:var(--good-tint);color:var(--good);font-weight:600}
.notice.bad{background:var(--bad-tint);color:var(--bad)}
.head{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:baseline;justify-content:space-between;margin:0 0 1.1rem}
.head h1{margin:0}
.head .actions,.inline{margin:0}
h2{font-size:1.125rem;margin:1.75rem 0 .6rem}
h3{font-size:1rem;margin:1.2rem 0 .35rem}
section>h2:first-child{margin-top:0}
.sub{margin-top:1.75rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem .6rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
thead th{color:var(--soft);font-weight:600;vertical-align:bottom;overflow-wrap:normal}
tbody th{font-weight:600;min-width:11rem}
td .hint,th .hint{font-weight:400}
td{min-width:6rem}
td button{white-space:nowrap}
.tag{display:inline-block;border-radius:.4rem;padding:.05rem .5rem;font-size:.8125rem;font-weight:600;background:var(--tint);color:var(--soft);margin:0 .25rem .2rem 0;overflow-wrap:break-word}
.tag.good{background:var(--good-tint);color:var(--good)}.tag.warning{background:var(--warn-tint);color:var(--warn)}.tag.error{background:var(--bad-tint);color:var(--bad)}
.filters{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:0 0 1.1rem}
.field{display:block;margin:0 0 1.1rem}
.filters .field{margin:0;flex:1 1 12rem}
.filters .field.small{flex:0 1 12rem}
label,legend{font-weight:600;display:block;margin:0 0 .3rem}
fieldset{border:0;margin:0 0 1.1rem;padding:0;min-width:0}
.check{display:flex;gap:.6rem;align-items:baseline}
.check label{font-weight:400;margin:0}
input:not([type=checkbox],[type=radio],[type=hidden]),select,textarea{font:inherit;width:100%;max-width:100%;min-height:2.9rem;padding:.55rem .75rem;border:1px solid var(--soft);
border-radius:.5rem;background:var(--sheet);color:var(--ink)}
textarea,.mono{font:.875rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace!important}
textarea{min-height:9rem;resize:vertical}
textarea.tall{min-height:22rem}textarea.lines{min-height:0}
input[type=checkbox],input[type=radio]{width:1.15rem;height:1.15rem;accent-color:var(--accent);flex:none;position:relative;top:.2rem}
.field .hint{margin:.3rem 0 0}
pre{background:var(--code);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:0 0 1rem;white-space:pre-wrap;overflow-wrap:anywhere;font:.8125rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
.copyable{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:baseline}
button.copy,button.small,.button.small{min-height:2.2rem;padding:.3rem .7rem;font-size:.875rem}
button[hidden]{display:none}
button.danger{background:transparent;border-color:var(--bad);color:var(--bad)}
button.danger:hover{background:var(--bad-tint);color:var(--bad)}
.findings{list-style:none;margin:0 0 1.25rem;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:.6rem;overflow-wrap:anywhere}
.findings li{border-left:4px solid var(--soft);background:var(--tint);border-radius:.3rem;padding:.6rem .9rem}
.findings li.error{border-color:var(--bad);background:var(--bad-tint)}.findings li.warning{border-color:var(--warn);background:var(--warn-tint)}.findings li.good{border-color:var(--good);background:var(--good-tint)}
.findings p{margin:.15rem 0 0}
.faults{border:2px solid var(--bad);border-radius:.6rem;padding:1rem 1.2rem .2rem;margin:0 0 1.25rem}
.faults:focus{outline:3px solid var(--accent);outline-offset:3px}
.faults .findings{margin-bottom:1rem}
.wrong{color:var(--bad);font-weight:600;margin:0 0 .3rem;overflow-wrap:anywhere}
.faulty input,.faulty textarea,.faulty select{border:2px solid var(--bad)!important}
.columns{grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr))}
.below{margin-top:1rem}
a.tag{text-decoration:underline}
.steps{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;list-style:none;margin:0 0 1.25rem;padding:0;color:var(--soft);counter-reset:step}
.steps li{counter-increment:step}.steps li::before{content:counter(step) ". "}
.steps li[aria-current]{color:var(--ink);font-weight:600}
.way{border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.2rem;margin:0 0 1rem}
.way>.field:last-child{margin-bottom:0}
dl+details,details+details{margin-top:.8rem}
details>summary{margin-bottom:.5rem}
.diff{padding:.6rem 0}
.diff span{display:block;padding:0 1rem}
.diff .in{background:var(--good-tint);color:var(--good)}.diff .out{background:var(--bad-tint);color:var(--bad)}
.empty{text-align:center;padding:2rem 1rem}
.empty .actions{justify-content:center}
main>section+section,main>form+section,section+.sub{margin-top:2rem}
@media (min-width:70rem){td time{white-space:nowrap}}
summary{cursor:pointer;font-weight:600;color:var(--accent)}
@media (max-width:52rem){
main{border-width:1px 0 0;border-radius:0;box-shadow:none}
body{padding:1rem 0 0}header{padding:0 1.25rem}
table.cards thead{position:absolute;left:-99rem}
table.cards,table.cards tbody,table.cards tr,table.cards td,table.cards tbody th{display:block}
table.cards tr{border-bottom:1px solid var(--line);padding:.8rem 0}
table.cards td,table.cards tbody th{border:0;padding:.1rem 0;min-width:0}
table.cards td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}
:lang(fr) table.cards td[data-label]::before{content:attr(data-label) "\\a0: "}
.filters .field,.filters .field.small{flex:1 1 100%}}
@media (forced-colors:active){.strip,.notice,.tag,.count{border:1px solid}}
@media print{.skip,nav,.who,.actions,button{display:none}}
`.trim()

export const consoleStylesheet = `${stylesheet}\n${own}`
