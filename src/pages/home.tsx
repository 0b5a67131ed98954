/** The page at publicUrl itself: whether one is signed in here, and the upstream that this browser remembers. */
import type { HomePageParams } from '../core/http.ts'
import { Layout } from './layout.tsx'
import { readable } from './links.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './render.tsx'

/** Its form posts the field `token` to publicUrl itself. */
export function HomePage({ params, context }: { params: HomePageParams; context: PageContext }) {
  const { home, logout } = messagesIn(context.language)
  const title = params.signedIn ? home.signedIn : home.signedOut
  return (
    <Layout language={context.language} title={title}>
      <h1>{title}</h1>
      <p>{params.signedIn ? home.signedInText : home.signedOutText}</p>
      {params.signedIn ? (
        <p class="actions">
          <a class="button" href={`${context.publicUrl}/logout`}>
            {logout.signOut}
          </a>
        </p>
      ) : null}
      {params.remembered === undefined ? null : (
        <form method="post" action={`${context.publicUrl}/`} class="report">
          <p>{home.remembered(readable(params.remembered.name))}</p>
          <input type="hidden" name="token" value={params.remembered.token} />
          <button type="submit" class="quiet">
            {home.forget}
          </button>
        </form>
      )}
    </Layout>
  )
}
