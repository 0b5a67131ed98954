/** What an app is and what it will be told, in words for people. */
import type { FactWords } from '../admin/app-facts.ts'
import type { DescribedApp } from '../admin/dependencies.ts'
import type { Config } from '../config/config.ts'
import type { OidcAppConfig } from '../config/oidc-app.ts'
import type { AppDescription, WillSend } from '../registry/examination.ts'
import type { KeyFacts } from '../saml/metadata-details.ts'

type Facts = DescribedApp['facts']

export function describeServiceProvider(description: AppDescription): DescribedApp {
  const { entityId, displayName, willSend } = description
  return {
    displayName,
    protocol: 'saml',
    identifier: entityId,
    facts: filled([
      ...factsOf(description),
      { code: 'nameId', label: 'We send NameID', values: [`${willSend.nameId.kind} (${willSend.nameId.format})`] },
      { code: 'signs', label: 'We sign', ...said([signedParts(willSend)]) },
      { code: 'encrypts', label: 'We encrypt', ...said([encryptionText(willSend)]) },
      { code: 'attributes', label: 'We send attributes', values: willSend.attributes.map(attributeText) },
      {
        code: 'logout',
        label: 'We tell it of a logout',
        values: willSend.logout.map(({ way, address }) => `${way}: ${address}`),
      },
    ]),
  }
}

function factsOf(description: AppDescription): Facts {
  const { entityId, assertionConsumerServices, singleLogoutServices, keys, nameIdFormats, requested } = description
  return [
    { code: 'entityId', label: 'entityID', values: [entityId] },
    {
      code: 'replyAddresses',
      label: 'Reply addresses (ACS)',
      values: assertionConsumerServices.map(({ location }) => location),
    },
    {
      code: 'logoutAddresses',
      label: 'Logout addresses',
      values: singleLogoutServices.map(({ location }) => location),
    },
    { code: 'keys', label: 'Keys', ...said(keys.map(keyText)) },
    { code: 'nameIdFormats', label: 'NameID formats', values: [...nameIdFormats] },
    { code: 'requested', label: 'It asks for attributes', values: requested.map(({ name }) => name) },
    { code: 'signsRequests', label: 'It signs its requests', ...said([description.signsRequests ? yes : no]) },
    ...(description.validUntil === undefined
      ? []
      : [
          {
            code: 'validUntil' as const,
            label: 'Valid until',
            values: [new Date(description.validUntil).toISOString()],
          },
        ]),
  ]
}

/** A value in English; where it has words of ours, by code in other languages. */
interface Value {
  readonly text: string
  readonly word?: FactWords
}

const yes: Value = { text: 'yes', word: { code: 'yes' } }
const no: Value = { text: 'no', word: { code: 'no' } }
const nothing: Value = { text: 'nothing', word: { code: 'nothing' } }

const said = (values: readonly Value[]): Pick<Facts[number], 'values' | 'words'> => ({
  values: values.map(({ text }) => text),
  words: values.map(({ word }) => word),
})

function keyText({ use, fingerprint, keyId, subject, bits, notAfter }: KeyFacts): Value {
  const name = fingerprint === undefined ? keyId : `SHA-256 ${fingerprint}`
  const joined = (...parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join(', ')
  const before = joined(use, subject, bits === undefined ? undefined : `${bits} bits`)
  if (notAfter === undefined) return { text: joined(before, name) }
  const end = new Date(notAfter).toISOString().slice(0, 10)
  const text = joined(before, `until ${end}`, name)
  return name === undefined ? { text } : { text, word: { code: 'keyUntil', values: { before, end, after: name } } }
}

function signedParts({ signs: { response, assertion, algorithm: uri } }: WillSend): Value {
  const algorithm = uri.replace(/^.*#/, '')
  if (!response || !assertion) return { text: `${response ? 'Response' : 'Assertion'} (${algorithm})` }
  return { text: `Response and Assertion (${algorithm})`, word: { code: 'bothSigned', values: { algorithm } } }
}

function encryptionText({ encrypts }: WillSend): Value {
  if (encrypts === undefined) return nothing
  const name = (uri: string) => uri.replace(/^.*#/, '')
  const [cipher, transport] = [name(encrypts.cipher), name(encrypts.keyTransport)]
  const text = `the assertion, with ${cipher} and ${transport}`
  return { text, word: { code: 'assertionEncrypted', values: { cipher, transport } } }
}

const attributeText = ({ name, value, friendlyName }: WillSend['attributes'][number]): string =>
  `${friendlyName === undefined ? name : `${friendlyName} (${name})`} = ${value}`

export function describeClient(app: OidcAppConfig, { publicUrl }: Config): DescribedApp {
  const { clientId, displayName, name, redirectUris, clientAuthentication, grants, pkce, sub, claims } = app
  return {
    displayName: displayName ?? name,
    protocol: 'oidc',
    identifier: clientId,
    facts: filled([
      { code: 'clientId', label: 'client_id', values: [clientId] },
      { code: 'issuer', label: 'Issuer', values: [publicUrl] },
      { code: 'redirectUris', label: 'Redirect URIs', values: [...redirectUris] },
      { code: 'authenticates', label: 'It proves who it is by', values: [clientAuthentication] },
      { code: 'grants', label: 'Grants', values: [...grants] },
      { code: 'pkce', label: 'PKCE', values: [pkce] },
      { code: 'sub', label: 'We send sub', values: [sub.kind] },
      {
        code: 'claims',
        label: 'We send claims',
        values: Object.entries(claims).map(([claim, value]) => `${claim} = ${value}`),
      },
    ]),
  }
}

const filled = (facts: Facts): Facts => facts.filter(({ values }) => values.length > 0)
