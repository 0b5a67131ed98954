/** Single values of the config file: each with its check, and what to say where it fails. */
import * as z from 'zod'
import { compileExpression, compileOver, type Vocabulary } from '../core/policy/compile.ts'
import { ExpressionError } from '../core/policy/expression-error.ts'
import type { ExpressionUse } from '../core/policy/expression-input.ts'
import { inEnglish, type Sentence } from '../core/said.ts'
import * as format from './formats.ts'

/** A text with its own check; `otherwise` is the fault where it isn't even a text. */
export function text(otherwise: string, faultOf: (value: string) => Sentence | undefined) {
  return z.string({ error: otherwise }).superRefine((value, context) => {
    const fault = faultOf(value)
    if (fault !== undefined) context.addIssue({ code: 'custom', message: inEnglish(fault), params: { fault } })
  })
}

export const duration = (least: string, most: string) =>
  text(
    'This is not a duration. Write a whole number with its unit: 30s, 5m, 8h or 1d.',
    format.durationFault(least, most),
  ).meta({ pattern: format.durationPattern, examples: ['30s', '5m', '8h'] })
export const webUrl = () =>
  text('This is not a web address. Write all of it, beginning with https://.', format.webUrlFault)
export const baseUrl = () =>
  text('This is not a web address. Write all of it, beginning with https://.', format.baseUrlFault)
/** Our own address: its certificate is up to us, and no CA bundle helps. */
export const publicUrl = () =>
  text('This is not a web address. Write all of it, beginning with https://.', (value) =>
    format.baseUrlFault(value, 'Use https, with `tls`, or with a reverse proxy that has the certificate.'),
  )
export const entityId = () => text('This is not an entityID. Copy it from the metadata.', format.entityIdFault)
export const filled = () =>
  text('This is not text. Write text, in quotes if need be.', (value) =>
    value === '' ? 'This is empty. Write a value.' : undefined,
  )
export const path = (...examples: readonly string[]) => (examples.length === 0 ? filled() : filled().meta({ examples }))
export const flag = () => z.boolean({ error: 'This is neither true nor false. Write true or false, without quotes.' })
/**
 * It was true or false before it had three values: a config that still has one of these is told which value to write.
 */
export const emailTrust = () =>
  z.enum(['verified', 'absent', 'always'], {
    error: ({ input }) => {
      if (input === true) {
        return 'This is no longer true or false. Write absent (also takes an upstream that never sends email_verified), or always (takes even email_verified: false).'
      }
      return input === false ? 'This is no longer true or false. Write verified.' : undefined
    },
  })
export const listOf = <Item extends z.ZodType>(item: Item) => z.union([item, z.array(item).min(1)])

/** CEL, compiled here so that its faults are found with all the others. */
export const cel = (use: ExpressionUse) => expression((source) => compileExpression(source, use))
/** The same over other variables, for a claim. */
export const celOver = (about: Vocabulary) => expression((source) => compileOver(about, source, 'json'))

/** @param compile throws ExpressionError */
export const expression = (compile: (source: string) => unknown) =>
  z
    .string({ error: 'This is not an expression. Write CEL as text, in quotes where YAML needs them.' })
    .superRefine((source, context) => {
      try {
        compile(source)
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error
        const { problem, cure } = error.says
        context.addIssue({ code: 'custom', message: problem.text, params: { problem, cure } })
      }
    })

/** Domains of e-mail addresses. */
export const domains = () =>
  z
    .array(text('This is not a domain. Write one like home.internal.', format.domainFault))
    .optional()
    .meta({
      description:
        'Domains of e-mail addresses whose owners sign in here: where an app names the person (`login_hint`), nobody has to choose.',
      examples: [['home.internal']],
    })

/** Part of URLs and of names in the environment. */
export const upstreamName = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/)
export const appName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
