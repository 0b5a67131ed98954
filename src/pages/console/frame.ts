/** What stands around every page of the console. */

/** The parts of the console, in the order of its menu. */
export const sections = ['apps', 'quarantine', 'addresses', 'sessions', 'upstreams', 'keys', 'audit'] as const
export type Section = (typeof sections)[number] | 'none'

/** What was done just now, in the address of the page that says so: a closed list, so that a link can't make up one. */
export const notices = [
  'created',
  'saved',
  'unchanged',
  'removed',
  'undone',
  'disabled',
  'enabled',
  'takenOver',
  'approved',
  'rejected',
  'ended',
  'forgotten',
  'read',
  'lost',
] as const
export type NoticeName = (typeof notices)[number]

export interface ConsoleFrame {
  readonly section: Section
  /** The person's name for people. */
  readonly person: string
  readonly role: 'reader' | 'administrator'
  /** Anti-forgery token for every form of the page. */
  readonly token: string
  /** How many changed copies of metadata wait for a decision. */
  readonly waiting: number
  /** Let in by a link from the command line, until then (ms since 1970). */
  readonly emergencyUntil?: number
  readonly notice?: NoticeName
}

/** Where each part is, below publicUrl. */
export const sectionPaths: Readonly<Record<Exclude<Section, 'none'>, string>> = {
  apps: '/admin',
  quarantine: '/admin/quarantine',
  addresses: '/admin/addresses',
  sessions: '/admin/sessions',
  upstreams: '/admin/upstreams',
  keys: '/admin/keys',
  audit: '/admin/audit',
}
