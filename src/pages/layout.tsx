/** The frame of every page: one document, nothing loaded from anywhere. */
import type { ComponentChildren } from 'preact'
import type { Language } from './messages/language.ts'
import { stylesheet } from './style.ts'

export interface LayoutProps {
  readonly language: Language
  readonly title: string
  /** Seconds-0 refresh to this address of ours. */
  readonly refresh?: string
  readonly children: ComponentChildren
}

/** Two lands and the strip between them. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cg fill='%230b8089'%3E%3Ccircle cx='8' cy='16' r='7'/%3E%3Ccircle cx='24' cy='16' r='7'/%3E%3Cpath d='M8 13h16v6H8z'/%3E%3C/g%3E%3C/svg%3E"

/** A whole page: head, the mark of the gateway, and the content as the one main landmark. */
export function Layout({ language, title, refresh, children }: LayoutProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        {refresh === undefined ? null : <meta http-equiv="refresh" content={`0;url=${refresh}`} />}
        <title>{title} · Isthmus</title>
        <link rel="icon" href={icon} />
        <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
      </head>
      <body>
        <header>
          <svg viewBox="0 0 42 26" aria-hidden="true" focusable="false">
            <path
              fill="currentColor"
              d="M13 2a11 11 0 1 0 8 18.5c1.3-1.3 2.7-1.3 4 0a11 11 0 1 0 0-15c-1.3 1.3-2.7 1.3-4 0A11 11 0 0 0 13 2Z"
            />
          </svg>
          <span>Isthmus</span>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
