/** Who may use an app, as written → as resolved; the same for all protocols. */
import { upstreamName } from '../core/identifiers.ts'
import { type Sentence, said } from '../core/said.ts'
import type { AccessSettings } from './access.ts'
import type { ConfigFiles } from './files.ts'
import { parseDuration } from './formats.ts'
import type { ConfigPath, Problems } from './problems.ts'
import type { FileSettings } from './schema.ts'
import { suggest } from './suggest.ts'

export interface AppSources {
  readonly env: NodeJS.ProcessEnv
  readonly files: ConfigFiles
  readonly problems: Problems
  readonly secrets: 'read' | 'ignored'
  /** Names of all upstreams of the file, faulty ones too. */
  readonly upstreams: readonly string[]
  /** The subjectNamespace of each; of a faulty one it may be missing. */
  readonly namespaces: ReadonlyMap<string, string>
  /** Whether the metadata of the one app that is judged lies beside its settings. */
  readonly hasMetadata?: boolean
}

type FileAccess = Pick<
  FileSettings,
  'allow' | 'upstream' | 'maxAuthnAge' | 'strictAuthnContext' | 'onDenied' | 'consent' | 'disabled'
>

export const toList = <Item>(value: Item | readonly Item[]): readonly Item[] =>
  Array.isArray(value) ? value : [value as Item]

/** Whether the upstreams that an entry names are there. */
export function checkUpstreams({ upstream }: FileAccess, at: ConfigPath, { problems, upstreams }: AppSources): void {
  for (const name of toList(upstream ?? [])) {
    if (!upstreams.includes(name)) problems.error('reference', [...at, 'upstream'], ...unknownUpstream(name, upstreams))
  }
}

export function resolveAccess(written: FileAccess): AccessSettings {
  return {
    ...(written.allow !== undefined && { allow: written.allow }),
    ...(written.upstream !== undefined && { upstreams: toList(written.upstream).map(upstreamName) }),
    ...(written.maxAuthnAge !== undefined && { maxAuthnAge: parseDuration(written.maxAuthnAge) ?? 0 }),
    ...(written.disabled !== undefined && {
      disabledUntil: written.disabled === true ? Number.POSITIVE_INFINITY : Date.parse(written.disabled),
    }),
    strictAuthnContext: written.strictAuthnContext ?? false,
    onDenied: written.onDenied ?? 'app',
    consent: written.consent ?? 'requested',
  }
}

/** Whether the entry itself says who may use the app. */
export const isRestricted = ({ allow, upstream }: FileAccess, { upstreams }: AppSources): boolean =>
  allow !== undefined || (upstream !== undefined && upstreams.length > 1)

/** Message and cure for a name that no upstream has. */
export function unknownUpstream(name: string, upstreams: readonly string[]): [message: Sentence, cure: Sentence] {
  const near = suggest(name, upstreams)
  return [
    said`No upstream is called ${name}.`,
    near ? said`Did you mean ${near}?` : said`Known: ${upstreams.join(', ')}.`,
  ]
}
