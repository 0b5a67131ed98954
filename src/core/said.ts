/**
 * Sentences in English whose parts that vary are kept apart, so that a page can say them in another language: as in
 * gettext, the English is the key (docs/decisions/0014-english-is-the-key.md).
 */

export interface Said {
  /** English, whole. */
  readonly text: string
  /** English with `{0}`, `{1}` … where the values stand. */
  readonly key: string
  /** Names, numbers and what was written; or a whole sentence, which has words in every language itself. */
  readonly values: readonly (string | Said | Coded)[]
}

/** What is found in metadata: other languages go by its code. */
export interface Coded {
  /** English. */
  readonly text: string
  readonly part: 'message' | 'cure'
  readonly code: string
  readonly values?: Readonly<Record<string, string>>
  readonly about?: string
  readonly leftOut?: boolean
}

/** One in which nothing varies is its own key. */
export type Sentence = string | Said

/** Tag of a template: No upstream is called `${name}`. */
export function said(parts: TemplateStringsArray, ...given: readonly (string | number | Said | Coded)[]): Said {
  const values = given.map((value) => (typeof value === 'number' ? String(value) : value))
  const key = parts.reduce((before, part, at) => `${before}{${at - 1}}${part}`)
  return { text: fill(key, values), key, values }
}

/** A sentence that a library words: its English is kept, and another language says ours. */
export const insteadOf = <S extends Said | Coded>(text: string, ours: S): S => ({ ...ours, text })

/** What is wrong, and what to do about it. */
export interface SaidProblem {
  readonly message: Said | Coded
  readonly cure: Said | Coded
}

export function whole(sentence: Sentence): Said
export function whole(sentence: Sentence | Coded): Said | Coded
export function whole(sentence: Sentence | Coded): Said | Coded {
  return typeof sentence === 'string' ? { text: sentence, key: sentence, values: [] } : sentence
}

export const inEnglish = (sentence: Sentence | Coded): string =>
  typeof sentence === 'string' ? sentence : sentence.text

/** Both sentences in English, and for another language. */
export function inAllLanguages(message: Sentence | Coded, cure: Sentence | Coded) {
  const says: SaidProblem = { message: whole(message), cure: whole(cure) }
  return { message: says.message.text, cure: says.cure.text, says }
}

/** A fault is one text, `What is wrong. What to do about it.`: splits it at the end of the first sentence. */
export function splitFault(fault: Sentence): { readonly message: Sentence; readonly cure: Sentence } {
  const { key, values } = whole(fault)
  const end = key.indexOf('. ')
  if (end < 0) return { message: fault, cure: '' }
  const part = (own: string): Said => ({ text: fill(own, values), key: own, values })
  return { message: part(key.slice(0, end + 1)), cure: part(key.slice(end + 2)) }
}

/** An error whose words other languages have. */
export class SaidError extends Error {
  readonly says: Said
  constructor(says: Said) {
    super(says.text)
    this.says = says
  }
}

/** One after the other, as one text. */
export const inARow = (...sentences: readonly (Sentence | Coded)[]): Said => {
  const values = sentences.map((one) => whole(one))
  return { text: values.map(({ text }) => text).join(' '), key: values.map((_, at) => `{${at}}`).join(' '), values }
}

const fill = (key: string, values: Said['values']): string =>
  key.replace(/\{(\d+)\}/g, (gap, at: string) => inEnglish(values[Number(at)] ?? gap))
