/** The section `alerts` of the config file. */
import * as z from 'zod'
import { emailFault, mailServerFault } from './formats-alerts.ts'
import { listOf, path, text, webUrl } from './schema-values.ts'

export const alerts = z
  .strictObject({
    webhook: webUrl()
      .optional()
      .meta({
        description: 'Where they are posted, as JSON with a `text`: ntfy, Slack, Mattermost, or a script of yours.',
        examples: ['https://ntfy.home.internal/isthmus'],
      }),
    webhookFile: path('secrets/webhook')
      .optional()
      .meta({ description: 'File with that address, where it is a secret.' }),
    mail: z
      .strictObject({
        server: text('This is not a mail server. Write smtps://mail.home.internal.', mailServerFault).meta({
          description:
            'The SMTP server: smtps:// (TLS from the start) or smtp:// (STARTTLS, which it must offer unless it is this machine), with port and user where needed.',
          examples: ['smtps://isthmus@mail.home.internal'],
        }),
        passwordFile: path('secrets/mail')
          .exactOptional()
          .meta({ description: 'File with the password of that user.' }),
        caFile: path('certs/home-ca.pem').exactOptional().meta({ description: 'CA bundle (PEM) to trust besides.' }),
        from: text('This is not an e-mail address. Write isthmus@home.internal.', emailFault).meta({
          description: 'The sender.',
          examples: ['isthmus@home.internal'],
        }),
        to: listOf(text('This is not an e-mail address. Write admin@home.internal.', emailFault)).meta({
          description: 'Who gets them.',
          examples: ['admin@home.internal'],
        }),
      })
      .optional()
      .meta({ description: 'Who is told by e-mail.' }),
  })
  .optional()
  .meta({
    description:
      'Where administrators are told what can not wait: metadata that waits for a look, an address of metadata that fails, people who have other names at an app. Default: only log, metrics and console.',
  })

export type FileAlerts = z.infer<typeof alerts>
