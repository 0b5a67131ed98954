/** Pages of the demo app that speaks OpenID Connect. */
import { renderPage } from './page.tsx'

/** What the app keeps of a login. */
export interface PortalSession {
  readonly claims: Readonly<Record<string, unknown>>
  readonly idToken: string
}

function LoginLinks() {
  return (
    <div class="actions">
      <a class="button primary" href="/login">
        Log in
      </a>
      <a class="button" href="/login?through=demo">
        Log in through the Demo OP
      </a>
      <a class="button" href="/login?through=demo-idp">
        Log in through the SAML identity provider
      </a>
    </div>
  )
}

/** Nobody is logged in here. */
export function portalWelcomePage(gateway: string): string {
  return renderPage(
    'portal',
    'Welcome to the demo portal',
    <>
      <p class="lead">
        This app speaks OpenID Connect and nothing else. Isthmus is its OpenID Provider, and asks whichever identity
        provider you choose: one that speaks OpenID Connect, or one that speaks SAML.
      </p>
      <LoginLinks />
      <section aria-labelledby="steps">
        <h2 id="steps">What happens when you log in</h2>
        <ol>
          <li>
            The portal sends your browser to <a href={`${gateway}/`}>Isthmus</a> with an authorization request.
          </li>
          <li>Isthmus asks the identity provider in its own protocol, and checks the answer.</li>
          <li>Isthmus sends you back here with a code; the portal gets an ID Token for it and asks for your claims.</li>
        </ol>
      </section>
    </>,
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** All that the app was told of the person. */
export function portalSessionPage({ claims }: PortalSession): string {
  return renderPage(
    'portal',
    typeof claims.name === 'string' ? `Hello, ${claims.name}` : 'You are logged in',
    <>
      <p class="lead">Isthmus logged you in. This is all that the portal was told.</p>
      <div class="actions">
        <a class="button primary" href="/logout">
          Log out
        </a>
      </div>
      <section aria-labelledby="claims">
        <h2 id="claims">Claims of the ID Token and of userinfo</h2>
        <dl data-testid="claims">
          {Object.entries(claims).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>
                <code>{textOf(value)}</code>
              </dd>
            </>
          ))}
        </dl>
      </section>
    </>,
  )
}

/** The login did not succeed: what the gateway said, or what this app found wrong. */
export function portalFailurePage(reason: string): string {
  return renderPage(
    'portal',
    'No login this time',
    <>
      <section class="problem">
        <h2>What the portal was told</h2>
        <p>{reason}</p>
      </section>
      <LoginLinks />
    </>,
  )
}

/** The portal's session has ended, and with it the gateway's. */
export function portalLoggedOutPage(): string {
  return renderPage(
    'portal',
    'You are logged out',
    <>
      <p class="lead">The portal asked Isthmus, and Isthmus ended its own session and told every other app.</p>
      <LoginLinks />
    </>,
  )
}
