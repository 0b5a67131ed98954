/** The frame of every page: one document that loads nothing from anywhere. */
import type { ComponentChildren } from 'preact'
import type { Language } from './messages/language.ts'
import { stylesheet } from './style.ts'

export interface LayoutProps {
  readonly language: Language
  readonly title: string
  /** Goes on to this address of ours at once. */
  readonly refresh?: string
  /** Goes on to it 2 s after the page and its frames have loaded, in a browser without JavaScript. */
  readonly refreshWithoutScript?: string
  readonly children: ComponentChildren
}

/** Two lands and the strip between them. */
const lands = 'M12 1a12 12 0 0 1 9.4 4.5Q25 9.5 28.6 5.5a12 12 0 1 1 0 15Q25 16.5 21.4 20.5A12 12 0 1 1 12 1Z'
const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -12 50 50"><path fill="#0b8089" d="${lands}"/></svg>`,
)}`

/** What stands in the head of every page. */
export function Head({ title, styles, children }: { title: string; styles: string; children?: ComponentChildren }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      {children}
      <title>{title} · Isthmus</title>
      <link rel="icon" href={icon} />
      <style dangerouslySetInnerHTML={{ __html: styles }} />
    </head>
  )
}

/** The mark of the gateway. */
export function Mark() {
  return (
    <svg viewBox="0 0 50 26" aria-hidden="true" focusable="false">
      <path fill="currentColor" d={lands} />
    </svg>
  )
}

/** A whole page: head, the mark of the gateway, and the content as the one main landmark. */
export function Layout({ language, title, refresh, refreshWithoutScript, children }: LayoutProps) {
  return (
    <html lang={language}>
      <Head title={title} styles={stylesheet}>
        {refresh === undefined ? null : <meta http-equiv="refresh" content={`0;url=${refresh}`} />}
        {refreshWithoutScript === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={`2;url=${refreshWithoutScript}`} />
          </noscript>
        )}
      </Head>
      <body>
        <header>
          <Mark />
          <span>Isthmus</span>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
