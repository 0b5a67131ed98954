/** The section `federations` as written → as resolved. */
import { splitFault } from '../core/said.ts'
import { checkSettings, resolveNaming } from './apps.ts'
import type { Config } from './config.ts'
import type { FederationConfig, FederationSource } from './federation.ts'
import { webUrlFault } from './formats.ts'
import { resolveSigners } from './metadata-source.ts'
import type { ConfigPath } from './problems.ts'
import { type AppSources, isRestricted } from './resolve-access.ts'
import type { FileConfig, FileSettings } from './schema.ts'
import type { FileFederation } from './schema-federations.ts'

/** All of them; those with an error are left out. */
export async function resolveFederations(
  { federations, defaults: fileDefaults }: FileConfig,
  defaults: Config['defaults'],
  sources: AppSources,
): Promise<readonly FederationConfig[]> {
  const resolved = Object.entries(federations).map(([name, one]) =>
    resolveFederation(name, one, defaults, fileDefaults, sources),
  )
  return (await Promise.all(resolved)).filter((one) => one !== undefined)
}

/** One federation, or undefined and at least one problem. */
async function resolveFederation(
  name: string,
  written: FileFederation,
  defaults: Config['defaults'],
  fileDefaults: FileSettings,
  sources: AppSources,
): Promise<FederationConfig | undefined> {
  const { problems } = sources
  const at = ['federations', name]
  checkSettings(written, at, sources)
  const source = await resolveSource(written, at, sources)
  const { signers } = await resolveSigners(written, at, sources)
  if (signers === undefined) {
    const cure = 'Write the `fingerprint` of the certificate that the federation announces, or name it as `certFile`.'
    problems.error('missing', at, 'Nothing says whose signature the metadata must have.', cure)
  }
  const { settings, nameId } = resolveNaming(written, at, defaults, fileDefaults, sources)
  if (source === undefined || signers === undefined) return undefined
  const line = problems.line(at)
  return {
    name,
    ...(line !== undefined && { line }),
    ...settings,
    source,
    signers,
    ...(written.filter !== undefined && { filter: written.filter }),
    ...(nameId !== undefined && { nameId }),
    restricted: isRestricted(written, sources),
  }
}

async function resolveSource(
  { metadata, mdq, caFile }: FileFederation,
  at: ConfigPath,
  { files, problems }: AppSources,
): Promise<FederationSource | undefined> {
  const ca = caFile && (await files.certificates(caFile, [...at, 'caFile']))
  if (metadata !== undefined && mdq !== undefined) {
    problems.error('value', [...at, 'mdq'], '`metadata` and `mdq` are both set.', 'Keep one of them.')
    return undefined
  }
  if (mdq !== undefined) return { kind: 'mdq', url: mdq.replace(/\/+$/, ''), ...(ca && { ca }) }
  if (metadata === undefined) {
    const cure = 'Write the address or file of the aggregate, or `mdq` with the base address of the service.'
    problems.error('missing', at, 'Neither `metadata` nor `mdq` is there.', cure)
    return undefined
  }
  if (!/^https?:/i.test(metadata)) return { kind: 'file', path: files.name(metadata) }
  const fault = webUrlFault(metadata)
  if (fault === undefined) return { kind: 'url', url: metadata, ...(ca && { ca }) }
  const { message, cure } = splitFault(fault)
  problems.error('value', [...at, 'metadata'], message, cure)
  return undefined
}
