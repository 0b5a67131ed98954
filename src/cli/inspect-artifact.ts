/** An artifact (Bindings 3.6.4): it says nothing but whom to ask for the message. */
import { partsOf, sourceIdOf } from '../saml/artifact.ts'
import { readKnown } from './inspect-keys.ts'
import type { Inspected } from './inspected.ts'

export async function inspectArtifact(artifact: string, config: string): Promise<Inspected> {
  const facts: Record<string, string> = {
    what: 'a reference to a message, which its receiver asks the sender for, once',
  }
  const parts = partsOf(artifact)
  if (parts === undefined)
    return {
      kind: 'saml-artifact',
      facts,
      problems: ['It is no artifact of SAML 2.0: 44 octets of type 4.'],
      text: artifact,
    }
  const { source, index } = parts
  facts.endpoint = `the ArtifactResolutionService with the index ${index}`
  facts.from =
    (await ownerOf(source, config)) ?? `${source.toString('hex')} (SHA-1 of an entityID), no upstream of ${config}`
  return { kind: 'saml-artifact', facts, problems: [], text: artifact }
}

async function ownerOf(source: Buffer, config: string): Promise<string | undefined> {
  const known = await readKnown(config)
  const found = [...(known?.registry.identityProviders ?? [])].find(([, { idp }]) =>
    sourceIdOf(idp.entityId).equals(source),
  )
  return found === undefined ? undefined : `${found[1].idp.entityId} (upstreams.${found[0]})`
}
