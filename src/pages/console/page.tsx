/** A page of the console as a Reply: the view that admin/ made, rendered in the language of whoever asked. */
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { PageReply } from '../../core/http.ts'
import type { PagePlace, RenderedPage } from '../../core/page.ts'
import { consoleCsp } from '../csp.ts'
import { consoleMessagesIn } from '../messages/console/messages.ts'
import { languages } from '../messages/language.ts'
import type { PageContext } from '../page-context.ts'
import { AddPage, NameAppPage } from './add.tsx'
import { ClientPage } from './add-client.tsx'
import { AddressesPage } from './addresses.tsx'
import { AgainPage, ConfirmPage, RefusedPage } from './again.tsx'
import { AppPage } from './app.tsx'
import { DocumentPage, MetadataPage, SettingsPage } from './app-tabs.tsx'
import { AppsPage } from './apps.tsx'
import { AuditPage } from './audit.tsx'
import { ConsentsPage } from './consents.tsx'
import type { ConsoleFrame } from './frame.ts'
import { HistoryPage } from './history.tsx'
import type { Place } from './layout.tsx'
import { LinkPage } from './link.tsx'
import { PreviewPage } from './preview.tsx'
import { QuarantinePage } from './quarantine.tsx'
import { RegisteredPage } from './registered.tsx'
import { LinkMadePage, OwnerPage } from './setup-link.tsx'
import type { ConsoleView } from './views.ts'
import { KeysPage, SessionsPage, UpstreamsPage } from './watch.tsx'
import type { OwnerView } from './watch-views.ts'

/** For a person who is signed in at the console. */
export function consolePage(frame: ConsoleFrame, view: ConsoleView, status = 200): PageReply {
  return ownPage((context) => pageOf(view, { frame, context, texts: consoleMessagesIn(context.language) }), status)
}

/** For whoever holds an address of `isthmus admin link`. @param use absent where it can't be used (any more) */
export function linkPage(use: { readonly action: string } | undefined, status = 200): PageReply {
  return ownPage(
    (context) => <LinkPage {...(use && { use })} context={context} texts={consoleMessagesIn(context.language)} />,
    status,
  )
}

/** For whoever holds a setup link. @param view absent where the link is not valid (any more) */
export function ownerPage(view: OwnerView | undefined, status = 200): PageReply {
  return ownPage(
    (context) => <OwnerPage {...(view && { view })} context={context} texts={consoleMessagesIn(context.language)} />,
    status,
  )
}

function ownPage(render: (context: PageContext) => VNode, status: number): PageReply {
  return {
    kind: 'page',
    name: 'console',
    status,
    params: { render: (place) => rendered(render({ ...place, language: languageOf(place) })) },
  }
}

const rendered = (page: VNode): RenderedPage => ({ html: `<!DOCTYPE html>${renderToString(page)}`, csp: consoleCsp })

const languageOf = ({ language }: PagePlace) => languages.find((known) => known === language) ?? 'en'

function pageOf(view: ConsoleView, place: Place): VNode {
  switch (view.page) {
    case 'apps':
      return <AppsPage view={view} place={place} />
    case 'add':
      return <AddPage view={view} place={place} />
    case 'client':
      return <ClientPage view={view} place={place} />
    case 'registered':
      return <RegisteredPage view={view} place={place} />
    case 'addresses':
      return <AddressesPage view={view} place={place} />
    case 'nameApp':
      return <NameAppPage view={view} place={place} />
    case 'app':
      return <AppPage view={view} place={place} />
    case 'settings':
      return <SettingsPage view={view} place={place} />
    case 'document':
      return <DocumentPage view={view} place={place} />
    case 'metadata':
      return <MetadataPage view={view} place={place} />
    case 'history':
      return <HistoryPage view={view} place={place} />
    case 'preview':
      return <PreviewPage view={view} place={place} />
    case 'quarantine':
      return <QuarantinePage view={view} place={place} />
    case 'sessions':
      return <SessionsPage view={view} place={place} />
    case 'consents':
      return <ConsentsPage view={view} place={place} />
    case 'upstreams':
      return <UpstreamsPage view={view} place={place} />
    case 'keys':
      return <KeysPage view={view} place={place} />
    case 'audit':
      return <AuditPage view={view} place={place} />
    case 'linkMade':
      return <LinkMadePage view={view} place={place} />
    case 'again':
      return <AgainPage view={view} place={place} />
    case 'confirm':
      return <ConfirmPage view={view} place={place} />
    case 'refused':
      return <RefusedPage view={view} place={place} />
  }
}
