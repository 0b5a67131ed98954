/** The page at publicUrl itself: who is signed in here, what they may open, and the upstream that this browser remembers. */
import type { HomePageParams } from '../core/home-page.ts'
import { appName } from './app-name.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import { consentTextsIn } from './messages/consent/messages.ts'
import type { HomeTexts } from './messages/home/catalogue.ts'
import { homeTextsIn } from './messages/home/messages.ts'
import type { Language } from './messages/language.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'

/** Its form posts the field `token` to publicUrl itself. */
export function HomePage({ params, context }: { params: HomePageParams; context: PageContext }) {
  const home = homeTextsIn(context.language)
  const { logout } = messagesIn(context.language)
  const signedIn = params.people.length > 0
  const title = signedIn ? home.signedIn : home.signedOut
  return (
    <Layout language={context.language} title={title}>
      <h1>{title}</h1>
      <Done done={params.done} context={context} />
      <People people={params.people} home={home} />
      <p>{signedIn ? home.signedInText : home.signedOutText}</p>
      <Apps apps={params.apps} language={context.language} />
      <Allowed allowed={params.allowed ?? []} context={context} />
      {signedIn ? (
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

function Done({ done, context: { language } }: { done: HomePageParams['done']; context: PageContext }) {
  if (done === undefined) return null
  return (
    <p class="done" role="status">
      {done === 'withdrawn' ? consentTextsIn(language).withdrawn : homeTextsIn(language).forgotten}
    </p>
  )
}

/** Its forms post the fields `withdraw` and `token` to publicUrl itself. */
function Allowed({ allowed, context }: { allowed: NonNullable<HomePageParams['allowed']>; context: PageContext }) {
  if (allowed.length === 0) return null
  const { given, withdraw } = consentTextsIn(context.language)
  return (
    <section aria-labelledby="allowed">
      <h2 id="allowed">{given}</h2>
      {allowed.map(({ name, app, token }) => (
        <form key={app} method="post" action={`${context.publicUrl}/`} class="actions">
          <input type="hidden" name="withdraw" value={app} />
          <input type="hidden" name="token" value={token} />
          <button type="submit" class="quiet">
            {withdraw(readable(name))}
          </button>
        </form>
      ))}
    </section>
  )
}

function People({ people, home }: { people: HomePageParams['people']; home: HomeTexts }) {
  const texts = people.map(({ name, upstream }) => {
    const at = readable(upstream)
    return name === undefined ? home.at(at) : home.as(readable(name), at)
  })
  if (texts.length < 2) return texts.map((text) => <p key={text}>{text}</p>)
  return (
    <ul class="apps">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

function Apps({ apps, language }: { apps: HomePageParams['apps']; language: Language }) {
  const links = apps.flatMap(({ name, url }) => {
    const href = safeLink(url)
    return href === undefined ? [] : [{ name, href }]
  })
  if (links.length === 0) return null
  return (
    <section aria-labelledby="apps">
      <h2 id="apps">{homeTextsIn(language).apps}</h2>
      <ul class="choices">
        {links.map(({ name, href }) => (
          <li key={href}>
            <a href={href}>{appName(name, language)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
