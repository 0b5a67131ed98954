/** Our metadata toward one identity provider. */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import type { Reply } from '../../core/http.ts'
import type { KeySet } from '../../keys/keys.ts'
import { buildSpMetadata } from '../../saml/sp-metadata.ts'
import { pathsOf } from './paths.ts'

/** Signed where the operator wants it. */
export function metadataReply(
  { url }: { url(path: string): string },
  config: SamlUpstreamConfig,
  { signing, nextSigning, decryption }: Pick<KeySet, 'signing' | 'nextSigning' | 'decryption'>,
): Reply {
  const paths = pathsOf(config.name)
  const certificates = [signing, nextSigning].flatMap((key) => (key === undefined ? [] : [key.certificateBase64]))
  const encryption = config.encryptionKey ? decryption?.certificateBase64 : undefined
  const body = buildSpMetadata(
    {
      entityId: config.entityId,
      acs: url(paths.acs),
      singleLogoutUrl: url(paths.slo),
      byArtifact: config.artifact !== 'never',
      certificates,
      ...(encryption !== undefined && { encryption: { certificate: encryption, withCbc: config.allowCbc } }),
      signsRequests: config.signRequests,
      wantAssertionsSigned: config.wantAssertionsSigned,
      nameIdFormats: config.nameIdFormat === undefined ? [] : [config.nameIdFormat],
    },
    config.signMetadata ? signing : undefined,
  )
  return { kind: 'document', status: 200, type: 'application/samlmetadata+xml', body }
}
