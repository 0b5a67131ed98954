/** Pages of the demo OP: whom to be, who one is, and its errors. */
import { renderPage, type Side, submitScript } from './page.tsx'
import { type DemoUser, demoUsers } from './users.ts'

function groupsOf(user: DemoUser): string {
  return user.groups.length === 0 ? 'in no group' : `in ${user.groups.join(' and ')}`
}

/** One button for each person; each posts `user` to `action`. `current` is who is signed in already. */
export function loginPage(
  action: string,
  app: string,
  current: string | undefined,
  side: Extract<Side, 'op' | 'idp'> = 'op',
): string {
  return renderPage(
    side,
    'Who are you?',
    <>
      <p class="lead">
        {app} asks this identity provider who you are. It is a demo, so one click stands for password and second factor.
      </p>
      <form method="post" action={action}>
        <ul class="people">
          {demoUsers.map((user) => (
            <li key={user.login}>
              <button type="submit" name="user" value={user.login}>
                <span class="face" aria-hidden="true">
                  {user.givenName.charAt(0)}
                </span>
                <span>
                  {user.givenName} {user.familyName}
                  <small>
                    {user.login}, {groupsOf(user)}
                    {user.subject === current ? ' · signed in now' : ''}
                  </small>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <div class="actions">
          <button type="submit" name="user" value="">
            Cancel
          </button>
        </div>
      </form>
    </>,
  )
}

/** The OP's front page: who is signed in here, and the way out. */
export function statusPage(user: DemoUser | undefined, endSession: string): string {
  return renderPage(
    'op',
    user ? `Signed in as ${user.givenName} ${user.familyName}` : 'Nobody is signed in here',
    <>
      <p class="lead">
        This is the demo's OpenID Provider. It stands where Authelia, Keycloak or another one stands in real life.
      </p>
      {user && (
        <div class="actions">
          <a class="button" href={endSession}>
            Sign out here
          </a>
        </div>
      )}
    </>,
  )
}

/** Asks before the OP's own session ends (RP-Initiated Logout 2); `goesOn` presses the button by itself. */
export function signOutPage(action: string, xsrf: string, goesOn: boolean): string {
  return renderPage(
    'op',
    'Sign out of the demo OP?',
    <>
      <form class="actions" method="post" action={action}>
        <input type="hidden" name="xsrf" value={xsrf} />
        <button class="primary" type="submit" name="logout" value="yes">
          Sign out
        </button>
        <button type="submit">Stay signed in</button>
      </form>
      {goesOn && <script dangerouslySetInnerHTML={{ __html: submitScript }} />}
    </>,
  )
}

/** A refusal of the OP that can't go back to the one who asked. */
export function opErrorPage(error: string, description: string): string {
  return renderPage(
    'op',
    'The demo OP refuses',
    <section class="problem">
      <h2>{error}</h2>
      <p>{description}</p>
    </section>,
  )
}

/** Front page of the SAML identity provider. */
export function idpStatusPage(): string {
  return renderPage(
    'idp',
    'Demo SAML identity provider',
    <>
      <p class="lead">
        It stands where ADFS, Shibboleth or another one stands in real life. It keeps no session: every login asks who
        you are.
      </p>
      <div class="actions">
        <a class="button" href="/metadata">
          Its metadata
        </a>
      </div>
    </>,
  )
}

/** A refusal of the SAML identity provider. */
export function idpErrorPage(error: string, description: string): string {
  return renderPage(
    'idp',
    'The demo SAML IdP refuses',
    <section class="problem">
      <h2>{error}</h2>
      <p>{description}</p>
    </section>,
  )
}
