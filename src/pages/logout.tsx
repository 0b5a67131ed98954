/** Before and after signing out: what ends, and what does not. */
import type { LoggedOutPageParams, LogoutPageParams } from '../core/http.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './render.tsx'

/** Asks; its form posts the field `token` to /logout. */
export function LogoutPage({ params, context }: { params: LogoutPageParams; context: PageContext }) {
  const { logout } = messagesIn(context.language)
  return (
    <Layout language={context.language} title={logout.title}>
      <h1>{logout.title}</h1>
      <p>{logout.text}</p>
      {params.apps.length === 0 ? null : <p>{logout.apps}</p>}
      <Apps apps={params.apps} />
      <form method="post" action={`${context.publicUrl}/logout`} class="actions">
        <input type="hidden" name="token" value={params.token} />
        <button type="submit">{logout.signOut}</button>
        <a class="button quiet" href={`${context.publicUrl}/`}>
          {logout.stay}
        </a>
      </form>
    </Layout>
  )
}

/** Tells what was ended, and what may still be open. */
export function LoggedOutPage({ params, context }: { params: LoggedOutPageParams; context: PageContext }) {
  const { loggedOut } = messagesIn(context.language)
  const { upstream } = params
  const link = safeLink(upstream?.url)
  return (
    <Layout language={context.language} title={loggedOut.title}>
      <h1>{loggedOut.title}</h1>
      <p>{loggedOut.text}</p>
      {params.apps.length === 0 ? null : <p>{loggedOut.apps}</p>}
      <Apps apps={params.apps} />
      {upstream === undefined ? null : <p>{loggedOut.upstream(readable(upstream.name))}</p>}
      <p class="soft">{loggedOut.close}</p>
      {upstream === undefined || link === undefined ? null : (
        <p class="actions">
          <a class="button" href={link}>
            {loggedOut.atUpstream(readable(upstream.name))}
          </a>
        </p>
      )}
    </Layout>
  )
}

function Apps({ apps }: { apps: readonly string[] }) {
  if (apps.length === 0) return null
  return (
    <ul class="apps">
      {apps.map((app) => (
        <li key={app}>{readable(app)}</li>
      ))}
    </ul>
  )
}
