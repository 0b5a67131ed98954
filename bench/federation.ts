/** A federation of ten thousand entities: verified at the start, and a login of one of its service providers. */
import { createHash, sign } from 'node:crypto'
import { spKey } from '../test/fixtures/gateway.ts'
import { watchHolds } from './holds.ts'
import { openStage } from './login.ts'
import { type LoginBench, measure } from './rounds.ts'
import { proportionalSetSize, saidReady } from './start.ts'

export interface FederationBench {
  /** MB of the aggregate. */
  readonly size: number
  /** ms from ready to the word that its apps are in force. */
  readonly inForce: number
  /** MB: the most while it was verified, and what is left afterwards; undefined where the kernel does not tell. */
  readonly peak: number | undefined
  readonly memory: number | undefined
  /** ms of CPU: the longest that something held the loop from ready on, while it was verified and put in force. */
  readonly longestHold: number
  readonly login: LoginBench
}

const count = 10_000
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const ds = 'http://www.w3.org/2000/09/xmldsig#'
const app = 'https://app.bench.test'
const { privateKey, certificate } = spKey()
const base64 = certificate.replace(/-----[^-]*-----|\s/g, '')

const logo = 'x'.repeat(2_000)

/** In canonical form as it stands; some 7 kB, as in a real federation, every third an identity provider. */
function entity(name: string, acs: string, role: string): string {
  const certificates = `<md:KeyDescriptor><ds:KeyInfo xmlns:ds="${ds}"><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
  const named = ['en', 'de', 'fr', 'es', 'nl'].map(
    (language) => `<mdui:DisplayName xml:lang="${language}">${name}</mdui:DisplayName>`,
  )
  const ui = `<mdui:UIInfo xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui">${named.join('')}<mdui:Description xml:lang="en">${logo}</mdui:Description></mdui:UIInfo>`
  const services = ['HTTP-POST', 'HTTP-Artifact', 'HTTP-POST-SimpleSign', 'PAOS'].map(
    (binding, index) =>
      `<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${acs}${index === 0 ? '' : index}" index="${index}"></md:AssertionConsumerService>`,
  )
  return `<md:EntityDescriptor entityID="${name}"><md:Extensions><mdrpi:RegistrationInfo xmlns:mdrpi="urn:oasis:names:tc:SAML:metadata:rpi" registrationAuthority="https://federation.bench.test"></mdrpi:RegistrationInfo></md:Extensions><md:${role} protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:Extensions>${ui}</md:Extensions>${certificates}${certificates}${services.join('')}</md:${role}></md:EntityDescriptor>`
}

/** The document is written in canonical form, so its digest is that of its text without the signature. */
function aggregate(): string {
  const head =
    '<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_all" validUntil="2999-01-01T00:00:00Z">'
  const entities = Array.from({ length: count - 1 }, (_, at) =>
    entity(
      `https://sp${at}.load.test/metadata`,
      `https://sp${at}.load.test/acs`,
      at % 3 === 2 ? 'IDPSSODescriptor' : 'SPSSODescriptor',
    ),
  )
  const body = `${entities.join('\n')}\n${entity(`${app}/metadata`, `${app}/acs`, 'SPSSODescriptor')}</md:EntitiesDescriptor>`
  const digest = createHash('sha256').update(head).update(body).digest('base64')
  const info = (namespace: string) =>
    `<ds:SignedInfo${namespace}><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod><ds:Reference URI="#_all"><ds:Transforms><ds:Transform Algorithm="${ds}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${exclusive}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  const value = sign('sha256', Buffer.from(info(` xmlns:ds="${ds}"`)), privateKey).toString('base64')
  return `${head}<ds:Signature xmlns:ds="${ds}">${info('')}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>${body}`
}

/** One process, whose only apps are the federation's. */
export async function benchFederation(): Promise<FederationBench> {
  const text = aggregate()
  const files = { 'partners/all.xml': text, 'partners/federation.pem': certificate }
  const filter = 'registrationAuthority == "https://federation.bench.test"'
  const federations = { edu: { metadata: 'partners/all.xml', certFile: 'partners/federation.pem', filter } }
  const holds = watchHolds()
  const stage = await openStage({}, { more: { federations }, files, apps: {}, environment: holds.environment })
  try {
    const [gateway] = stage.gateways
    if (gateway === undefined) throw new Error('there is no gateway')
    await holds.longest(gateway.pid)
    let peak = 0
    while (!gateway.output().includes('federation in force')) {
      peak = Math.max(peak, ...proportionalSetSize(gateway.pid))
      if (Date.now() - gateway.began > 180_000) throw new Error('the federation is not in force after three minutes')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const inForce = Date.now() - saidReady(gateway.output())
    const longestHold = await holds.longest(gateway.pid)
    const login = await measure(stage, { count: 300, warmUp: 700 }, () => stage.login())
    const memory = proportionalSetSize(gateway.pid)[0]
    return { size: text.length / 2 ** 20, inForce, peak: peak || undefined, memory, longestHold, login }
  } finally {
    await stage.close()
    holds.remove()
  }
}
