/** What this role will send to an app, before any login: chosen by the functions that answer logins and logouts. */
import type { SubjectKind } from '../../core/policy/identity.ts'
import type { SamlApp } from '../../registry/app.ts'
import type { WillSend } from '../../registry/examination.ts'
import { signatureAlgorithm } from '../../saml/constants.ts'
import { formatOfKind } from '../../saml/name-id-format.ts'
import { chooseEncryption } from '../../saml/xmlenc.ts'
import { logoutRoutes } from './slo/ways.ts'
import { chooseNameId } from './sso/name-id-policy.ts'
import { signedParts } from './sso/response.ts'

/** To a request that asks for nothing special. */
export function willSend(app: SamlApp, publicUrl: string): WillSend {
  const { settings, policy, attributeNames, serviceProvider } = app
  const nameId = chooseNameId({}, app)
  if ('unmet' in nameId) throw new Error('a request that asks for nothing can always be met')
  const { encryption } = serviceProvider
  return {
    nameId,
    signs: { ...signedParts(settings.sign), algorithm: signatureAlgorithm.rsaSha256 },
    ...(settings.encryptAssertions && encryption !== undefined && { encrypts: encrypts(encryption, settings) }),
    attributes: policy.attributes.map(({ name, value: { source } }) => {
      const naming = attributeNames.get(name)
      const { nameFormat = 'basic', friendlyName } = naming ?? {}
      return { name, nameFormat, value: source, ...(friendlyName !== undefined && { friendlyName }) }
    }),
    logout: logoutRoutes(app, publicUrl),
  }
}

function encrypts(
  { key, methods }: NonNullable<SamlApp['serviceProvider']['encryption']>,
  { encryption: set }: SamlApp['settings'],
): NonNullable<WillSend['encrypts']> {
  const { cipher, keyTransport } = chooseEncryption(methods, set)
  return { cipher: cipher.algorithm, keyTransport: keyTransport.algorithm, keyId: key.id }
}

/** What kind of name somebody gets, where a request asks for this kind or for none; undefined: it is refused. */
export function nameKindOf(app: SamlApp, asked?: SubjectKind): SubjectKind | undefined {
  const format = asked === undefined || asked === 'custom' || asked === 'upstream' ? undefined : formatOfKind[asked]
  const chosen = chooseNameId(format === undefined ? {} : { nameIdPolicy: { format } }, app)
  return 'unmet' in chosen ? undefined : chosen.kind
}
