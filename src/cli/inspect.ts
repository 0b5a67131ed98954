/**
 * `isthmus inspect`: a SAML message as an address, a form or a page carries it, metadata, or a JWT, decoded by the code
 * that reads them, and what is wrong with it. Keys come from the config, never from what is inspected.
 */
import { visible } from '../core/visible-text.ts'
import { surveyMetadata } from '../saml/metadata-survey.ts'
import { inspectMessage } from './inspect-message.ts'
import { inspectToken } from './inspect-token.ts'
import type { Inspected } from './inspected.ts'
import { print as printLine } from './output.ts'

export interface InspectOptions {
  readonly config: string
  readonly json?: true
  readonly print?: (text: string) => void
  /** ms since 1970 */
  readonly now?: number
}

/** Resolves to the exit code: 1 where something is wrong with it. @throws Plain where it is none of these */
export async function runInspect(input: string, options: InspectOptions): Promise<number> {
  const { json, print = printLine, now = Date.now() } = options
  const found = await inspect(input.trim(), options.config, now)
  print(json ? JSON.stringify(found, null, 2) : describe(found))
  return found.problems.length === 0 ? 0 : 1
}

async function inspect(input: string, config: string, now: number): Promise<Inspected> {
  if (/^[\w-]+(?:\.[\w-]*){2}$|^[\w-]+(?:\.[\w-]*){4}$/.test(input)) return inspectToken(input, config, now)
  if (/<(?:[\w.-]+:)?Entit(?:y|ies)Descriptor[\s>]/.test(input.slice(0, 20_000))) return inspectMetadata(input, now)
  return inspectMessage(input, config, now)
}

function inspectMetadata(input: string, now: number): Inspected {
  const { remarks, roles, signed } = surveyMetadata(Buffer.from(input), now)
  return {
    kind: 'saml-metadata',
    facts: {
      'service providers': roles.map(({ serviceProvider }) => serviceProvider.entityId).join(', ') || 'none',
      signature: signed ? 'there is one; with `fingerprint` in the config it is checked' : 'none',
    },
    problems: remarks.map(
      ({ severity, line, message, cure = '' }) => `${severity}, line ${line ?? '?'}: ${message} ${cure}`,
    ),
    text: input,
  }
}

function describe({ kind, facts, problems, text }: Inspected): string {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${visible(value, 400)}`)
  const shown = text.split('\n').map((line) => visible(line))
  return [kind, ...lines, ...problems.map((problem) => `✘ ${visible(problem, 400)}`), '', ...shown].join('\n')
}
