/**
 * What an app would be told about a person, by the functions that answer apps; the Response is signed with a key that
 * was made for previews, so that whoever sees it can't log in with it as that person.
 */
import { generateKeyPair, X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import type { AppInForce, PreviewDependencies, PreviewedAnswer } from '../admin/dependencies.ts'
import type { Config, UpstreamConfig } from '../config/config.ts'
import { randomBytes } from '../core/bytes.ts'
import { GatewayError } from '../core/errors.ts'
import { clientId, entityId, issuer, type JsonObject } from '../core/identifiers.ts'
import { loginRequest } from '../core/login/transaction.ts'
import { release } from '../core/policy/attributes.ts'
import { whyNoValue } from '../core/policy/evaluation-words.ts'
import type { Authentication, Identity, Release } from '../core/policy/identity.ts'
import type { Said } from '../core/said.ts'
import type { Session } from '../core/session/records.ts'
import { toClaims } from '../downstream/oidc-op/claims.ts'
import { createSamlDownstream } from '../downstream/saml-idp/downstream.ts'
import { toSamlAttributes } from '../downstream/saml-idp/sso/attributes.ts'
import { downstreamName } from '../downstream/saml-idp/sso/login-request.ts'
import { chooseNameId } from '../downstream/saml-idp/sso/name-id-policy.ts'
import { selfSignedCertificate } from '../keys/certificate.ts'
import type { KeySet, SigningKey } from '../keys/keys.ts'
import { pairwise } from '../keys/pairwise.ts'
import type { OidcApp, SamlApp } from '../registry/app.ts'
import type { Registry } from '../registry/registry.ts'
import { claimsOf } from '../upstream/oidc-rp/claims.ts'

interface Previewing {
  readonly config: Config
  readonly keys: KeySet
  readonly registry: Registry
  now(): number
}

type Left = (name: string, reason: string, says?: Said) => void

export function previewDependencies(given: Previewing): PreviewDependencies {
  const { upstreams } = given.config
  return {
    upstream: (name) => upstreams.find((one) => one.name === name),
    authentication: (name, claims) => {
      const upstream = upstreams.find((one) => one.name === name)
      if (upstream === undefined) throw new GatewayError('internal', 'There is no such upstream.')
      return authenticationOf(upstream, claims, given.now())
    },
    answer: (app, identity, authentication) => answerFor(given, app, identity, authentication),
  }
}

/** As its role would make it of an answer with these claims. */
function authenticationOf(upstream: UpstreamConfig, given: JsonObject, now: number): Authentication {
  const isOidc = upstream.protocol === 'oidc'
  const authority = isOidc ? upstream.issuer : upstream.name
  const { claims } = isOidc ? claimsOf(upstream.kind, { claims: given, inexact: [] }) : { claims: given }
  return {
    upstream: upstream.name,
    issuer: issuer(authority),
    subject: typeof claims.sub === 'string' ? claims.sub : '',
    claims,
    context: { amr: [], issuedAt: Math.floor(now / 1000), authenticatingAuthority: authority },
  }
}

async function answerFor(
  given: Previewing,
  { protocol, identifier }: AppInForce,
  identity: Identity,
  authentication: Authentication,
): Promise<PreviewedAnswer> {
  const leftOut: PreviewedAnswer['leftOut'][number][] = []
  const leave: Left = (name, reason, says = whyNoValue(reason)) => leftOut.push({ name, reason, says })
  if (protocol === 'oidc') {
    const app = await given.registry.client(clientId(identifier))
    if (app === undefined) throw new GatewayError('internal', 'This app is not in force.')
    return { ...tellClient(given, app, identity, leave), leftOut }
  }
  const app = await given.registry.serviceProvider(entityId(identifier))
  if (app === undefined) throw new GatewayError('internal', 'This app is not in force.')
  return { ...(await tellServiceProvider(given, app, identity, authentication, leave)), leftOut }
}

function tellClient(given: Previewing, app: OidcApp, identity: Identity, leave: Left) {
  const { sub } = app.settings
  const kind = sub.kind === 'expression' ? 'custom' : sub.kind === 'upstream' ? 'upstream' : 'persistent'
  const released = release(identity, app.policy, { subject: kind, contextClass: '' }, pairwise(given.keys), leave)
  const claims = toClaims(app, released)
  const token = { iss: given.config.publicUrl, aud: app.settings.clientId, sub: released.subject.value, ...claims }
  return {
    subject: { kind: sub.kind, value: released.subject.value },
    attributes: Object.entries(claims).map(([name, value]) => ({
      name,
      values: (Array.isArray(value) ? value : [value]).map((one) =>
        typeof one === 'string' ? one : JSON.stringify(one),
      ),
    })),
    message: { type: 'json' as const, text: JSON.stringify(token, null, 2) },
  }
}

async function tellServiceProvider(
  given: Previewing,
  app: SamlApp,
  identity: Identity,
  authentication: Authentication,
  leave: Left,
) {
  const nameId = chooseNameId({}, app)
  if ('unmet' in nameId) throw new GatewayError('subject_policy_unmet', nameId.unmet)
  const contextClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified'
  const released = release(identity, app.policy, { subject: nameId.kind, contextClass }, pairwise(given.keys), leave)
  return {
    subject: { ...nameId, value: released.subject.value },
    attributes: toSamlAttributes(released.attributes, app.attributeNames, leave).map(({ name, values }) => ({
      name,
      values: [...values],
    })),
    message: { type: 'xml' as const, text: await responseFor(given, app, released, authentication, nameId.format) },
  }
}

/** The Response itself; in the clear, also where the app gets it encrypted. */
async function responseFor(
  { config, now }: Previewing,
  app: SamlApp,
  released: Release,
  authentication: Authentication,
  nameIdFormat: string,
): Promise<string> {
  const acs = app.serviceProvider.assertionConsumerServices[0]?.location ?? ''
  const downstream = createSamlDownstream({
    entityId: config.entityId,
    publicUrl: config.publicUrl,
    apps: {
      serviceProvider: async () => ({ ...app, settings: { ...app.settings, encryptAssertions: false } }),
      isListed: () => true,
    },
    keys: { signing: await keyForPreviews() },
    outbound: config.outbound,
    outgoingSkew: config.clockSkew.outgoing,
    audit: { trace: () => {} },
    now,
  })
  const request = loginRequest({
    app: app.policy.app,
    downstream: downstreamName,
    arrival: 'preview',
    requestId: '_preview',
    replyTo: { acs, inResponseTo: '_preview', nameIdFormat },
    forceAuthn: false,
    isPassive: false,
    subject: released.subject.kind,
    startAgain: { app: app.policy.displayName },
  })
  const end = now() + config.session.lifetime
  const session: Session = { v: 2, authentication, createdAt: now(), end, verifiedAt: now(), browser: 'preview' }
  const { reply } = await downstream.respond(request, released, session, undefined)
  const fields = reply.kind === 'formPost' ? reply.fields : {}
  return Buffer.from(fields.SAMLResponse ?? '', 'base64').toString()
}

let forPreviews: Promise<SigningKey> | undefined

/** Made when it is first needed, and kept nowhere. */
function keyForPreviews(): Promise<SigningKey> {
  forPreviews ??= makeKey()
  return forPreviews
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const certificate = new X509Certificate(
    selfSignedCertificate({
      key: privateKey,
      commonName: 'a preview that no app accepts',
      serial: Buffer.from([1, ...randomBytes(15)]),
      notBefore: new Date(0),
      notAfter: new Date(86_400_000),
    }),
  )
  return { privateKey, certificate, certificateBase64: certificate.raw.toString('base64') }
}
