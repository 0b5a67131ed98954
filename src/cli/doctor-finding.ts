/** What the doctor found: in English for the command line, and kept apart for the console's other languages. */
import type { DoctorFinding } from '../admin/dependencies.ts'
import { inAllLanguages, type Sentence } from '../core/said.ts'

export type Finding = DoctorFinding

/** @param cure what to do about it, where there is something to do */
export function finding(outcome: Finding['outcome'], what: Sentence, cure?: Sentence): Finding {
  const { message, cure: toDo, says } = inAllLanguages(what, cure ?? '')
  return { outcome, what: message, ...(cure !== undefined && { cure: toDo }), says }
}
