/** The frame of the console's pages: menu, who is signed in, what was done just now. */
import type { ComponentChildren } from 'preact'
import { copyScript } from '../csp.ts'
import { Head, Mark } from '../layout.tsx'
import { readable } from '../links.ts'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import type { PageContext } from '../page-context.ts'
import { type ConsoleFrame, type Section, sectionPaths, sections } from './frame.ts'
import { consoleStylesheet } from './style.ts'
import { momentOf } from './time.tsx'

/** What every component of the console needs. */
export interface Place {
  readonly frame: ConsoleFrame
  readonly context: PageContext
  readonly texts: ConsoleMessages
}

interface SheetProps {
  readonly language: PageContext['language']
  readonly title: string
  readonly header: ComponentChildren
  readonly children: ComponentChildren
}

/** A page in the console's style, whoever sees it. */
export function Sheet({ language, title, header, children }: SheetProps) {
  return (
    <html lang={language}>
      <Head title={title} styles={consoleStylesheet} />
      <body>
        <header>{header}</header>
        <main id="content">{children}</main>
        <script dangerouslySetInnerHTML={{ __html: copyScript }} />
      </body>
    </html>
  )
}

/** What a browser's tab says: that something is wrong comes first, for those who hear it. */
export const faultyTitle = (title: string, isFaulty: boolean, { frame }: ConsoleMessages): string =>
  isFaulty ? `${frame.severities.error}: ${title}` : title

interface ConsoleLayoutProps {
  readonly place: Place
  readonly title: string
  /** The form on it was not taken. */
  readonly failed?: boolean | undefined
  readonly children: ComponentChildren
}

/** A page for a person who is signed in at the console. */
export function ConsoleLayout({ place, title, failed = false, children }: ConsoleLayoutProps) {
  const { frame, context, texts } = place
  const { notice } = frame
  return (
    <Sheet language={context.language} title={faultyTitle(title, failed, texts)} header={<Header place={place} />}>
      {frame.emergencyUntil === undefined ? null : (
        <p class="strip">{texts.frame.emergency(momentOf(frame.emergencyUntil, context.language))}</p>
      )}
      {notice === undefined ? null : (
        <p class={notice === 'lost' ? 'notice bad' : 'notice'} role="status">
          {texts.frame.notices[notice]}
        </p>
      )}
      {children}
    </Sheet>
  )
}

function Header({ place }: { place: Place }) {
  const { frame, context, texts } = place
  return (
    <>
      <a class="skip" href="#content">
        {texts.frame.skip}
      </a>
      <a class="brand" href={`${context.publicUrl}/admin`}>
        <Mark />
        <span>Isthmus</span>
      </a>
      <div class="who">
        <span>
          <bdi>{readable(frame.person)}</bdi>
          {frame.role === 'reader' ? ` (${texts.frame.reader})` : ''}
        </span>
        <SignOut place={place} />
      </div>
      <nav class="menu" aria-label={texts.frame.menu}>
        <ul>
          {sections.map((section) => (
            <li key={section}>
              <MenuLink section={section} place={place} />
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

function MenuLink({ section, place }: { section: Exclude<Section, 'none'>; place: Place }) {
  const { frame, context, texts } = place
  const isHere = section === frame.section
  return (
    <a href={`${context.publicUrl}${sectionPaths[section]}`} aria-current={isHere ? 'page' : undefined}>
      {texts.frame.sections[section]}
      {section === 'quarantine' && frame.waiting > 0 ? (
        <>
          {' '}
          <span class="count">{frame.waiting}</span>
        </>
      ) : null}
    </a>
  )
}

/** An emergency is no session that the gateway's own sign-out knows of. */
function SignOut({ place: { frame, context, texts } }: { place: Place }) {
  if (frame.emergencyUntil === undefined) return <a href={`${context.publicUrl}/logout`}>{texts.frame.signOut}</a>
  return (
    <form method="post" action={`${context.publicUrl}/admin/leave`} class="inline">
      <input type="hidden" name="token" value={frame.token} />
      <button type="submit" class="quiet small">
        {texts.frame.signOut}
      </button>
    </form>
  )
}
