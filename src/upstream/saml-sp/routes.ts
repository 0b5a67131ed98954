/** The SAML SP's addresses: each upstream has its own, so an answer for one can't be used at another. */
import { concerning, GatewayError } from '../../core/errors.ts'
import type { FrameOrigin, HttpRequest, Reply, Route } from '../../core/http.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import type { KeySet } from '../../keys/keys.ts'
import { refusedBySoap, soapMediaTypes } from '../../saml/soap.ts'
import { metadataReply } from './metadata.ts'
import { pathsOf } from './paths.ts'
import { answerGet, answerPost } from './receive.ts'
import { asSentBy } from './refusals.ts'
import { answerLogoutGet, answerLogoutPost } from './slo/receive.ts'
import type { SingleLogout } from './slo/single-logout.ts'
import type { SamlUpstream } from './upstream.ts'

/** Bytes of a form with a Response: encrypted ones with many groups are large. */
const maxBody = 256 * 1024
const maxLogout = 128 * 1024

/** `/saml/sp/<upstream>/metadata`, `/acs` and `/slo` of every SAML upstream. */
export function samlSpRoutes(
  hub: LoginDependencies,
  upstreams: Iterable<SamlUpstream>,
  { keys, skew }: { readonly keys: Pick<KeySet, 'signing' | 'nextSigning' | 'decryption'>; readonly skew: number },
): readonly Route[] {
  const byName = new Map([...upstreams].map((upstream) => [String(upstream.name), upstream]))
  const find = (name = ''): SamlUpstream => {
    const upstream = byName.get(name)
    if (upstream !== undefined) return upstream
    throw new GatewayError('malformed_request', 'There is no sign-in service with that name.', { status: 404 })
  }
  const answer =
    (step: (upstream: SamlUpstream, http: HttpRequest) => Promise<Reply>): Route['answer'] =>
    (http, { upstream }) =>
      step(find(upstream), http)
  const { metadata, acs } = pathsOf(':upstream')
  return [
    {
      method: 'GET',
      path: metadata,
      safe: true,
      answer: answer(async ({ config }) => metadataReply(hub, config, keys)),
    },
    { method: 'POST', path: acs, maxBody, answer: answer((upstream, http) => posted(hub, upstream, http)) },
    { method: 'GET', path: acs, answer: answer((upstream, http) => answerGet(hub, upstream, http)) },
    ...[...byName.values()].flatMap((upstream) => logoutRoutes({ hub, upstream, skew })),
  ]
}

/** A POST that is refused belongs to no login yet: the log still says at which upstream. */
const posted = (hub: LoginDependencies, upstream: SamlUpstream, http: HttpRequest): Promise<Reply> =>
  answerPost(hub, upstream, http).catch((error: unknown) => {
    throw concerning(upstream.name, asSentBy(upstream.name, error))
  })

/** An identity provider may load them in frames of its own page. */
function logoutRoutes(slo: SingleLogout): readonly Route[] {
  const { name, idp } = slo.upstream
  const [service] = idp?.idp.singleLogoutServices ?? []
  const common = { path: pathsOf(name).slo, ...(service && { framedBy: originOf(service.location) }) }
  const sent = (error: unknown): never => {
    throw asSentBy(name, error)
  }
  const accepts = ['application/x-www-form-urlencoded', ...soapMediaTypes]
  return [
    { method: 'GET', ...common, answer: (http) => answerLogoutGet(slo, http).catch(sent) },
    {
      method: 'POST',
      ...common,
      maxBody: maxLogout,
      accepts,
      refused: refusedBySoap,
      answer: (http) => answerLogoutPost(slo, http).catch(sent),
    },
  ]
}

/** Metadata has web addresses only. */
const originOf = (address: string): FrameOrigin => new URL(address).origin as `https://${string}`
