/**
 * Endpoints in metadata (Metadata 2.2.2, 2.2.3). Which of them may later be posted or sent to is decided here, at
 * import.
 */
import { isLoopback } from '../core/loopback.ts'
import { unseenIn } from '../core/visible-text.ts'
import { binding, ns } from './constants.ts'
import type { IndexedEndpoint } from './identity-provider.ts'
import { asLeftOut, attempt, coded, MetadataFault, placed, strayFault, type Warn } from './metadata-fault.ts'
import { flagOf, readIndex } from './metadata-flags.ts'
import { malformed, quoted } from './refusal.ts'
import type { AssertionConsumerService, Endpoint } from './service-provider.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childrenOf } from './xml-values.ts'

/**
 * @returns the AssertionConsumerServices that can be used, in document order, whatever their binding
 * @throws GatewayError `malformed_request` where none can be used, or none of those for HTTP-POST
 */
export function readAssertionConsumerServices(role: XmlElement, warn: Warn): readonly AssertionConsumerService[] {
  const unusable: { readonly byPost: boolean; readonly fault: Error }[] = []
  const services = childrenOf(role, ns.md, 'AssertionConsumerService').flatMap((element) => {
    const byPost = attributeOf(element, 'Binding') === binding.post
    return (
      attempt(
        () => readAssertionConsumerService(element, warn),
        (fault) => {
          unusable.push({ byPost, fault })
          warn(`${fault.message}: left out`, asLeftOut(fault))
        },
        { at: element, topic: 'address' },
      ) ?? []
    )
  })
  const [first] = unusable.toSorted((one, other) => Number(other.byPost) - Number(one.byPost))
  const answerable = services.some((service) => service.binding === binding.post)
  if (first && (services.length === 0 || (first.byPost && !answerable))) throw first.fault
  if (services.length === 0) {
    const missing = () => coded(malformed('no AssertionConsumerService'), 'no-acs')
    const fault = strayFault(role, ns.md, 'AssertionConsumerService') ?? missing()
    throw placed(fault, { at: role, topic: 'address' })
  }
  if (!answerable) warnOfNoPost(services, role, warn)
  const indexes = services.flatMap(({ index }) => index ?? [])
  if (new Set(indexes).size < indexes.length)
    warn('two AssertionConsumerServices have the same index: the first is used', { at: role, code: 'index-twice' })
  return services
}

function readAssertionConsumerService(element: XmlElement, warn: Warn): AssertionConsumerService {
  const location = webAddress(element.localName, attributeOf(element, 'Location'), placing(warn, element))
  const index = readIndex(element, warn)
  const isDefault = flagOf(element, 'isDefault', warn)
  return {
    binding: bindingOf(element),
    location,
    ...(index !== undefined && { index }),
    ...(typeof isDefault === 'boolean' && { isDefault }),
  }
}

function warnOfNoPost(services: readonly AssertionConsumerService[], at: XmlElement, warn: Warn): void {
  const written = [...new Set(services.map((service) => service.binding))]
  const odd = written.filter((one) => !/^urn:/.test(one)).map(quoted)
  const hint = odd.length > 0 ? `; the Binding ${odd.join(', ')} is none, “${binding.post}” is` : ''
  const message = `no AssertionConsumerService takes HTTP-POST, so no login can be answered${hint}`
  const code = odd.length > 0 ? 'no-post-binding' : 'no-post'
  warn(message, { at, topic: 'unanswerable', code, values: { bindings: odd.join(', ') } })
}

/** The SingleLogoutServices that can be used: a login needs none of them. */
export const readSingleLogoutServices = (role: XmlElement, warn: Warn): readonly Endpoint[] =>
  readEndpoints(role, 'SingleLogoutService', warn)

/** The endpoints of one kind that can be used, whatever their binding. */
export function readEndpoints(role: XmlElement, kind: string, warn: Warn): readonly IndexedEndpoint[] {
  const leaveOut = (fault: Error) => warn(`${fault.message}: left out`, asLeftOut(fault))
  return childrenOf(role, ns.md, kind).flatMap((element) => {
    const place = { at: element, topic: 'address' } as const
    const address = (name: string) => webAddress(element.localName, attributeOf(element, name), placing(warn, element))
    const read = () => {
      const index = element.attributes.has('index') ? readIndex(element, warn) : undefined
      const endpoint = {
        binding: bindingOf(element),
        location: address('Location'),
        ...(index !== undefined && { index }),
      }
      if (attributeOf(element, 'ResponseLocation') === undefined) return endpoint
      const responseLocation = attempt(() => address('ResponseLocation'), leaveOut, place)
      return { ...endpoint, ...(responseLocation !== undefined && { responseLocation }) }
    }
    return attempt(read, leaveOut, place) ?? []
  })
}

/** Places what is said without a place at this element. */
const placing =
  (warn: Warn, at: XmlElement): Warn =>
  (warning, place) =>
    warn(warning, { at, ...place })

/**
 * Accepts an address that browsers may be sent to, exactly as it is written: http or https with a host, and nothing on
 * which URL parsers differ. A `javascript:` address would run in our origin (attack 49, CVE-2023-45683).
 *
 * @param what the endpoint's name, for the message
 * @throws GatewayError `malformed_request`
 */
export function webAddress(what: string, address: string | undefined, warn: Warn): string {
  if (address === undefined) throw coded(malformed(`the ${what} has no Location`), 'address-missing', { element: what })
  if (!/^https?:\/\/[^\s\\/?#@]+(?:[/?#][^\s\\]*)?$/i.test(address) || !URL.canParse(address)) {
    throw addressFault(what, address)
  }
  const { protocol, hostname } = new URL(address)
  if (protocol === 'http:' && !isLoopback(hostname))
    warn(`the ${what} ${quoted(address)} is not encrypted (http)`, {
      topic: 'unencrypted',
      code: 'address-unencrypted',
      values: { element: what, address: quoted(address) },
    })
  return address
}

function addressFault(what: string, address: string): MetadataFault {
  const fault = wordedFault(`the ${what} ${quoted(address)}`, address)
  const code = runsCode(address) ? 'address-script' : unseenIn(address).length > 0 ? 'address-hidden' : 'address-wrong'
  const values = { element: what, address: quoted(address), characters: unseenIn(address).join(', ') }
  return placed(fault, { code, values, ...(code === 'address-script' && { topic: 'script-address' as const }) })
}

function wordedFault(what: string, address: string): MetadataFault {
  const unseen = unseenIn(address)
  if (unseen.length > 0) {
    const cure = 'Type the address again, in the app or in the file: that character came with copying.'
    return new MetadataFault(`${what} has a character that can’t be seen (${unseen.join(', ')})`, cure)
  }
  const cure = 'Write it whole, with https:// and the host, in the app (its base URL, often) or in the file.'
  return new MetadataFault(`${what} is not an http or https address`, cure)
}

/** Whether a browser runs it instead of going there: white space and control characters in it count for nothing. */
const runsCode = (address: string): boolean =>
  /^(?:javascript|vbscript|livescript|data|blob|filesystem):/i.test(address.replace(/[\0-\x20]+/g, ''))

function bindingOf(element: XmlElement): string {
  const written = attributeOf(element, 'Binding')
  if (written === undefined) {
    const cure = `Write Binding="${binding.post}", or what the app takes there.`
    const fault = new MetadataFault(`the ${element.localName} has no Binding`, cure)
    throw coded(fault, 'binding-missing', { element: element.localName })
  }
  return written
}
