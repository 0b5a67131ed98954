/** One alert as a mail of plain text. Loaded only where mail is set up: nodemailer is large. */
import { createTransport } from 'nodemailer'
import type { MailConfig } from '../config/alerts.ts'
import type { OutboundConfig } from '../config/config.ts'
import { trustOf } from '../outbound/trust.ts'
import type { Alert } from './alert.ts'

/** ms for each step of the conversation. */
const longest = 20_000

/** @throws what SMTP says */
export async function sendMail(mail: MailConfig, { title, lines }: Alert, outbound: OutboundConfig): Promise<void> {
  const { host, port, tls, local, user, password, ca } = mail
  const transport = createTransport({
    host,
    port,
    secure: tls,
    // Without it anyone on the way could take STARTTLS out of the server's greeting, and read the password.
    requireTLS: !tls && !local,
    connectionTimeout: longest,
    greetingTimeout: longest,
    socketTimeout: longest,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: { secureContext: trustOf(outbound, ca) },
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
  })
  try {
    await transport.sendMail({
      from: mail.from,
      to: [...mail.to],
      subject: `Isthmus: ${title}`,
      text: `${lines.join('\n\n')}\n`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } finally {
    transport.close()
  }
}
