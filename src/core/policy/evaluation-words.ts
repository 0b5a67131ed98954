/** Why an expression has no value for somebody, for a page in another language: the library's own words are English. */
import { inARow, insteadOf, type Said, said, whole } from '../said.ts'
import { ExpressionError } from './expression-error.ts'

/** What is ours to say. */
export const evaluationFaults = {
  costly: said`the lists are too long for the work on each of their items`,
  verdict: said`\`allow\` must give true or false`,
} as const

/** @param reason as evaluating it was reported, without a claim's value */
export function whyNoValue(reason: string): Said {
  const own = Object.values(evaluationFaults).find(({ text }) => text === reason)
  if (own !== undefined) return own
  const [, key] = /^No such key: (.+)$/s.exec(reason) ?? []
  if (key?.startsWith('index out of bounds')) return insteadOf(reason, said`the list has no item at this place`)
  if (key !== undefined) return insteadOf(reason, said`there is no ${key}`)
  return insteadOf(reason, said`it can't be evaluated; in English: ${reason}`)
}

/** The same of whatever compiling or evaluating an expression throws. */
export function whyFailed(error: unknown): Said {
  if (error instanceof ExpressionError) {
    return insteadOf(error.message, inARow(error.says.problem, error.says.cure))
  }
  return error instanceof Error ? whyNoValue(error.message) : whole(String(error))
}
