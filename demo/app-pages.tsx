/** Pages of the demo SAML app. */
import type { Profile } from '@node-saml/node-saml'
import { renderPage } from './page.tsx'
import type { Parties } from './parties.ts'
import { prettyXml } from './pretty-xml.ts'
import { UploadSection } from './second-app-pages.tsx'

/** What the app keeps of a login. */
export interface AppSession {
  readonly profile: Profile
  readonly attributes: readonly (readonly [name: string, values: readonly string[]])[]
  readonly assertion: string
}

function LoginLinks(props: { readonly first: string; readonly primary: boolean }) {
  return (
    <>
      <a class={props.primary ? 'button primary' : 'button'} href="/login">
        {props.first}
      </a>
      <a class="button" href="/login?as=another">
        Log in as another
      </a>
    </>
  )
}

function PartiesSection({ app, gateway, op, portal, idp }: Parties) {
  const parties = [
    ['This app', app, 'speaks SAML 2.0 and nothing else'],
    ['Demo portal', portal, 'a second app; it speaks OpenID Connect and nothing else'],
    ['Isthmus', gateway, 'speaks with each in its own protocol, so all four pairs work'],
    ['Demo OP', op, 'an OpenID Provider: it knows who you are, and speaks no SAML'],
    ['Demo SAML IdP', idp, 'a SAML identity provider: it knows you too, and speaks no OpenID Connect'],
  ] as const
  return (
    <section aria-labelledby="parties">
      <h2 id="parties">Five parties on this machine</h2>
      <dl>
        {parties.map(([name, address, role]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <a href={`${address}/`}>{address}</a>, {role}
            </dd>
          </>
        ))}
      </dl>
    </section>
  )
}

/** Nobody is logged in here. */
export function welcomePage(parties: Parties): string {
  return renderPage(
    'app',
    'Welcome to the demo app',
    <>
      <p class="lead">
        This app speaks SAML 2.0 and nothing else. Who you are is known to an OpenID Provider that speaks no SAML, and
        to a SAML identity provider. Isthmus stands between them.
      </p>
      <div class="actions">
        <LoginLinks first="Log in" primary={true} />
      </div>
      <section aria-labelledby="steps">
        <h2 id="steps">What happens when you log in</h2>
        <ol>
          <li>The app sends your browser to Isthmus with a signed SAML request.</li>
          <li>
            Isthmus asks which of the two you use, and sends you there with a request of its own. There you pick a
            person.
          </li>
          <li>You come back to Isthmus, which checks what is said of that person.</li>
          <li>Isthmus makes a signed SAML assertion of it and sends you back here. The app shows what it received.</li>
        </ol>
      </section>
      <UploadSection {...parties} />
      <PartiesSection {...parties} />
    </>,
  )
}

/** The app's session has ended, and with it the gateway's and the OP's, unless a problem is told. */
export function loggedOutPage(problem?: string): string {
  return renderPage(
    'app',
    'You are logged out',
    <>
      {problem === undefined ? (
        <p class="lead">
          The app asked Isthmus, and Isthmus ended its own session, told every other app, and signed you out at the Demo
          OP. The next login asks again who you are.
        </p>
      ) : (
        <section class="problem">
          <h2>Of this app; Isthmus did not confirm the rest</h2>
          <p>{problem}</p>
        </section>
      )}
      <div class="actions">
        <LoginLinks first="Log in" primary={true} />
      </div>
    </>,
  )
}

/** The login did not succeed: what the gateway said, or what this app found wrong. */
export function failurePage(reason: string): string {
  return renderPage(
    'app',
    'No login this time',
    <>
      <section class="problem">
        <h2>What the app was told</h2>
        <p>{reason}</p>
      </section>
      <div class="actions">
        <LoginLinks first="Try again" primary={true} />
      </div>
    </>,
  )
}

function greeting(session: AppSession): string {
  const name = session.attributes.find(([key]) => /^(displayName|name|cn|givenName|given_name)$/.test(key))?.[1][0]
  return name === undefined ? 'You are logged in' : `Hello, ${name}`
}

function NameIdSection({ profile }: AppSession) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Format', profile.nameIDFormat],
    ['NameQualifier', profile.nameQualifier],
    ['SPNameQualifier', profile.spNameQualifier],
    ['SessionIndex', profile.sessionIndex],
  ]
  return (
    <section aria-labelledby="name-id">
      <h2 id="name-id">NameID: what the app knows you by</h2>
      <dl>
        <dt>NameID</dt>
        <dd>
          <code data-testid="name-id">{profile.nameID}</code>
        </dd>
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </>
            ),
        )}
      </dl>
    </section>
  )
}

function AttributesSection({ attributes }: AppSession) {
  return (
    <section aria-labelledby="attributes">
      <h2 id="attributes">Attributes that it received</h2>
      {attributes.length === 0 && <p>None.</p>}
      <dl data-testid="attributes">
        {attributes.map(([name, values]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <ul>
                {values.map((value) => (
                  <li>{value}</li>
                ))}
              </ul>
            </dd>
          </>
        ))}
      </dl>
    </section>
  )
}

/** All that the app was told of the person. */
export function sessionPage(session: AppSession): string {
  return renderPage(
    'app',
    greeting(session),
    <>
      <p class="lead">Isthmus logged you in. This is all that the app was told.</p>
      <div class="actions">
        <form method="post" action="/logout">
          <button class="primary" type="submit">
            Log out
          </button>
        </form>
        <a class="button" href="/login?as=another">
          Log in again as another
        </a>
      </div>
      <NameIdSection {...session} />
      <AttributesSection {...session} />
      <details>
        <summary>The assertion, decoded</summary>
        <pre>
          {prettyXml(session.assertion).map(({ depth, text }) => (
            <span class={`d${Math.min(depth, 11)}`}>{text}</span>
          ))}
        </pre>
      </details>
    </>,
  )
}
