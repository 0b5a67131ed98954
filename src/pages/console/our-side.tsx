/** What to enter at an app's side: addresses, names and certificates, to be read, copied or downloaded. */
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import { Copyable, CopyButton } from './copy.tsx'
import type { OurSideView } from './rows.ts'

interface OurSideProps {
  readonly side: OurSideView
  readonly protocol: 'saml' | 'oidc'
  /** Of an app that speaks OpenID Connect. */
  readonly clientId?: string | undefined
  readonly texts: ConsoleMessages
}

/** What to enter at the app's side. */
export function OurSide({ side, protocol, clientId, texts }: OurSideProps) {
  const { enter } = texts.app
  const values =
    protocol === 'oidc'
      ? [
          ['client-id', texts.client.done.clientId, clientId],
          ['issuer', enter.issuer, side.issuer],
          ['discovery', texts.client.done.discovery, `${side.publicUrl}/.well-known/openid-configuration`],
        ]
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
        {values.map(([id = '', label = '', value = '']) =>
          value === '' ? null : (
            <>
              <dt>{label}</dt>
              <dd>
                <Copyable id={`our-${id}`} value={value} what={label} texts={texts} />
              </dd>
            </>
          ),
        )}
      </dl>
      {protocol === 'oidc' ? null : <Certificates side={side} texts={texts} />}
    </>
  )
}

function Certificates({ side, texts }: { side: OurSideView; texts: ConsoleMessages }) {
  const { enter } = texts.app
  const named = (index: number) => (index === 0 ? enter.certificate : enter.nextCertificate)
  return (
    <>
      {side.certificates.map((pem, index) => (
        <details key={pem}>
          <summary>{named(index)}</summary>
          <pre id={`certificate-${index}`}>{pem}</pre>
          <p class="copyable">
            <CopyButton of={`certificate-${index}`} what={named(index)} texts={texts} />
            <a
              class="button quiet small"
              aria-label={texts.frame.actOn(enter.download, named(index))}
              href={`data:application/x-pem-file;base64,${Buffer.from(pem).toString('base64')}`}
              download={`isthmus-${index + 1}.pem`}
            >
              {enter.download}
            </a>
          </p>
        </details>
      ))}
    </>
  )
}
