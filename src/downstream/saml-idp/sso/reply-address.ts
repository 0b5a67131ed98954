/** Where the Response goes: only to an AssertionConsumerService of the SP's metadata (Core 3.4.1, Metadata 2.2.3). */
import { GatewayError } from '../../../core/errors.ts'
import { closestUrl, compareUrls } from '../../../core/url-difference.ts'
import { binding } from '../../../saml/constants.ts'
import type { AuthnRequest } from '../../../saml/messages.ts'
import type { AssertionConsumerService, ServiceProvider } from '../../../saml/service-provider.ts'

/**
 * The endpoint to answer at: by exact URL, by index, else the default one.
 * @throws GatewayError reply_address_unknown: a page shows what was received and what is registered; nothing is ever
 *   posted to an address that only the message names (attack 47)
 */
export function matchReplyAddress(request: AuthnRequest, sp: ServiceProvider): AssertionConsumerService {
  const spoken = sp.assertionConsumerServices.filter((acs) => acs.binding === binding.post)
  if (request.protocolBinding !== undefined && request.protocolBinding !== binding.post) {
    throw new GatewayError(
      'reply_address_unknown',
      'The application asks for its answer by another binding (ProtocolBinding) than HTTP-POST.',
      {
        facts: { received: request.protocolBinding, expected: binding.post },
      },
    )
  }
  if (spoken.length === 0) {
    throw new GatewayError('reply_address_unknown', 'The metadata has no address for answers by HTTP-POST.', {
      facts: { registered: sp.assertionConsumerServices.map((acs) => `${acs.location} (${acs.binding})`) },
    })
  }
  if (request.assertionConsumerServiceUrl !== undefined) {
    return byUrl(request.assertionConsumerServiceUrl, spoken, sp)
  }
  if (request.assertionConsumerServiceIndex !== undefined) {
    return byIndex(request.assertionConsumerServiceIndex, spoken, sp)
  }
  return defaultAmong(spoken)
}

/** Byte for byte: no normalisation of case, port or dots (attack 48). */
function byUrl(
  url: string,
  spoken: readonly AssertionConsumerService[],
  sp: ServiceProvider,
): AssertionConsumerService {
  const found = spoken.find((acs) => acs.location === url)
  if (found !== undefined) return found
  const registered = spoken.map((acs) => acs.location)
  const other = sp.assertionConsumerServices.find((acs) => acs.location === url)
  if (other !== undefined) {
    throw new GatewayError('reply_address_unknown', `That address is registered for ${other.binding} only.`, {
      facts: { received: url, registered },
    })
  }
  throw new GatewayError(
    'reply_address_unknown',
    'The application wants its answer at an address that is not registered.',
    {
      facts: { received: url, registered, ...differs(url, registered) },
    },
  )
}

function byIndex(
  index: number,
  spoken: readonly AssertionConsumerService[],
  sp: ServiceProvider,
): AssertionConsumerService {
  const found = spoken.find((acs) => acs.index === index)
  if (found !== undefined) return found
  const known = sp.assertionConsumerServices.map((acs) => `${acs.index ?? '–'}: ${acs.location} (${acs.binding})`)
  throw new GatewayError('reply_address_unknown', 'The application names its answer address by an unknown index.', {
    facts: { received: String(index), registered: known },
  })
}

/** Metadata 2.2.3: the first marked default, else the first not marked as non-default, else the first. */
function defaultAmong(spoken: readonly AssertionConsumerService[]): AssertionConsumerService {
  const chosen =
    spoken.find((acs) => acs.isDefault === true) ?? spoken.find((acs) => acs.isDefault === undefined) ?? spoken[0]
  if (chosen === undefined) throw new GatewayError('reply_address_unknown', 'The metadata has no address for answers.')
  return chosen
}

/** Longer ones are not compared: no hand-registered address is that long. */
const longest = 2048

/** How a received URL differs from the nearest registered one, in words for the log; the page shows both. */
function differs(url: string, registered: readonly string[]): { difference?: string } {
  const nearest = url.length > longest ? undefined : closestUrl(url, registered)
  return nearest === undefined ? {} : { difference: compareUrls(url, nearest).parts.join(', ') }
}
