/** Our keys as administrators see them, and what an app's side has to enter. Never a key itself. */
import { createPublicKey, hash } from 'node:crypto'
import type { KeyInForce, OurSide } from '../admin/dependencies.ts'
import type { Config } from '../config/config.ts'
import type { KeySet, SigningKey, TokenKey } from '../keys/keys.ts'

export function keysInForce({ signing, nextSigning, decryption, nextDecryption, oidc }: KeySet): readonly KeyInForce[] {
  return [
    certified('SAML signing', 'current', signing),
    ...(nextSigning === undefined ? [] : [certified('SAML signing', 'next', nextSigning)]),
    ...(decryption === undefined ? [] : [certified('SAML decryption', 'current', decryption)]),
    ...(nextDecryption === undefined ? [] : [certified('SAML decryption', 'next', nextDecryption)]),
    ...(oidc === undefined
      ? []
      : [bare('OpenID Connect RS256', oidc.rsa[0]), bare('OpenID Connect ES256', oidc.ec[0])]),
  ]
}

function certified(use: string, state: KeyInForce['state'], { certificate }: SigningKey): KeyInForce {
  return {
    use,
    state,
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    certificate: certificate.toString(),
    since: Date.parse(certificate.validFrom),
    end: Date.parse(certificate.validTo),
  }
}

function bare(use: string, { privateKey }: TokenKey): KeyInForce {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return { use, state: 'current', fingerprint: hash('sha256', publicKey) }
}

export function ourSide({ entityId, issuer, publicUrl }: Config, { signing, nextSigning }: KeySet): OurSide {
  const certificates = [signing, nextSigning].flatMap((key) => (key === undefined ? [] : [key.certificate.toString()]))
  return {
    entityId,
    metadataUrl: `${publicUrl}/saml/metadata`,
    singleSignOnUrl: `${publicUrl}/saml/sso`,
    singleLogoutUrl: `${publicUrl}/saml/slo`,
    issuer,
    publicUrl,
    certificates,
  }
}
