/** Before and after signing out: what ends, and what does not. */
import type {
  LoggedOutPageParams,
  LoggingOutPageParams,
  LogoutAskedPageParams,
  LogoutPageParams,
  OpenApp,
} from '../core/http.ts'
import { appName } from './app-name.ts'
import { ownAddress } from './auto-forward.tsx'
import { goOnScript } from './csp.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import type { Language } from './messages/language.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'

/** Asks; its form posts the field `token` to /logout. */
export function LogoutPage({ params, context }: { params: LogoutPageParams; context: PageContext }) {
  const { logout } = messagesIn(context.language)
  return (
    <Layout language={context.language} title={logout.title}>
      <h1>{logout.title}</h1>
      <p>{logout.text}</p>
      <OpenApps apps={params.apps} context={context} />
      <form method="post" action={`${context.publicUrl}/logout`} class="actions">
        <input type="hidden" name="token" value={params.token} />
        {params.languages && <input type="hidden" name="languages" value={params.languages.join(' ')} />}
        <button type="submit">{logout.signOut}</button>
        <a class="button quiet" href={`${context.publicUrl}/`}>
          {logout.stay}
        </a>
      </form>
    </Layout>
  )
}

/** An app asks without proof, or in another's name: nothing happens until the person presses the button. */
export function LogoutAskedPage({ params, context }: { params: LogoutAskedPageParams; context: PageContext }) {
  const { logout, logoutAsked } = messagesIn(context.language)
  const app = readable(params.app)
  return (
    <Layout language={context.language} title={logoutAsked.title(app)}>
      <h1>{logoutAsked.title(app)}</h1>
      <p>{(params.proved ? logoutAsked.named : logoutAsked.text)(app)}</p>
      <OpenApps apps={params.apps} context={context} />
      <form method="post" action={`${context.publicUrl}/logout`} class="actions">
        <input type="hidden" name="token" value={params.token} />
        <input type="hidden" name="request" value={params.request} />
        <button type="submit">{logout.signOut}</button>
        <a class="button quiet" href={`${context.publicUrl}/`}>
          {logout.stay}
        </a>
      </form>
    </Layout>
  )
}

/** Apps on our own site hear of the logout in frames; the page goes on by its script, else its refresh, or by its link. */
export function LoggingOutPage({ params, context }: { params: LoggingOutPageParams; context: PageContext }) {
  const { loggingOut } = messagesIn(context.language)
  const next = ownAddress(params.next, context.publicUrl)
  return (
    <Layout language={context.language} title={loggingOut.title} refreshWithoutScript={next}>
      <h1>{loggingOut.title}</h1>
      <p>{loggingOut.text}</p>
      {params.frames.map(({ app, url }) => (
        <iframe
          key={url}
          src={ownAddress(url, context.publicUrl)}
          title={readable(app)}
          width="1"
          height="1"
          tabIndex={-1}
          aria-hidden="true"
          class="told"
        />
      ))}
      <p class="actions">
        <a class="button" id="next" href={next}>
          {loggingOut.go}
        </a>
      </p>
      <script dangerouslySetInnerHTML={{ __html: goOnScript }} />
    </Layout>
  )
}

/** Tells what was ended, and what may still be open: first the one place that would let anyone in again. */
export function LoggedOutPage({ params, context }: { params: LoggedOutPageParams; context: PageContext }) {
  const { loggedOut } = messagesIn(context.language)
  return (
    <Layout language={context.language} title={loggedOut.title}>
      <h1>{loggedOut.title}</h1>
      <p>{loggedOut.text}</p>
      {(params.upstreams ?? []).map((upstream) => (
        <AtUpstream key={upstream.name} upstream={upstream} context={context} />
      ))}
      <Outcomes apps={params.apps} context={context} />
      <p class="soft">{loggedOut.close}</p>
    </Layout>
  )
}

type KnownUpstream = NonNullable<LoggedOutPageParams['upstreams']>[number]

function AtUpstream({ upstream, context }: { upstream: KnownUpstream; context: PageContext }) {
  const { loggedOut } = messagesIn(context.language)
  const link = safeLink(upstream.url)
  const name = readable(upstream.name)
  const place = upstream.host === undefined ? name : `${name} (${readable(upstream.host)})`
  return (
    <>
      <p>{(upstream.ended ? loggedOut.upstreamEnded : loggedOut.upstream)(place)}</p>
      {link === undefined ? null : (
        <p class="actions">
          <a class="button" href={link}>
            {loggedOut.atUpstream(name)}
          </a>
        </p>
      )}
    </>
  )
}

function Outcomes({ apps, context }: { apps: LoggedOutPageParams['apps']; context: PageContext }) {
  const { loggedOut } = messagesIn(context.language)
  if (apps.length === 0) return null
  return (
    <>
      <p>{loggedOut.list}</p>
      <ul class="outcomes">
        {apps.map(({ name, outcome, tryAgain }) => (
          <li key={name}>
            {appName(name, context.language)}: {loggedOut.outcomes[outcome]}
            {tryAgain === undefined ? null : (
              <a href={ownAddress(tryAgain, context.publicUrl)}>
                {loggedOut.tryAgain(appName(name, context.language))}
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function OpenApps({ apps, context }: { apps: readonly OpenApp[]; context: PageContext }) {
  const { logout } = messagesIn(context.language)
  return (
    <>
      <Apps intro={logout.apps} language={context.language} apps={apps.filter(({ told }) => told)} />
      <Apps intro={logout.notTold} language={context.language} apps={apps.filter(({ told }) => !told)} />
    </>
  )
}

interface AppsProps {
  readonly intro: string
  readonly apps: readonly OpenApp[]
  readonly language: Language
}

function Apps({ intro, apps, language }: AppsProps) {
  if (apps.length === 0) return null
  return (
    <>
      <p>{intro}</p>
      <ul class="apps">
        {apps.map(({ name }) => (
          <li key={name}>{appName(name, language)}</li>
        ))}
      </ul>
    </>
  )
}
