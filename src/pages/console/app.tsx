/** One app: its state, what is wrong with it, what to enter at its side. */
import { readable } from '../links.ts'
import { Facts } from './add.tsx'
import { StateTags } from './apps.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Copyable, Findings } from './parts.tsx'
import type { AppRow, AppView, OurSideView } from './views.ts'

export function AppPage({ view, place }: { view: AppView; place: Place }) {
  const { app: texts } = place.texts
  const { app } = view
  return (
    <ConsoleLayout place={place} title={readable(app.displayName)}>
      <AppHead app={app} place={place} />
      <Findings findings={view.findings} texts={place.texts} />
      <section aria-labelledby="enter">
        <h2 id="enter">{texts.enter.title}</h2>
        <p>{texts.enter.text}</p>
        <OurSide side={view.ourSide} protocol={view.protocol} place={place} />
      </section>
      <section aria-labelledby="known">
        <h2 id="known">{texts.known}</h2>
        <Facts facts={view.facts} />
      </section>
    </ConsoleLayout>
  )
}

/** Name, state and the pages of one app. */
export function AppHead({ app, place }: { app: AppRow; place: Place }) {
  return (
    <>
      <h1>
        <bdi>{readable(app.displayName)}</bdi>
      </h1>
      <p>
        <StateTags row={app} place={place} />
      </p>
      {app.file === undefined ? null : (
        <p class="strip">
          {place.texts.app.inFile(readable(app.line === undefined ? app.file : `${app.file}:${app.line}`))}
        </p>
      )}
    </>
  )
}

/** What to enter at the app's side. */
export function OurSide({ side, protocol, place }: { side: OurSideView; protocol: 'saml' | 'oidc'; place: Place }) {
  const { enter } = place.texts.app
  const values =
    protocol === 'oidc'
      ? [['issuer', enter.issuer, side.issuer]]
      : [
          ['metadata', enter.metadata, side.metadataUrl],
          ['entity', enter.entityId, side.entityId],
          ['sso', enter.singleSignOn, side.singleSignOnUrl],
          ['slo', enter.singleLogout, side.singleLogoutUrl],
          ['fingerprint', enter.fingerprint, side.fingerprint ?? ''],
        ]
  return (
    <>
      <dl class="facts">
        {values.map(([id = '', label, value = '']) =>
          value === '' ? null : (
            <>
              <dt>{label}</dt>
              <dd>
                <Copyable id={`our-${id}`} value={value} place={place} />
              </dd>
            </>
          ),
        )}
      </dl>
      {protocol === 'oidc' ? null : <Certificates side={side} place={place} />}
    </>
  )
}

function Certificates({ side, place }: { side: OurSideView; place: Place }) {
  const { enter } = place.texts.app
  return (
    <>
      {side.certificates.map((pem, index) => (
        <div key={pem}>
          <h3>{index === 0 ? enter.certificate : enter.nextCertificate}</h3>
          <pre id={`certificate-${index}`}>{pem}</pre>
          <p class="copyable">
            <button
              type="button"
              class="quiet copy"
              hidden
              data-copy={`certificate-${index}`}
              data-done={place.texts.frame.copied}
              aria-live="polite"
            >
              {place.texts.frame.copy}
            </button>
            <a
              class="button quiet small"
              href={`data:application/x-pem-file;base64,${Buffer.from(pem).toString('base64')}`}
              download={`isthmus-${index + 1}.pem`}
            >
              {enter.download}
            </a>
          </p>
        </div>
      ))}
    </>
  )
}
