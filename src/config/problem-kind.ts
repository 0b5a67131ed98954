/** The kinds of problems in a config. Types only. */

/** What sort of problem it is; a closed list, so that `check --json` can be read by a machine. */
export type ProblemKind =
  | 'file'
  | 'yaml'
  | 'unknown_key'
  | 'missing'
  | 'value'
  | 'placeholder'
  | 'secret'
  | 'reference'
  | 'expression'
  | 'weak'
  | 'metadata'
  | 'names'
