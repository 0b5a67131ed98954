/** `nameId` as written → as resolved. */
import { said } from '../core/said.ts'
import { formatOfShortName, kindOfFormat } from '../saml/name-id-format.ts'
import type { NameIdConfig } from './config.ts'
import type { ConfigPath, Problems } from './problems.ts'
import type { FileSettings } from './schema.ts'

/** A name that we make, or one with a value from an expression; undefined and a problem where it is neither. */
export function resolveNameId(
  written: NonNullable<FileSettings['nameId']>,
  at: ConfigPath,
  problems: Problems,
): NameIdConfig | undefined {
  if (typeof written === 'string') return { kind: written, force: false }
  const { value, force = false } = written
  const format = formatOfShortName[written.format] ?? written.format
  const kind = kindOfFormat(format)
  if (!format.includes(':')) {
    const cure = said`Write one of ${Object.keys(formatOfShortName).join(', ')}, or the URI of a format.`
    problems.error('value', [...at, 'format'], said`${format} is not a NameID format.`, cure)
    return undefined
  }
  if (value === undefined) {
    if (kind) return { kind, force }
    problems.error('missing', at, 'This format needs a value.', 'Add `value` with an expression, as in claims.email.')
    return undefined
  }
  if (kind === 'transient') {
    problems.error('value', [...at, 'value'], 'A transient name is random and has no value.', 'Leave `value` out.')
    return undefined
  }
  return { kind: 'custom', format, value, force }
}

/** Whether two upstreams can never give two people the same name toward an app. */
export const isPairwise = ({ kind }: NameIdConfig): boolean => kind === 'persistent' || kind === 'transient'
