/** Where an app's metadata comes from, as written → as resolved. */
import { X509Certificate } from 'node:crypto'
import { entityId } from '../core/identifiers.ts'
import { said, splitFault } from '../core/said.ts'
import type { MetadataSource, PinnedSigners } from './config.ts'
import type { ConfigFiles } from './files.ts'
import { webUrlFault } from './formats.ts'
import type { ConfigPath, Problems } from './problems.ts'
import type { FileSamlApp } from './schema-apps.ts'

interface Sources {
  readonly files: ConfigFiles
  readonly problems: Problems
  readonly hasMetadata?: boolean
}

const toList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

/** The place of an app's metadata, or what replaces it; undefined and at least one problem. */
export async function resolveMetadata(
  written: FileSamlApp,
  at: ConfigPath,
  sources: Sources,
): Promise<MetadataSource | undefined> {
  const { problems, hasMetadata = false } = sources
  if (written.metadata === undefined && !hasMetadata) return resolveInline(written, at, sources)
  for (const key of ['acs', 'certificates'] as const) {
    if (written[key] === undefined) continue
    problems.error(
      'value',
      [...at, key],
      said`\`${key}\` is in the metadata already.`,
      said`Remove \`${key}\` or \`metadata\`.`,
    )
  }
  const { metadata } = written
  if (metadata === undefined) return { kind: 'beside', ...(await resolveSigners(written, at, sources)) }
  if (hasMetadata) {
    const message = 'The metadata lies beside the settings already.'
    problems.error('value', [...at, 'metadata'], message, 'Remove `metadata`, or the metadata itself.')
    return undefined
  }
  return resolvePlace({ ...written, metadata }, at, sources)
}

type WrittenPlace = Pick<FileSamlApp, 'caFile' | 'fingerprint' | 'certFile' | 'keys'> & { readonly metadata: string }

/** A file or an address, with whose signature it must have; undefined and at least one problem. */
export async function resolvePlace(
  written: WrittenPlace,
  at: ConfigPath,
  sources: Sources,
): Promise<Extract<MetadataSource, { readonly kind: 'file' | 'url' }> | undefined> {
  const { problems, files } = sources
  const pinned = await resolveSigners(written, at, sources)
  if (!/^https?:/i.test(written.metadata)) {
    if (written.keys === 'follow') {
      const message = 'A file has no new keys but those that somebody puts into it.'
      problems.error('value', [...at, 'keys'], message, 'Remove `keys`, or name the address of the metadata.')
    }
    return { kind: 'file', path: files.name(written.metadata), ...pinned }
  }
  const fault = webUrlFault(written.metadata)
  if (fault !== undefined) {
    const { message, cure } = splitFault(fault)
    problems.error('value', [...at, 'metadata'], message, cure)
    return undefined
  }
  const ca = written.caFile && (await files.certificates(written.caFile, [...at, 'caFile']))
  return { kind: 'url', url: written.metadata, ...(ca && { ca }), ...pinned, ...followed(written, at, problems) }
}

/** Where nothing vouches for the metadata, whoever serves the address then decides whose signatures count. */
function followed(
  { keys, fingerprint, certFile }: WrittenPlace,
  at: ConfigPath,
  problems: Problems,
): { readonly keys?: 'follow' } {
  if (keys !== 'follow') return {}
  if (fingerprint === undefined && certFile === undefined) {
    const message = 'New keys in the metadata apply unseen: whoever serves the address decides which signatures count.'
    problems.warn(
      'weak',
      [...at, 'keys'],
      message,
      'Remove `keys`, or pin the metadata with `fingerprint` or `certFile`.',
    )
  }
  return { keys }
}

export async function resolveSigners(
  { fingerprint, certFile }: Pick<FileSamlApp, 'fingerprint' | 'certFile'>,
  at: ConfigPath,
  { files, problems }: Sources,
): Promise<{ readonly signers?: PinnedSigners }> {
  if (fingerprint === undefined && certFile === undefined) return {}
  const certificates: string[] = []
  for (const path of toList(certFile ?? [])) {
    const pem = await files.certificates(path, [...at, 'certFile'])
    if (pem !== undefined) certificates.push(...readCertificates(pem, path, [...at, 'certFile'], problems))
  }
  const fingerprints = toList(fingerprint ?? []).map((text) => text.replaceAll(/[:\s]/g, '').toLowerCase())
  return { signers: { certificates, fingerprints } }
}

async function resolveInline(
  written: FileSamlApp,
  at: ConfigPath,
  { files, problems }: Sources,
): Promise<MetadataSource | undefined> {
  const { entityId: id, acs } = written
  for (const key of ['fingerprint', 'certFile'] as const) {
    if (written[key] === undefined) continue
    const cure = said`Remove \`${key}\`, or name the metadata that must be signed.`
    problems.error('value', [...at, key], 'There is no metadata here whose signature it could verify.', cure)
  }
  if (id === undefined || acs === undefined) {
    if (['metadata', 'entityId', 'acs'].some((key) => problems.has([...at, key]))) return undefined
    const missing = id === undefined && acs === undefined ? 'metadata' : id === undefined ? 'entityId' : 'acs'
    const cure = 'Name its metadata (a file or an address), or write `entityId` and `acs` here.'
    problems.error('missing', at, said`\`${missing}\` is missing.`, cure)
    return undefined
  }
  const certificates: string[] = []
  for (const path of toList(written.certificates ?? [])) {
    const pem = await files.certificates(path, [...at, 'certificates'])
    if (pem !== undefined) certificates.push(...readCertificates(pem, path, [...at, 'certificates'], problems))
  }
  return { kind: 'inline', entityId: entityId(id), acs: toList(acs), certificates }
}

function readCertificates(pem: string, path: string, at: ConfigPath, problems: Problems): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  return blocks.filter((block) => {
    try {
      return new X509Certificate(block) !== undefined
    } catch {
      problems.error(
        'file',
        at,
        said`${path} holds a certificate that can't be read.`,
        'Export it from the app again, as PEM.',
      )
      return false
    }
  })
}
