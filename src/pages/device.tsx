/** A device without a browser is signed in from this one: its code, what the person must compare, and the end. */
import type { DeviceAskedPageParams, DeviceDonePageParams, DevicePageParams } from '../core/device-pages.ts'
import { Layout } from './layout.tsx'
import { readable } from './links.ts'
import { deviceTextsIn } from './messages/device/messages.ts'
import type { PageContext } from './page-context.ts'

/** Its form posts `user_code` and `token` to /device. */
export function DevicePage({ params, context }: { params: DevicePageParams; context: PageContext }) {
  const texts = deviceTextsIn(context.language)
  const { fault } = params
  return (
    <Layout
      language={context.language}
      title={fault === undefined ? texts.title : `${texts.faults[fault]} ${texts.title}`}
    >
      <h1>{texts.title}</h1>
      <p>{texts.text}</p>
      <form method="post" action={`${context.publicUrl}/device`}>
        <input type="hidden" name="token" value={params.token} />
        {fault === undefined ? null : (
          <p id="fault" role="alert" class="fault">
            {texts.faults[fault]}
          </p>
        )}
        <label for="user_code">{texts.code}</label>
        <input
          id="user_code"
          name="user_code"
          class="code"
          required
          autofocus={fault !== undefined}
          maxLength={20}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={fault === undefined ? undefined : params.code}
          aria-invalid={fault === undefined ? undefined : 'true'}
          aria-describedby={fault === undefined ? undefined : 'fault'}
        />
        <div class="actions">
          <button type="submit">{texts.next}</button>
        </div>
      </form>
    </Layout>
  )
}

/** Its buttons post `user_code`, `token` and `answer` (`go` or `refuse`) to /device. */
export function DeviceAskedPage({ params, context }: { params: DeviceAskedPageParams; context: PageContext }) {
  const { asked } = deviceTextsIn(context.language)
  const app = readable(params.app)
  return (
    <Layout language={context.language} title={asked.title(app)}>
      <h1>{asked.title(app)}</h1>
      <p>{asked.compare}</p>
      <p class="code shown">{params.code}</p>
      <dl>
        <dt>{asked.application}</dt>
        <dd>{app}</dd>
        <dt>{asked.began}</dt>
        <dd>{asked.ago(Math.floor(params.age / 60))}</dd>
        <dt>{asked.from}</dt>
        <dd>{readable(params.address)}</dd>
        {params.agent === undefined ? null : (
          <>
            <dt>{asked.device}</dt>
            <dd>
              <bdi>{readable(params.agent)}</bdi>
            </dd>
          </>
        )}
      </dl>
      <section class="next">
        <p>{asked.text}</p>
        <p>{asked.next}</p>
      </section>
      <form method="post" action={`${context.publicUrl}/device`} class="actions">
        <input type="hidden" name="token" value={params.token} />
        <input type="hidden" name="user_code" value={params.code} />
        <button type="submit" name="answer" value="go">
          {asked.go}
        </button>
        <button type="submit" name="answer" value="refuse" class="quiet">
          {asked.refuse}
        </button>
      </form>
    </Layout>
  )
}

export function DeviceDonePage({ params, context }: { params: DeviceDonePageParams; context: PageContext }) {
  const { done } = deviceTextsIn(context.language)
  const app = readable(params.app)
  const title = params.granted ? done.granted : done.refused
  return (
    <Layout language={context.language} title={title}>
      <h1>{title}</h1>
      <p>{(params.granted ? done.grantedText : done.refusedText)(app)}</p>
    </Layout>
  )
}
