/** A service provider on samlify. What its requests can't say by an option, its template for them does. */
import samlify from 'samlify'
import { type Landing, type Library, type Sent, serve, settingFromArguments, type Wish } from '../node/web.ts'

const { Constants, IdentityProvider, SamlLib, ServiceProvider, setSchemaValidator } = samlify

// It insists on a validator and brings none. The schemas are checked elsewhere, on every kind of message.
setSchemaValidator({ validate: async () => 'not validated' })

const setting = settingFromArguments()

function provider(variant: string) {
  const base = setting.base(variant)
  return ServiceProvider({
    entityID: `${base}/metadata`,
    authnRequestsSigned: variant.startsWith('signed-'),
    wantAssertionsSigned: true,
    wantMessageSigned: true,
    signingCert: setting.certificate,
    privateKey: setting.key,
    encryptCert: setting.certificate,
    encPrivateKey: setting.key,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    // Its default place is right for a Response only.
    signatureConfig: {
      prefix: 'ds',
      location: { reference: "/*[local-name(.)='AuthnRequest']/*[local-name(.)='Issuer']", action: 'after' },
    },
    nameIDFormat: [Constants.namespace.format.persistent],
    allowCreate: true,
    assertionConsumerService: [{ Binding: Constants.namespace.binding.post, Location: `${base}/acs` }],
  })
}

/** samlify signs only what the IdP's metadata wants signed, so an operator edits his copy of it. */
async function identityProvider(variant: string) {
  const metadata = (await setting.idpMetadata()).replace(
    /WantAuthnRequestsSigned="[^"]*"/,
    `WantAuthnRequestsSigned="${variant.startsWith('signed-')}"`,
  )
  return IdentityProvider({ metadata, isAssertionEncrypted: variant.endsWith('-encrypted') })
}

/** The library's own template with IsPassive and RequestedAuthnContext put in. */
function requestWith(wish: Wish, tags: Readonly<Record<string, string | boolean>>) {
  const contexts = wish.contexts.map((context) => `<saml:AuthnContextClassRef>${context}</saml:AuthnContextClassRef>`)
  const demand =
    contexts.length === 0
      ? ''
      : `<samlp:RequestedAuthnContext Comparison="exact">${contexts.join('')}</samlp:RequestedAuthnContext>`
  const template = SamlLib.defaultLoginRequestTemplate.context
    .replace('ForceAuthn="{ForceAuthn}"', `IsPassive="${wish.isPassive}"`)
    .replace(' AssertionConsumerServiceIndex="{AssertionConsumerServiceIndex}"', '')
    .replace('</samlp:AuthnRequest>', `${demand}</samlp:AuthnRequest>`)
  return SamlLib.replaceTagsByValue(template, tags)
}

const library: Library = {
  metadata: async (variant) => provider(variant).getMetadata(),

  async login(variant, wish): Promise<Sent> {
    const sp = provider(variant)
    const idp = await identityProvider(variant)
    const id = `_${crypto.randomUUID()}`
    const custom = wish.isPassive || wish.contexts.length > 0
    const created = sp.createLoginRequest(idp, wish.binding, {
      relayState: wish.relayState,
      ...(wish.forceAuthn && { forceAuthn: true }),
      ...(custom && {
        customTagReplacement: () => ({
          id,
          context: requestWith(wish, {
            ID: id,
            IssueInstant: new Date().toISOString(),
            Destination: String(idp.entityMeta.getSingleSignOnService(wish.binding)),
            ProtocolBinding: Constants.namespace.binding.post,
            AssertionConsumerServiceURL: `${setting.base(variant)}/acs`,
            Issuer: `${setting.base(variant)}/metadata`,
            NameIDFormat: Constants.namespace.format.persistent,
            AllowCreate: true,
          }),
        }),
      }),
    })
    if (!('entityEndpoint' in created)) return { redirect: created.context }
    const { entityEndpoint, context } = created
    return { form: { action: entityEndpoint, fields: { SAMLRequest: context, RelayState: wish.relayState } } }
  },

  async landing(variant, fields): Promise<Landing> {
    const idp = await identityProvider(variant)
    const { extract, samlContent } = await provider(variant).parseLoginResponse(idp, 'post', { body: { ...fields } })
    return {
      nameId: extract.nameID ?? '',
      nameIdFormat: /<[\w:]*NameID\b[^>]*Format="([^"]*)"/.exec(samlContent)?.[1] ?? '',
      attributes: Object.fromEntries(
        Object.entries(extract.attributes ?? {}).map(([name, value]) => [name, [value].flat()]),
      ),
      sessionIndex: String(extract.sessionIndex?.sessionIndex ?? ''),
      contextClass: String(extract.authnContextClassRef ?? ''),
    }
  },
}

serve(setting, library)
