/**
 * Server-rendered pages: one component for each page that a Reply can name, escaped by preact.
 *
 *   render.tsx         Reply → HTML and its Content-Security-Policy
 *   layout.tsx         the frame of all pages, style.ts its stylesheet, csp.ts the policies
 *   error.tsx          refusals; url-difference.ts points at what differs in two addresses
 *   auto-forward.tsx   pages that go on by themselves: to an app (form), to ourselves or after a POST (refresh)
 *   denied.tsx         a person who is refused, before the app hears of it
 *   consent.tsx        what an app would be told, for the person to allow or deny
 *   device.tsx         a device that is signed in from here
 *   chooser.tsx, home.tsx, logout.tsx, already-signed-in.tsx
 *   console/           the pages for administrators, which render themselves: core/ does not know what they show
 *   links.ts           foreign text and addresses made fit to be shown
 *   messages/          every text, by language
 */

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { PageReply, Reply } from '../core/http.ts'
import type { RenderedPage } from '../core/page.ts'
import { AlreadyDonePage } from './already-signed-in.tsx'
import { ContinuePage, FormPostPage, OnwardPage } from './auto-forward.tsx'
import { ChooserPage } from './chooser.tsx'
import { ConsentPage } from './consent.tsx'
import { formPostCsp, framesCsp, pageCsp } from './csp.ts'
import { DeniedPage } from './denied.tsx'
import { DeviceAskedPage, DeviceDonePage, DevicePage } from './device.tsx'
import { ErrorPage } from './error.tsx'
import { HomePage } from './home.tsx'
import { LoggedOutPage, LoggingOutPage, LogoutAskedPage, LogoutPage } from './logout.tsx'
import type { Language } from './messages/language.ts'
import type { PageContext } from './page-context.ts'

/** Renders a page. */
export function renderPage(reply: PageReply, context: PageContext): RenderedPage {
  if (reply.name === 'console') return reply.params.render(context)
  const csp = reply.name === 'loggingOut' ? framesCsp(reply.params.frames.map(({ origin }) => origin)) : pageCsp
  return { html: toHtml(pageOf(reply, context)), csp }
}

/** Renders the form that posts itself to an app; without JavaScript its button does it. */
export function renderFormPost(reply: Extract<Reply, { kind: 'formPost' }>, language: Language): RenderedPage {
  return { html: toHtml(<FormPostPage reply={reply} language={language} />), csp: formPostCsp }
}

/** Renders the page that goes on to an address where a redirect must not stand. Throws where no browser may follow it. */
export function renderOnward(location: string, language: Language): RenderedPage {
  return { html: toHtml(<OnwardPage location={location} language={language} />), csp: pageCsp }
}

function pageOf(reply: Exclude<PageReply, { name: 'console' }>, context: PageContext): VNode {
  switch (reply.name) {
    case 'error':
      return <ErrorPage params={reply.params} context={context} />
    case 'chooser':
      return <ChooserPage params={reply.params} context={context} />
    case 'denied':
      return <DeniedPage params={reply.params} context={context} />
    case 'consent':
      return <ConsentPage params={reply.params} context={context} />
    case 'continue':
      return <ContinuePage params={reply.params} context={context} />
    case 'home':
      return <HomePage params={reply.params} context={context} />
    case 'logout':
      return <LogoutPage params={reply.params} context={context} />
    case 'logoutAsked':
      return <LogoutAskedPage params={reply.params} context={context} />
    case 'loggingOut':
      return <LoggingOutPage params={reply.params} context={context} />
    case 'loggedOut':
      return <LoggedOutPage params={reply.params} context={context} />
    case 'device':
      return <DevicePage params={reply.params} context={context} />
    case 'deviceAsked':
      return <DeviceAskedPage params={reply.params} context={context} />
    case 'deviceDone':
      return <DeviceDonePage params={reply.params} context={context} />
    case 'alreadySignedIn':
      return <AlreadyDonePage params={reply.params} context={context} />
  }
}

function toHtml(page: VNode): string {
  return `<!DOCTYPE html>${renderToString(page)}`
}
