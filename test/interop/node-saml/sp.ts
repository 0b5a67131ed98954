/** A service provider on node-saml, with its own defaults but for what it signs with (it would take SHA-1). */
import { SAML } from '@node-saml/node-saml'
import { type Landing, type Library, type Sent, serve, settingFromArguments, type Wish } from '../node/web.ts'

const setting = settingFromArguments()

/** node-saml reads no IdP metadata: an operator copies these two from it by hand. */
async function identityProvider(binding: Wish['binding']): Promise<{ entryPoint: string; idpCert: string }> {
  const metadata = await setting.idpMetadata()
  const name = binding === 'post' ? 'HTTP-POST' : 'HTTP-Redirect'
  const service = [...metadata.matchAll(/<[\w:]*SingleSignOnService\b[^>]*>/g)].find(([tag]) =>
    tag.includes(`:${name}"`),
  )
  const entryPoint = /Location="([^"]*)"/.exec(service?.[0] ?? '')?.[1]
  const idpCert = /<[\w:]*X509Certificate>([^<]*)</.exec(metadata)?.[1]?.replace(/\s/g, '')
  if (entryPoint === undefined || idpCert === undefined) throw new Error(`no ${name} endpoint or no certificate`)
  return { entryPoint, idpCert }
}

async function saml(variant: string, wish?: Partial<Wish>): Promise<SAML> {
  const base = setting.base(variant)
  const known =
    wish === undefined ? { idpCert: setting.certificate } : await identityProvider(wish.binding ?? 'redirect')
  return new SAML({
    ...known,
    issuer: `${base}/metadata`,
    callbackUrl: `${base}/acs`,
    identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    decryptionPvk: setting.key,
    ...(variant.startsWith('signed-') ? { privateKey: setting.key, publicCert: setting.certificate } : {}),
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    ...(wish?.contexts === undefined || wish.contexts.length === 0 ? {} : { authnContext: [...wish.contexts] }),
    forceAuthn: wish?.forceAuthn ?? false,
    passive: wish?.isPassive ?? false,
  })
}

const library: Library = {
  async metadata(variant) {
    const signing = variant.startsWith('signed-') ? setting.certificate : null
    return (await saml(variant)).generateServiceProviderMetadata(setting.certificate, signing)
  },

  async login(variant, wish): Promise<Sent> {
    const provider = await saml(variant, wish)
    if (wish.binding === 'post') return { page: await provider.getAuthorizeFormAsync(wish.relayState) }
    return { redirect: await provider.getAuthorizeUrlAsync(wish.relayState, undefined, {}) }
  },

  async landing(variant, fields): Promise<Landing> {
    const provider = await saml(variant, {})
    const { profile } = await provider.validatePostResponseAsync({ ...fields })
    // Its way to say NoPassive, and only that: every other status is thrown.
    if (profile === null) throw new Error('NoPassive: nobody is signed in')
    const attributes = (profile.attributes ?? {}) as Readonly<Record<string, string | readonly string[]>>
    return {
      nameId: profile.nameID,
      nameIdFormat: profile.nameIDFormat,
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, [value].flat()])),
      sessionIndex: profile.sessionIndex ?? '',
      contextClass: /AuthnContextClassRef>([^<]*)</.exec(profile.getAssertionXml?.() ?? '')?.[1] ?? '',
    }
  },
}

serve(setting, library)
