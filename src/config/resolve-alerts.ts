/** The section `alerts` as written → as resolved. */
import { splitFault } from '../core/said.ts'
import type { AlertsConfig, MailConfig } from './alerts.ts'
import type { ConfigFiles } from './files.ts'
import { webUrlFault } from './formats.ts'
import { isThisMachine } from './formats-alerts.ts'
import type { Problems } from './problems.ts'
import type { FileAlerts } from './schema-alerts.ts'

interface Sources {
  readonly files: ConfigFiles
  readonly problems: Problems
}

/** Undefined where nobody is to be told. */
export async function resolveAlerts(written: FileAlerts, sources: Sources): Promise<AlertsConfig | undefined> {
  if (written === undefined) return undefined
  const webhook = await resolveWebhook(written, sources)
  const mail = written.mail && (await resolveMail(written.mail, sources))
  if (written.mail === undefined && written.webhook === undefined && written.webhookFile === undefined) {
    const cure = 'Write `webhook` or `mail`, or remove `alerts`.'
    sources.problems.error('missing', ['alerts'], 'It says nobody who is to be told.', cure)
  }
  return { ...(webhook !== undefined && { webhook }), ...(mail !== undefined && { mail }) }
}

async function resolveWebhook(
  { webhook, webhookFile }: NonNullable<FileAlerts>,
  { files, problems }: Sources,
): Promise<string | undefined> {
  const at = ['alerts', 'webhookFile']
  if (webhookFile === undefined) return webhook
  if (webhook !== undefined) {
    problems.error('value', at, 'The webhook is set twice.', 'Keep only one of `webhook` and `webhookFile`.')
  }
  const secret = await files.secret(webhookFile, at)
  const fault = secret === undefined ? undefined : webUrlFault(secret)
  if (fault !== undefined) {
    const { message, cure } = splitFault(fault)
    problems.error('value', at, message, cure)
  }
  return secret
}

async function resolveMail(
  { server, passwordFile, caFile, from, to }: NonNullable<NonNullable<FileAlerts>['mail']>,
  { files, problems }: Sources,
): Promise<MailConfig> {
  const at = ['alerts', 'mail']
  const url = new URL(server)
  const tls = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  if ((user === '') !== (passwordFile === undefined)) {
    const cure =
      'Write the user into `server`, as in smtps://user@host, and its password into the file of `passwordFile`.'
    problems.error('value', [...at, 'server'], 'There is a user or a password, but not both.', cure)
  }
  const password = passwordFile && (await files.secret(passwordFile, [...at, 'passwordFile']))
  const ca = caFile && (await files.certificates(caFile, [...at, 'caFile']))
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (tls ? 465 : 587) : Number(url.port),
    tls,
    local: isThisMachine(server),
    ...(user !== '' && { user }),
    ...(password && { password }),
    ...(ca && { ca }),
    from,
    to: typeof to === 'string' ? [to] : to,
  }
}
