/** An artifact (Bindings 3.6.4): it says nothing but whom to ask for the message. */
import { createHash } from 'node:crypto'
import { decodeBase64 } from '../saml/encoding.ts'
import { readKnown } from './inspect-keys.ts'
import type { Inspected } from './inspected.ts'

/** Octets: type code, index of the endpoint, SHA-1 of the entityID, and a handle. */
const length = 44

export async function inspectArtifact(artifact: string, config: string): Promise<Inspected> {
  const facts: Record<string, string> = {
    what: 'a reference to a message, which its receiver asks the sender for, once',
  }
  const octets = decodeBase64(artifact)
  if (octets?.length !== length || octets.readUInt16BE(0) !== 4)
    return {
      kind: 'saml-artifact',
      facts,
      problems: ['It is no artifact of SAML 2.0: 44 octets of type 4.'],
      text: artifact,
    }
  const source = octets.subarray(4, 24)
  facts.endpoint = `the ArtifactResolutionService with the index ${octets.readUInt16BE(2)}`
  facts.from =
    (await ownerOf(source, config)) ?? `${source.toString('hex')} (SHA-1 of an entityID), no upstream of ${config}`
  return { kind: 'saml-artifact', facts, problems: [], text: artifact }
}

async function ownerOf(source: Buffer, config: string): Promise<string | undefined> {
  const known = await readKnown(config)
  const found = [...(known?.registry.identityProviders ?? [])].find(([, { idp }]) =>
    createHash('sha1').update(idp.entityId).digest().equals(source),
  )
  return found === undefined ? undefined : `${found[1].idp.entityId} (upstreams.${found[0]})`
}
