/** An app would be told who a person is, and they are asked whether it may be. */
import type { ConsentPageParams } from '../core/consent-page.ts'
import { Layout } from './layout.tsx'
import { readable } from './links.ts'
import type { ConsentTexts, ConsentWord } from './messages/consent/catalogue.ts'
import { consentTextsIn } from './messages/consent/messages.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'
import { SignedInAs } from './signed-in-as.tsx'

/** Kinds of subject, and claims (Core 5.1), by what people call them. */
const words: Readonly<Record<string, ConsentWord>> = {
  ...{ persistent: 'pseudonym', transient: 'pseudonym', upstream: 'account', custom: 'account' },
  ...{ name: 'name', given_name: 'name', family_name: 'name', middle_name: 'name', nickname: 'name' },
  ...{ preferred_username: 'username', email: 'email', email_verified: 'email', groups: 'groups' },
  ...{ phone_number: 'phone', phone_number_verified: 'phone', address: 'address', birthdate: 'birthdate' },
  ...{ gender: 'gender', picture: 'links', profile: 'links', website: 'links', locale: 'locale', zoneinfo: 'locale' },
  updated_at: 'updated',
}

/** Its two forms carry no fields: the cookie of this login says whose they are. */
export function ConsentPage({ params, context }: { params: ConsentPageParams; context: PageContext }) {
  const texts = consentTextsIn(context.language)
  const { denied } = messagesIn(context.language)
  const title = texts.title(readable(params.app))
  return (
    <Layout language={context.language} title={title}>
      <h1>{title}</h1>
      <p id="told">{texts.text}</p>
      <ToldList told={params.told} texts={texts} />
      <AllowedList allowed={params.allowed} texts={texts} />
      <dl>
        <SignedInAs person={params.person} upstream={params.upstream} denied={denied} />
      </dl>
      {params.remembered ? (
        <section class="next">
          <p>{texts.remembered}</p>
        </section>
      ) : null}
      <div class="actions">
        <form method="post" action={params.allow}>
          <button type="submit">{texts.allow}</button>
        </form>
        <form method="post" action={params.deny}>
          <button type="submit" class="quiet">
            {texts.deny}
          </button>
        </form>
      </div>
    </Layout>
  )
}

function ToldList({ told, texts }: { told: readonly string[]; texts: ConsentTexts }) {
  const known = told.flatMap((one) => (Object.hasOwn(words, one) ? [words[one] as ConsentWord] : []))
  const inOrder = (Object.keys(texts.words) as ConsentWord[]).filter((word) => known.includes(word))
  return (
    <ul class="apps" aria-labelledby="told">
      {inOrder.map((word) => (
        <li>{texts.words[word]}</li>
      ))}
      {told
        .filter((one) => !Object.hasOwn(words, one))
        .map((one) => (
          <li>
            {texts.other} <code>{readable(one)}</code>
          </li>
        ))}
    </ul>
  )
}

function AllowedList({ allowed, texts }: { allowed: readonly string[]; texts: ConsentTexts }) {
  if (allowed.length === 0) return null
  return (
    <>
      <p id="allowed">{texts.alsoAllowed}</p>
      <ul class="apps" aria-labelledby="allowed">
        {allowed.map((one) =>
          one === 'offline_access' ? (
            <li>{texts.offline}</li>
          ) : (
            <li>
              {texts.use} <code>{readable(one)}</code>
            </li>
          ),
        )}
      </ul>
    </>
  )
}
