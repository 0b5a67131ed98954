/** What the demo says of its second app, which a person registers by upload. */
import { renderPage } from './page.tsx'
import type { Parties } from './parties.ts'

/** The way, in four steps. */
function Steps({ gateway, second }: Parties) {
  return (
    <ol>
      <li>
        Save the <a href={`${second}/saml/metadata?as=file`}>metadata of the second app</a> as a file.
      </li>
      <li>
        Open the <a href={`${gateway}/admin`}>console of Isthmus</a> and sign in as Alice Archer, who is its
        administrator here.
      </li>
      <li>Choose "Add an app", choose the file, look at what Isthmus found in it, and give it a name.</li>
      <li>
        Open the <a href={`${second}/`}>second app</a> and log in.
      </li>
    </ol>
  )
}

export function UploadSection(parties: Parties) {
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">Register another app by upload</h2>
      <p>A second app runs too, but Isthmus does not know it yet. You can register it yourself:</p>
      <Steps {...parties} />
    </section>
  )
}

/** The second app, to somebody who is not logged in. */
export function strangerPage(parties: Parties): string {
  return renderPage(
    'app',
    'The second demo app',
    <>
      <p class="lead">Isthmus knows this app only after you have registered it. Until then a login here is refused.</p>
      <div class="actions">
        <a class="button primary" href="/login">
          Log in
        </a>
      </div>
      <section aria-labelledby="upload">
        <h2 id="upload">How to register it</h2>
        <Steps {...parties} />
      </section>
    </>,
  )
}
