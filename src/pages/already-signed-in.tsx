/** A login that was already completed: someone went back, or reloaded the callback. */
import type { PageReply } from '../core/http.ts'
import { appName } from './app-name.ts'
import { Layout } from './layout.tsx'
import { safeLink } from './links.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'

type AlreadySignedIn = Extract<PageReply, { name: 'alreadySignedIn' }>['params']

/** Says that all is well, and where to start again if it is not. */
export function AlreadyDonePage({ params, context }: { params: AlreadySignedIn; context: PageContext }) {
  const { alreadySignedIn } = messagesIn(context.language)
  const link = safeLink(params.url)
  const app = appName(params.app, context.language)
  return (
    <Layout language={context.language} title={alreadySignedIn.title}>
      <h1>{alreadySignedIn.title}</h1>
      <p>{alreadySignedIn.text(app)}</p>
      {link === undefined ? null : (
        <p class="actions">
          <a class="button" href={link}>
            {alreadySignedIn.startAgain(app)}
          </a>
        </p>
      )}
    </Layout>
  )
}
