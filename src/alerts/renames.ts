/** That apps now know people by other names, whatever has changed it. */
import type { ConfigProblem } from '../config/config.ts'
import type { Alerts } from './alerts.ts'

/** Apps that one alert names. */
const most = 10

/** Tells it, where there is anything to tell. @param renamed a problem for each app (registry/names/changes.ts) */
export function tellRenames(alerts: Pick<Alerts, 'send'>, publicUrl: string, renamed: readonly ConfigProblem[]): void {
  if (renamed.length === 0) return
  const rest = renamed.length - most
  alerts.send({
    event: 'names.changed',
    title: 'people have other names at an app from now on',
    lines: [
      'A change that is in force now gives people other names, which to the app are other accounts:',
      ...renamed.slice(0, most).map(({ message }) => `- ${message}`),
      ...(rest > 0 ? [`- and ${rest} more, which the log has`] : []),
      `If that is not meant, undo the change before somebody signs in: ${publicUrl}/admin, or in the file.`,
    ],
    facts: { apps: renamed.length },
  })
}
