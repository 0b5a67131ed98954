/** A service provider on node-saml, with its own defaults but for what it signs with (it would take SHA-1). */
import { type Profile, SAML } from '@node-saml/node-saml'
import {
  type Arrival,
  type Landing,
  type Library,
  type LogoutLibrary,
  type Sent,
  serve,
  settingFromArguments,
  type Wish,
} from '../node/web.ts'

const setting = settingFromArguments()

/** node-saml reads no IdP metadata: an operator copies these from it by hand. */
async function identityProvider(binding: Wish['binding']) {
  const metadata = await setting.idpMetadata()
  const name = binding === 'post' ? 'HTTP-POST' : 'HTTP-Redirect'
  const addressOf = (service: string) => {
    const tags = [...metadata.matchAll(new RegExp(`<[\\w:]*${service}\\b[^>]*>`, 'g'))].map(([tag]) => tag)
    return /Location="([^"]*)"/.exec(tags.find((tag) => tag.includes(`:${name}"`)) ?? '')?.[1]
  }
  const entryPoint = addressOf('SingleSignOnService')
  const logoutUrl = addressOf('SingleLogoutService')
  const idpCert = /<[\w:]*X509Certificate>([^<]*)</.exec(metadata)?.[1]?.replace(/\s/g, '')
  if (entryPoint === undefined || logoutUrl === undefined) throw new Error(`no ${name} endpoints`)
  if (idpCert === undefined) throw new Error('no certificate')
  return { entryPoint, logoutUrl, idpCert }
}

async function saml(variant: string, wish?: Partial<Wish>): Promise<SAML> {
  const base = setting.base(variant)
  const known =
    wish === undefined ? { idpCert: setting.certificate } : await identityProvider(wish.binding ?? 'redirect')
  return new SAML({
    ...known,
    issuer: `${base}/metadata`,
    callbackUrl: `${base}/acs`,
    logoutCallbackUrl: `${base}/slo`,
    identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    decryptionPvk: setting.key,
    ...(variant.startsWith('signed-') && { privateKey: setting.key, publicCert: setting.certificate }),
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    ...(wish?.contexts !== undefined && wish.contexts.length > 0 && { authnContext: [...wish.contexts] }),
    forceAuthn: wish?.forceAuthn ?? false,
    passive: wish?.isPassive ?? false,
  })
}

/** It takes logout by HTTP-Redirect too, but its metadata can't say so: an operator edits his copy. */
const toldByRedirect = (metadata: string) =>
  metadata.replace(/(<SingleLogoutService Binding="[^"]*:)HTTP-POST"/, '$1HTTP-Redirect"')

/** What it needs of a login to end it. */
const profileOf = ({ nameId, nameIdFormat, sessionIndex }: Landing): Profile => ({
  issuer: '',
  nameID: nameId,
  nameIDFormat: nameIdFormat,
  sessionIndex,
})

const read = async (provider: SAML, { binding, fields, query }: Arrival) =>
  binding === 'redirect'
    ? provider.validateRedirectAsync({ ...fields }, query)
    : provider.validatePostRequestAsync({ ...fields })

const logout: LogoutLibrary = {
  async begin(variant, landing, relayState) {
    return { redirect: await (await saml(variant, {})).getLogoutUrlAsync(profileOf(landing), relayState, {}) }
  },

  async request(variant, arrival) {
    const provider = await saml(variant, {})
    const { profile } = await read(provider, arrival)
    if (profile === null) throw new Error('no LogoutRequest')
    const { RelayState = '' } = arrival.fields
    return {
      named: { nameId: profile.nameID, sessionIndex: profile.sessionIndex ?? '' },
      answer: async () => ({ redirect: await provider.getLogoutResponseUrlAsync(profile, RelayState, {}, true) }),
    }
  },

  async response(variant, { binding, fields, query }) {
    const provider = await saml(variant, {})
    const { loggedOut } =
      binding === 'redirect'
        ? await provider.validateRedirectAsync({ ...fields }, query)
        : await provider.validatePostResponseAsync({ ...fields })
    if (!loggedOut) throw new Error('no LogoutResponse')
  },
}

const library: Library = {
  logout,

  async metadata(variant) {
    const signing = variant.startsWith('signed-') ? setting.certificate : null
    const metadata = (await saml(variant)).generateServiceProviderMetadata(setting.certificate, signing)
    return variant.endsWith('-encrypted') ? metadata : toldByRedirect(metadata)
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
