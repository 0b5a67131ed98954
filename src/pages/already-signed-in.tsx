/** A login that was completed already: someone went back, or reloaded the callback. */
import type { PageReply } from '../core/http.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './render.tsx'

type AlreadyDone = Extract<PageReply, { name: 'alreadyDone' }>['params']

/** Says that all is well, and where to start again if it is not. */
export function AlreadyDonePage({ params, context }: { params: AlreadyDone; context: PageContext }) {
  const { alreadyDone } = messagesIn(context.language)
  const link = safeLink(params.url)
  const app = readable(params.app)
  return (
    <Layout language={context.language} title={alreadyDone.title}>
      <h1>{alreadyDone.title}</h1>
      <p>{alreadyDone.text(app)}</p>
      {link === undefined ? null : (
        <p class="actions">
          <a class="button" href={link}>
            {alreadyDone.startAgain(app)}
          </a>
        </p>
      )}
    </Layout>
  )
}
