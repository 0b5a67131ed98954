/**
 * SAML service provider: one identity provider behind the core's `Upstream` port.
 *
 *   begin      authn-request → the browser goes there, by Redirect or POST
 *   answer     receive (what a browser brings to /acs) → answer: signature, decryption, checks
 *   complete   checks of this login → subject, claims (claim-sets), scopes → authentication
 *   logout     slo/receive: its LogoutRequests, its answers to ours · slo/logout what we send
 *   error-status   what its errors mean to the app
 *   routes     our addresses and metadata · dependencies what it is given
 *
 * One is made for each snapshot of config, keys and registry: it holds nothing over a reload.
 */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import { GatewayError } from '../../core/errors.ts'
import type { HttpRequest } from '../../core/http.ts'
import type { LoginTransaction } from '../../core/login/transaction.ts'
import type { Upstream } from '../../core/ports/roles.ts'
import { randomToken } from '../../core/tokens.ts'
import type { SamlIdentityProvider } from '../../registry/identity-providers.ts'
import { type Opener, openerOf } from '../../saml/decrypt.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { isSuccessful } from '../../saml/response.ts'
import type { CanonicalXml } from '../../saml/xml-builder.ts'
import type { XmlElement } from '../../saml/xml-element.ts'
import { signXml } from '../../saml/xml-sign.ts'
import { decryptionOf, judgeAnswer, readAnswer } from './answer.ts'
import { artifactOf, messageOf } from './arrived-message.ts'
import { resolveArtifact } from './artifact.ts'
import { toAuthentication } from './authentication.ts'
import { reviveUpstreamState, sendRequest } from './authn-request.ts'
import type { Expected } from './checks.ts'
import { claimMaker, groupsLeftOut, groupsLeftOutCure } from './claims.ts'
import type { SamlUpstreamDependencies } from './dependencies.ts'
import { errorOf } from './error-status.ts'
import { pathsOf } from './paths.ts'
import { asRefusal, replayed } from './refusals.ts'
import { samlUpstreamLogout } from './slo/logout.ts'

export interface SamlUpstream extends Upstream {
  readonly config: SamlUpstreamConfig
  /** What its metadata says; undefined where there is none that can be used now. */
  readonly idp: SamlIdentityProvider | undefined
  /**
   * Judges an answer that nobody asked for, and uses it up.
   * @throws GatewayError upstream_invalid, upstream_unavailable
   */
  judgeUnsolicited(message: SamlMessage): Promise<void>
  /** Reads what is encrypted in a message that was authenticated. */
  opener(message: { readonly root: XmlElement; readonly text: string }): Opener
  /** Signs a message of ours. */
  sign(xml: CanonicalXml, id: string): CanonicalXml
}

/** The longest that an assertion is remembered, ms, whatever it says: no login waits that long. */
const longestMemory = 24 * 3600_000

/** An upstream of one snapshot. */
export function createSamlUpstream(config: SamlUpstreamConfig, deps: SamlUpstreamDependencies): SamlUpstream {
  const { name, displayName } = config
  const acs = deps.url(pathsOf(name).acs)
  const claimsOf = claimMaker(config)

  return {
    config,
    idp: deps.idp,
    name,
    displayName,
    canAskPassive: config.passive,
    contextTable: config.contexts,
    subjectNamespace: config.subjectNamespace,
    subjectFrom: config.subjectFrom,
    trustEmail: config.trustEmail,
    logout: samlUpstreamLogout(config, deps),
    judgeUnsolicited,
    opener: (message) => openerOf(message, decryptionOf(config, deps.keys)),
    sign: (xml, id) => signXml(xml, id, deps.keys.signing),
    ...(config.logoutUrl !== undefined && { logoutUrl: config.logoutUrl }),
    ...(config.domains !== undefined && { domains: config.domains }),
    async begin(id, request) {
      const { idp } = requireIdp(deps.idp, displayName)
      deps.audit.trace(id, 'upstream.request', { upstream: name, force: request.forceAuthn })
      return sendRequest(config, { idp, acs, key: deps.keys.signing, now: deps.now() }, id, request)
    },
    async complete(http, transaction) {
      const { idp } = requireIdp(deps.idp, displayName)
      try {
        const expected = expectedOf(http, transaction)
        const answer = readAnswer(await broughtBy(http), idp, config)
        if (!isSuccessful(answer.response) && answer.signed.assertion === undefined) {
          throw errorOf(answer.response, name)
        }
        const proof = judgeAnswer(answer, idp, config, deps.keys, expected)
        await claim(transaction.id, idp.entityId, proof.assertion.id, proof.usableUntil)
        const trace = (step: string, facts: Readonly<Record<string, string>>) =>
          deps.audit.trace(transaction.id, step, { upstream: name, ...facts })
        const known = toAuthentication(proof, idp, config, claimsOf, trace)
        if (groupsLeftOut(known.claims)) {
          trace('upstream.groups_left_out', {})
          deps.log.warn({ kind: 'upstream', upstream: name, transaction: transaction.id }, groupsLeftOutCure)
        }
        return known
      } catch (error) {
        throw asRefusal(error, config)
      }
    },
  }

  async function judgeUnsolicited(message: SamlMessage): Promise<void> {
    const { idp } = requireIdp(deps.idp, displayName)
    const { entityId } = config
    const expected = {
      idp: idp.entityId,
      entityId,
      acs,
      requestId: undefined,
      now: deps.now(),
      skew: deps.clockTolerance,
    }
    try {
      const proof = judgeAnswer(readAnswer(message, idp, config), idp, config, deps.keys, expected)
      await claim(randomToken(), idp.entityId, proof.assertion.id, proof.usableUntil)
    } catch (error) {
      throw asRefusal(error, config)
    }
  }

  /** What the browser brought, or what the artifact stands for that it brought. */
  async function broughtBy(http: HttpRequest): Promise<SamlMessage> {
    const artifact = config.artifact === 'never' ? undefined : artifactOf(http)
    return artifact === undefined
      ? messageOf(http)
      : resolveArtifact(artifact, requireIdp(deps.idp, displayName), config, deps)
  }

  function expectedOf(http: HttpRequest, transaction: LoginTransaction): Expected {
    const state = reviveUpstreamState(transaction.upstreamState)
    const { idp } = requireIdp(deps.idp, displayName)
    const here = transaction.upstream === name && http.path === pathsOf(name).acs
    if (!here || state.idp !== idp.entityId || state.entityId !== config.entityId || state.acs !== acs) {
      const cause = new Error(`sent by ${transaction.upstream} to ${state.idp}, came back to ${http.path}`)
      throw new GatewayError('upstream_invalid', `The answer does not belong to a login at ${displayName}.`, { cause })
    }
    const { requestId, entityId } = state
    return { idp: idp.entityId, entityId, acs, requestId, now: deps.now(), skew: deps.clockTolerance }
  }

  /** Once only, on all nodes (attack 35). */
  async function claim(id: string, idp: string, assertionId: string, until: number) {
    const ttl = Math.max(1, Math.min(longestMemory, until - deps.now()))
    if ((await deps.seen.claim(`assertion of ${idp}`, assertionId, id, ttl)) !== id) throw replayed()
  }
}

function requireIdp(idp: SamlIdentityProvider | undefined, displayName: string): SamlIdentityProvider {
  if (idp !== undefined) return idp
  throw new GatewayError('upstream_unavailable', `${displayName} cannot be reached at the moment.`, {
    cause: new Error('its metadata has not been read, or cannot be used: the log says why'),
  })
}
