/** The keys of an entry under `apps` that do not depend on what the app speaks. */
import * as z from 'zod'
import { cel, duration, filled, flag, listOf, webUrl } from './schema-values.ts'

/** Who may use an app, and how. Under `defaults` too. */
export const access = {
  allow: cel('allow')
    .optional()
    .meta({
      description:
        'CEL: who may use the app. Default: everyone who can log in upstream. Once any entry under `apps` has it, files in `metadata/` need it in `defaults`.',
      examples: ['groups.exists(g, g == "staff")'],
    }),
  upstream: listOf(filled())
    .optional()
    .meta({ description: 'The upstream, or list of upstreams, through which people may sign in.' }),
  maxAuthnAge: duration('1s', '365d').optional().meta({
    description: 'If the login upstream is older than this, the person must log in again.',
  }),
  onDenied: z.enum(['app', 'page']).optional().meta({
    description:
      'Where a person goes whom the app is not open to: `app` sends them there with the refusal; `page` shows ours first, with whom to ask (`support`) and a way to another account. Many apps show a refusal as a crash.',
    default: 'app',
  }),
  consent: z.enum(['ask', 'requested', 'never']).optional().meta({
    description:
      'Whether people are asked what the app may be told: `ask` at their first sign-in, and again once it would be told more; `requested` only where the request wants it (`prompt=consent`); `never`.',
    default: 'requested',
  }),
  disabled: z
    .union([z.literal(true), z.iso.datetime()], {
      error: 'This is neither true nor a time. Write true, or until when, as in 2026-12-24T18:00:00Z.',
    })
    .optional()
    .meta({ description: 'Nobody is let in: `true`, or until this time.', examples: ['2026-12-24T18:00:00Z'] }),
  strictAuthnContext: flag().optional().meta({
    description: 'PasswordProtectedTransport and similar classes need proof from `contexts` too.',
    default: false,
  }),
}

/** How people see the app. */
export const face = {
  displayName: filled()
    .optional()
    .meta({ description: 'The name that people see. Default: from the metadata, if there is any, else the key here.' }),
  startUrl: webUrl().optional().meta({ description: 'Where people start at the app; error pages link to it.' }),
}
