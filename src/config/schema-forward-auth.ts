/** The section `forwardAuth` of the config file. */
import * as z from 'zod'
import { compileRequestExpression } from '../core/policy/request-expression.ts'
import { cel, duration, expression, filled, flag, listOf, text } from './schema-values.ts'
import { headerNameFault, siteHostFault } from './site-formats.ts'

const headers = () =>
  z.record(text('This is not the name of a header. Write Remote-User, for example.', headerNameFault), cel('value'))

const when = expression(compileRequestExpression)

const rule = z.strictObject({
  when: when.meta({
    description: 'CEL over `path` (decoded, without the query) and `method`: which requests it is for.',
    examples: ['path.startsWith("/admin/")'],
  }),
  allow: cel('allow').optional().meta({ description: 'CEL: who may send them, in place of the `allow` of the site.' }),
  public: flag().optional().meta({ description: 'Everyone may send them, without signing in.', default: false }),
})

export const site = z.strictObject({
  displayName: filled().optional().meta({ description: 'The name that people see. Default: the host.' }),
  allow: cel('allow')
    .optional()
    .meta({
      description: 'CEL: who may use it. Default: that of `defaults`, else everyone who can log in upstream.',
      examples: ['"staff" in groups'],
    }),
  rules: z.array(rule).optional().meta({
    description: 'Requests for which something else holds: the first one that matches decides.',
  }),
  upstream: listOf(filled())
    .optional()
    .meta({ description: 'The upstream, or list of upstreams, through which people may sign in.' }),
  headers: headers().optional().meta({ description: 'Instead of the ones for all sites.' }),
  headerEncoding: z.enum(['utf-8', 'percent']).optional().meta({
    description:
      'How values beyond ASCII are written: as they are, in UTF-8, or percent-encoded, for apps that read nothing else.',
    default: 'utf-8',
  }),
  maxAuthnAge: duration('1m', '365d').optional().meta({
    description: 'If the login upstream is older than this, the person must log in again.',
  }),
  askUpstreamAfter: duration('1m', '30d').optional().meta({
    description:
      'How long a session is good here before the upstream is asked again, which the person does not see. Default: as long as the session lasts.',
  }),
  passPreflights: flag().optional().meta({
    description: 'Let preflights (OPTIONS, with Origin and Access-Control-Request-Method) through without a login.',
    default: false,
  }),
  allowEncodedSlashes: flag().optional().meta({
    description: 'Let paths with %2F through, which servers read in different ways: only for an app that needs them.',
    default: false,
  }),
})

const host = text('This is not a host. Write wiki.home.internal.', siteHostFault)

export const forwardAuth = z.strictObject({
  headers: headers()
    .optional()
    .meta({
      description:
        'What the apps behind the proxy are told: header → CEL over `claims`, `groups`, `upstream`. Default: Remote-User, Remote-Groups, Remote-Name and Remote-Email.',
      examples: ['{ X-WEBAUTH-USER: claims.preferred_username }'],
    }),
  sites: z.record(host, site).meta({
    description: 'The protected sites, by host (with the port, if it is not the usual one).',
  }),
})

export type FileForwardAuth = z.infer<typeof forwardAuth>
export type FileSite = z.infer<typeof site>
