/** Pages that a person hardly sees: they go on by themselves, and have a button for where that does not work. */
import type { PageReply, Reply } from '../core/http.ts'
import { isScriptScheme } from '../core/script-scheme.ts'
import { appName } from './app-name.ts'
import { submitScript } from './csp.ts'
import { Layout } from './layout.tsx'
import { readable } from './links.ts'
import type { Language } from './messages/language.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'

type FormPost = Extract<Reply, { kind: 'formPost' }>

/** Posts its fields to an app at once by its one script, else by its button. */
export function FormPostPage({ reply, language }: { reply: FormPost; language: Language }) {
  const { passage, loggingOut } = messagesIn(language)
  const title = reply.purpose === 'logout' ? loggingOut.title : passage.signingIn(readable(reply.app))
  return (
    <Layout language={language} title={title}>
      <form method="post" action={postTarget(reply.action)} class="late">
        <h1>{title}</h1>
        <p class="soft">{passage.pressIfNothing}</p>
        {Object.entries(reply.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p class="actions">
          <button type="submit">{passage.go}</button>
        </p>
      </form>
      <script dangerouslySetInnerHTML={{ __html: submitScript }} />
    </Layout>
  )
}

/**
 * Reply addresses are checked when metadata is read; anything that slips through must not become a script (attack 49).
 */
function postTarget(action: string): string {
  if (!/^https?:\/\//i.test(action)) throw new TypeError('a form to what is no http address')
  return action
}

type Continue = Extract<PageReply, { name: 'continue' }>['params']

/** Goes on to a GET of ours, which carries the cookies that a cross-site POST does not. */
export function ContinuePage({ params, context }: { params: Continue; context: PageContext }) {
  const { passage } = messagesIn(context.language)
  const title = params.app === undefined ? passage.oneMoment : passage.signingIn(appName(params.app, context.language))
  const location = ownAddress(params.location, context.publicUrl)
  return <GoOn language={context.language} title={title} location={location} />
}

/**
 * Replaces a redirect after a POST. Chromium holds the form's page to its form-action through all redirects that
 * follow, so one that leads to another site would leave the person on a button that does nothing.
 */
export function OnwardPage({ location, language }: { location: string; language: Language }) {
  return <GoOn language={language} title={messagesIn(language).passage.oneMoment} location={followable(location)} />
}

function GoOn({ language, title, location }: { language: Language; title: string; location: string }) {
  const { passage } = messagesIn(language)
  return (
    <Layout language={language} title={title} refresh={location}>
      <div class="late">
        <h1>{title}</h1>
        <p class="soft">{passage.pressIfNothing}</p>
        <p class="actions">
          <a class="button" href={location}>
            {passage.go}
          </a>
        </p>
      </div>
    </Layout>
  )
}

/** Where a redirect may lead: a path, or an address of any scheme that an app on a device may have. No script. */
function followable(location: string): string {
  if (/^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(location) && !isScriptScheme(location)) return location
  throw new TypeError('the address to go on to is not one that a browser may follow')
}

/**
 * Only our own addresses may be followed automatically (attack 100). A semicolon or quote would end the refresh's URL.
 */
export function ownAddress(location: string, publicUrl: string): string {
  const own = location.startsWith(`${publicUrl}/`) || /^\/(?![/\\])/.test(location)
  if (!own || !/^[\w\-.~:/?#[\]@!$&()*+,=%]+$/.test(location)) throw new TypeError('a page that goes on elsewhere')
  return location
}
