/** Endpoints in metadata (Metadata 2.2.2, 2.2.3). What is posted or sent to them later is decided here, at import. */
import { isLoopback } from '../core/loopback.ts'
import { ns } from './constants.ts'
import type { Warn } from './metadata-keys.ts'
import { malformed, quoted } from './refusal.ts'
import type { AssertionConsumerService, Endpoint } from './service-provider.ts'
import type { XmlElement } from './xml.ts'
import { attributeOf, booleanOf, childrenOf, indexOf } from './xml-values.ts'

/**
 * @returns the AssertionConsumerServices in document order, whatever their binding
 * @throws GatewayError `malformed_request` where one can't be used safely
 */
export function readAssertionConsumerServices(role: XmlElement, warn: Warn): readonly AssertionConsumerService[] {
  const services = childrenOf(role, ns.md, 'AssertionConsumerService').map((element) => {
    const index = indexOf(element, 'index')
    const isDefault = booleanOf(element, 'isDefault')
    return {
      binding: bindingOf(element),
      location: webAddress(element.localName, attributeOf(element, 'Location'), warn),
      ...(index !== undefined && { index }),
      ...(isDefault !== undefined && { isDefault }),
    }
  })
  const indexes = services.flatMap(({ index }) => index ?? [])
  if (new Set(indexes).size < indexes.length)
    warn('two AssertionConsumerServices have the same index: the first is used')
  return services
}

/** @throws GatewayError `malformed_request` where one can't be used safely */
export function readSingleLogoutServices(role: XmlElement, warn: Warn): readonly Endpoint[] {
  return childrenOf(role, ns.md, 'SingleLogoutService').map((element) => {
    const response = attributeOf(element, 'ResponseLocation')
    return {
      binding: bindingOf(element),
      location: webAddress(element.localName, attributeOf(element, 'Location'), warn),
      ...(response !== undefined && { responseLocation: webAddress(element.localName, response, warn) }),
    }
  })
}

/**
 * Takes an address that browsers may be sent to, exactly as it is written: http or https with a host, and nothing in
 * which URL parsers differ. A `javascript:` address would run in our origin (attack 49, CVE-2023-45683).
 *
 * @param what the endpoint's name, for the message
 * @throws GatewayError `malformed_request`
 */
export function webAddress(what: string, address: string | undefined, warn: Warn): string {
  if (address === undefined) throw malformed(`the ${what} has no Location`)
  if (!/^https?:\/\/[^\s\\/?#@]+(?:[/?#][^\s\\]*)?$/i.test(address) || !URL.canParse(address)) {
    throw malformed(`the ${what} ${quoted(address)} is not an http or https address`)
  }
  const { protocol, hostname } = new URL(address)
  if (protocol === 'http:' && !isLoopback(hostname)) warn(`the ${what} ${quoted(address)} is not encrypted (http)`)
  return address
}

function bindingOf(element: XmlElement): string {
  const binding = attributeOf(element, 'Binding')
  if (binding === undefined) throw malformed(`the ${element.localName} has no Binding`)
  return binding
}
