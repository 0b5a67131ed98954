/** The frame of every demo page: one style sheet, and a strip that says on which side of the gateway one stands. */
import { createHash } from 'node:crypto'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'

const styles = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #566072; --paper: #f4f5f8; --card: #fff; --line: #d9dde5;
  --accent: #1f5fbf; --on-accent: #fff; --op: #8a3ea8; --code: #f0f2f6; --warn: #a3341f }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ef; --soft: #a5afc0; --paper: #14181f; --card: #1d232d; --line: #343d4c; --accent: #8ab4f8;
    --on-accent: #10151d; --op: #d9a7ee; --code: #151a22; --warn: #ffab99 } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
body.op { --accent: var(--op) }
.way { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: .3rem .6rem; margin: 0; padding: .8rem 1rem;
  list-style: none; font-size: .85rem; color: var(--soft); background: var(--card); border-bottom: 1px solid var(--line) }
.way li { display: flex; align-items: center; gap: .6rem }
.way li + li::before { content: "→" / "" }
.way [aria-current] { padding: .1rem .7rem; border-radius: 1rem; font-weight: 600; color: var(--on-accent); background: var(--accent) }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { margin: 1rem 0 .5rem; font-size: 1.7rem; line-height: 1.25 }
h2 { margin: 0 0 .7rem; font-size: 1.1rem }
p { margin: .5rem 0 }
.lead { color: var(--soft) }
section, details { margin: 1.2rem 0; padding: 1.1rem 1.2rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem }
summary { font-weight: 600; font-size: 1.1rem; cursor: pointer }
details pre { margin-top: .8rem }
ol { margin: 0; padding-left: 1.3rem }
section ol li + li { margin-top: .35rem }
.actions { display: flex; flex-wrap: wrap; gap: .7rem; margin: 1.2rem 0 }
.actions form { display: contents }
button, .button { display: inline-block; min-height: 2.75rem; padding: .55rem 1.2rem; font: inherit; font-weight: 600; text-decoration: none;
  cursor: pointer; color: var(--accent); background: transparent; border: 1px solid var(--accent); border-radius: .45rem }
.primary { color: var(--on-accent); background: var(--accent) }
button:hover, .button:hover { text-decoration: underline }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.people { display: grid; gap: .7rem; margin: 1.2rem 0 0; padding: 0; list-style: none }
.people button { display: flex; align-items: center; gap: .9rem; width: 100%; text-align: left; color: var(--ink); background: var(--card); border-color: var(--line) }
.people button:hover { border-color: var(--accent); text-decoration: none }
.people small { display: block; font-weight: 400; color: var(--soft) }
.face { flex: none; width: 2.4rem; height: 2.4rem; line-height: 2.4rem; text-align: center; border-radius: 50%; color: var(--on-accent); background: var(--accent) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.2rem; margin: 0 }
dt { color: var(--soft) }
dd { margin: 0; min-width: 0 }
a { color: var(--accent) }
dd, code { overflow-wrap: anywhere }
code, pre { font: .85rem/1.5 ui-monospace, monospace }
dd ul { margin: 0; padding: 0; list-style: none }
pre { margin: 0; padding: .9rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--code); border-radius: .45rem }
pre span { display: block; padding-left: 1.5rem; text-indent: -1.5rem }
${Array.from({ length: 12 }, (_, depth) => `pre .d${depth} { margin-left: ${depth * 0.9}rem }`).join('\n')}
.problem { border-color: var(--warn) }
.problem h2 { color: var(--warn) }
@media (max-width: 30rem) { .kind { display: none } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .5rem } main { padding: .6rem .8rem 2rem } }
`

/** Presses the first button. */
export const submitScript = "document.querySelector('button').click()"

const hashOf = (source: string) => createHash('sha256').update(source).digest('base64')

function policy(scripts: string): string {
  return `default-src 'none'; style-src 'sha256-${hashOf(styles)}'; ${scripts}img-src data:; base-uri 'none'; frame-ancestors 'none'`
}

/**
 * Headers of every demo page. No form-action: Chromium applies it to the redirects after a form too, and the OP's
 * form ends at the gateway.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy(''),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** In their place where the page presses its button by itself. */
export const submitHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy(`script-src 'sha256-${hashOf(submitScript)}'; `),
}

/** Where a person can stand besides the gateway. */
export type Side = 'app' | 'portal' | 'op' | 'idp'

const names: Readonly<Record<Side, string>> = {
  app: 'Demo app',
  portal: 'Demo portal',
  op: 'Demo OP',
  idp: 'Demo SAML IdP',
}

/** The way of a login that such a page is a part of. */
function wayOf(side: Side) {
  const app = side === 'portal' ? 'portal' : 'app'
  const source = side === 'idp' ? 'idp' : 'op'
  return [
    { side: app, name: names[app], speaks: app === 'app' ? ' (SAML)' : ' (OpenID Connect)' },
    { side: 'gateway', name: 'Isthmus', speaks: '' },
    { side: source, name: names[source], speaks: source === 'op' ? ' (OpenID Connect)' : ' (SAML)' },
  ] as const
}

/**
 * Renders a whole page. `side` is where the person stands; `title` becomes title and h1. The head is text, because
 * JSX would escape the style sheet.
 */
export function renderPage(side: Side, title: string, children: ComponentChildren): string {
  const head = renderToString(<title>{`${title} · ${names[side]}`}</title>)
  const body = renderToString(
    <body class={side === 'op' || side === 'idp' ? 'op' : 'app'}>
      <header>
        <ol class="way" aria-label="The way of a login">
          {wayOf(side).map((place) => (
            <li key={place.side}>
              <span aria-current={place.side === side ? 'step' : undefined}>
                {place.name}
                <span class="kind">{place.speaks}</span>
              </span>
            </li>
          ))}
        </ol>
      </header>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </body>,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${styles}</style></head>${body}</html>`
}

/** An address that is nothing there. */
export function notFoundPage(side: Side): string {
  return renderPage(
    side,
    'Page not found',
    <>
      <p class="lead">The {names[side]} has nothing at this address.</p>
      <div class="actions">
        <a class="button" href="/">
          To its front page
        </a>
      </div>
    </>,
  )
}

/** A form that posts itself; its button does it without JavaScript. */
export function answerPage(action: string, fields: Readonly<Record<string, string>>): string {
  return renderPage(
    'idp',
    'Back to Isthmus',
    <form class="actions" method="post" action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="primary" type="submit">
        Go on
      </button>
      <script dangerouslySetInnerHTML={{ __html: submitScript }} />
    </form>,
  )
}
