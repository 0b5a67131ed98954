/** What an app is and what it will be told, in words for people. */
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
      { label: 'We send NameID', values: [`${willSend.nameId.kind} (${willSend.nameId.format})`] },
      { label: 'We sign', values: signedParts(willSend) },
      { label: 'We encrypt', values: [encryptionText(willSend)] },
      { label: 'We send attributes', values: willSend.attributes.map(attributeText) },
      { label: 'We tell it of a logout', values: willSend.logout.map(({ way, address }) => `${way}: ${address}`) },
    ]),
  }
}

function factsOf(description: AppDescription): Facts {
  const { entityId, assertionConsumerServices, singleLogoutServices, keys, nameIdFormats, requested } = description
  return [
    { label: 'entityID', values: [entityId] },
    { label: 'Reply addresses (ACS)', values: assertionConsumerServices.map(({ location }) => location) },
    { label: 'Logout addresses', values: singleLogoutServices.map(({ location }) => location) },
    { label: 'Keys', values: keys.map(keyText) },
    { label: 'NameID formats', values: [...nameIdFormats] },
    { label: 'It asks for attributes', values: requested.map(({ name }) => name) },
    { label: 'It signs its requests', values: [description.signsRequests ? 'yes' : 'no'] },
    ...(description.validUntil === undefined
      ? []
      : [{ label: 'Valid until', values: [new Date(description.validUntil).toISOString()] }]),
  ]
}

function keyText({ use, fingerprint, keyId, subject, bits, notAfter }: KeyFacts): string {
  const name = fingerprint === undefined ? keyId : `SHA-256 ${fingerprint}`
  const end = notAfter === undefined ? undefined : `until ${new Date(notAfter).toISOString().slice(0, 10)}`
  return [use, subject, bits === undefined ? undefined : `${bits} bits`, end, name]
    .filter((part) => part !== undefined)
    .join(', ')
}

function signedParts({ signs: { response, assertion, algorithm } }: WillSend): readonly string[] {
  const parts = [...(response ? ['Response'] : []), ...(assertion ? ['Assertion'] : [])]
  return [`${parts.join(' and ')} (${algorithm.replace(/^.*#/, '')})`]
}

function encryptionText({ encrypts }: WillSend): string {
  if (encrypts === undefined) return 'nothing'
  const name = (uri: string) => uri.replace(/^.*#/, '')
  return `the assertion, with ${name(encrypts.cipher)} and ${name(encrypts.keyTransport)}`
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
      { label: 'client_id', values: [clientId] },
      { label: 'Issuer', values: [publicUrl] },
      { label: 'Redirect URIs', values: [...redirectUris] },
      { label: 'It proves who it is by', values: [clientAuthentication] },
      { label: 'Grants', values: [...grants] },
      { label: 'PKCE', values: [pkce] },
      { label: 'We send sub', values: [sub.kind] },
      { label: 'We send claims', values: Object.entries(claims).map(([claim, value]) => `${claim} = ${value}`) },
    ]),
  }
}

const filled = (facts: Facts): Facts => facts.filter(({ values }) => values.length > 0)
