/** Something that is wrong between an app and its metadata. Types only. */
import type { ConfigProblem } from '../config/config.ts'

export interface AppFault extends Pick<ConfigProblem, 'kind' | 'severity' | 'message' | 'cure'> {
  /** The check that found it: for an aggregate, not every app is named. */
  readonly topic?: string
}
