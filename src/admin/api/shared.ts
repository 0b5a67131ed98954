/** What several operations have in common. */
import * as z from 'zod'
import type { Answering } from './operation.ts'
import * as schemas from './schemas.ts'

/** `?name`, `?name=true`: it is set. */
export const flag = () =>
  z
    .enum(['', 'true', 'false'])
    .optional()
    .transform((text) => text === '' || text === 'true')

/** A number in a query: digits alone. `Number` would take an empty text, `1e2` and `0x10` too. */
export const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : text),
    z.int().min(least).max(most),
  )

export const dryRun = {
  dryRun: flag().meta({ description: 'Only say what would be wrong and what it would be told.' }),
  confirmed: flag().meta({ description: 'The second yes, where people would get new names at the app.' }),
}

export const changeAnswers: Readonly<Record<number, Answering>> = {
  200: { description: 'Changed, unchanged, or a dry run.', schema: schemas.changedApp, etag: true },
  201: { description: 'Created.', schema: schemas.changedApp, etag: true },
}
