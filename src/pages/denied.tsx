/** A person who is known but refused: who they are here, whom to ask, and the two ways to go on. */
import type { DeniedPageParams, Support } from '../core/http.ts'
import { appName } from './app-name.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import type { Messages } from './messages/catalogue.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'
import { SignedInAs } from './signed-in-as.tsx'

/** Its two forms carry no fields: the cookie of this refusal says whose they are. */
export function DeniedPage({ params, context }: { params: DeniedPageParams; context: PageContext }) {
  const { denied, errors, error } = messagesIn(context.language)
  const { title, text, next } = errors[params.code]
  const app = appName(params.app, context.language)
  return (
    <Layout language={context.language} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      <WhoAndWhere app={app} params={params} denied={denied} />
      <section class="next" aria-labelledby="next">
        <h2 id="next">{error.nextStep}</h2>
        {params.code === 'access_denied' ? (
          <>
            <Ask support={params.support ?? {}} denied={denied} />
            <p>{denied.orAnother}</p>
          </>
        ) : (
          <p>{next}</p>
        )}
      </section>
      <div class="actions">
        <Press action={params.another} label={denied.another} />
        <Press action={params.onward} label={error.backTo(app)} quiet />
      </div>
      <section class="report" aria-labelledby="report">
        <h2 id="report">{error.forAdministrator}</h2>
        <p class="soft">{error.giveThis}</p>
        <dl>
          <dt>{error.errorId}</dt>
          <dd class="id">{params.errorId}</dd>
        </dl>
      </section>
    </Layout>
  )
}

interface WhoProps {
  /** Fit to be shown. */
  readonly app: string
  readonly params: DeniedPageParams
  readonly denied: Messages['denied']
}

function WhoAndWhere({ app, params, denied }: WhoProps) {
  return (
    <dl>
      <dt>{denied.application}</dt>
      <dd>{app}</dd>
      <SignedInAs person={params.person} upstream={params.upstream} denied={denied} />
    </dl>
  )
}

function Press({ action, label, quiet }: { action: string; label: string; quiet?: boolean }) {
  return (
    <form method="post" action={action}>
      <button type="submit" class={quiet ? 'quiet' : undefined}>
        {label}
      </button>
    </form>
  )
}

/** By web page and by mail, whichever the operator set. */
function Ask({ support, denied }: { support: Support; denied: Messages['denied'] }) {
  const { name, email, url } = support
  const links = [
    safeLink(url),
    email === undefined ? undefined : `mailto:${encodeURIComponent(email).replace('%40', '@')}`,
  ]
  const texts = [url, email]
  const shown = links.flatMap((href, at) => (href === undefined ? [] : [{ href, text: texts[at] ?? href }]))
  return (
    <p>
      {name === undefined ? denied.askAdministrator : denied.ask(readable(name))}
      {shown.map(({ href, text }) => (
        <>
          {' '}
          <a href={href}>{readable(text)}</a>
        </>
      ))}
    </p>
  )
}
