/** The choice of an upstream, where neither the app nor the config made it. */
import type { ChooserPageParams } from '../core/http.ts'
import { appName } from './app-name.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'

/** One link for each upstream. Links, not a form: a form's redirect to another origin would need form-action. */
export function ChooserPage({ params, context }: { params: ChooserPageParams; context: PageContext }) {
  const { chooser } = messagesIn(context.language)
  return (
    <Layout language={context.language} title={chooser.title}>
      <h1>{chooser.title}</h1>
      <p>{chooser.text(appName(params.app, context.language))}</p>
      <ul class="choices">
        {params.choices.map(({ name, url }) => (
          <li key={url}>
            <a href={safeLink(url)} rel="nofollow">
              {readable(name)}
            </a>
          </li>
        ))}
      </ul>
      <p class="soft">{chooser.remembered}</p>
    </Layout>
  )
}
