/** Metadata's bytes → service providers; what is large is read aside, in a thread of its own (reading-thread.ts). */
import { GatewayError } from '../core/errors.ts'
import { revived } from '../saml/kept-key.ts'
import { type MetadataReading, parseServiceProviders } from '../saml/metadata.ts'
import { MetadataFault, placed } from '../saml/metadata-fault.ts'
import { parseIdentityProviders } from '../saml/metadata-idp.ts'
import { decodeMetadata } from '../saml/metadata-text.ts'
import { type ParseAnswer, type ParseRequest, ReadingThread } from './reading-thread.ts'

/** How many bytes are parsed within some milliseconds; more would hold up every login. */
const largestHere = 128 * 1024

/**
 * Reads metadata.
 * @param aside reads what is small, for whoever reads thousands; else that is read in this thread
 * @throws GatewayError as {@link parseServiceProviders} does
 */
export async function parseMetadata(request: ParseRequest, aside?: ReadingThread): Promise<MetadataReading> {
  const isSmall = request.octets.length <= (request.signers === undefined ? largestHere : largestHere / 4)
  if (!isSmall) return taken(await answerAside(request))
  const answer = await aside?.answer(request).catch(() => undefined)
  return answer === undefined ? parseHere(request) : taken(answer)
}

/** @throws GatewayError */
function taken(answer: ParseAnswer): MetadataReading {
  if ('reading' in answer) return withKeys(answer.reading)
  const { code, message, status, cure, words } = answer
  if (cure !== undefined) throw placed(new MetadataFault(message, cure), words)
  throw new GatewayError(code, message, status === undefined ? {} : { status })
}

async function answerAside(request: ParseRequest): Promise<ParseAnswer> {
  const thread = new ReadingThread()
  try {
    return await thread.answer(request)
  } finally {
    await thread.close()
  }
}

/** What another thread has read, its keys made keys again. */
const withKeys = ({ serviceProviders, identityProviders, ...reading }: MetadataReading): MetadataReading => ({
  ...reading,
  serviceProviders: serviceProviders.map(revived),
  ...(identityProviders !== undefined && { identityProviders: identityProviders.map(revived) }),
})

/** Reads metadata in this thread. @throws GatewayError */
export function parseHere({ octets, now, signers, role }: ParseRequest): MetadataReading {
  const parse = role === 'identityProvider' ? parseIdentityProviders : parseServiceProviders
  return parse(typeof octets === 'string' ? octets : decodeMetadata(octets), { now, ...(signers && { signers }) })
}
