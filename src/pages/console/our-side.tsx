/** What to enter at an app's side: addresses, names and certificates, to be read, copied or downloaded. */
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import { Copyable, CopyButton } from './copy.tsx'
import type { OurSideView } from './rows.ts'

interface OurSideProps {
  readonly side: OurSideView
  readonly protocol: 'saml' | 'oidc'
  readonly texts: ConsoleMessages
}

/** What to enter at the app's side. */
export function OurSide({ side, protocol, texts }: OurSideProps) {
  const { enter } = texts.app
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
                <Copyable id={`our-${id}`} value={value} texts={texts} />
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
  return (
    <>
      {side.certificates.map((pem, index) => (
        <details key={pem}>
          <summary>{index === 0 ? enter.certificate : enter.nextCertificate}</summary>
          <pre id={`certificate-${index}`}>{pem}</pre>
          <p class="copyable">
            <CopyButton of={`certificate-${index}`} texts={texts} />
            <a
              class="button quiet small"
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
