import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { upstreamName } from '../../../src/core/identifiers.ts'
import { metricsListener } from '../../../src/http/metrics-listener.ts'
import { createMetrics } from '../../../src/telemetry/metrics.ts'
import { page, startGateway, text } from '../http/gateway.ts'

const upstream = upstreamName('authelia')

describe('telemetry: metrics', () => {
  it('count what audit events tell', async () => {
    const metrics = createMetrics()
    metrics.event({ event: 'login.begin', outcome: 'success', app: 'wiki' })
    metrics.event({ event: 'login.upstream', outcome: 'success', upstream })
    metrics.event({ event: 'login.success', outcome: 'success', app: 'wiki', upstream })
    metrics.event({ event: 'login.refused', outcome: 'failure', code: 'upstream_unavailable', app: 'wiki', upstream })
    metrics.event({ event: 'logout', outcome: 'success' })
    metrics.event({ event: 'logout.app', outcome: 'success', app: 'wiki' })
    metrics.expressionFailed('wiki')
    metrics.storageTrouble()
    const { body, type } = await metrics.read()
    expect(type).to.include('text/plain')
    for (const line of [
      'isthmus_logins_begun_total 1',
      'isthmus_sessions_begun_total{upstream="authelia"} 1',
      'isthmus_logins_total{outcome="success",code="none",upstream="authelia",app="wiki"} 1',
      'isthmus_logins_total{outcome="failure",code="upstream_unavailable",upstream="authelia",app="wiki"} 1',
      'isthmus_upstream_failures_total{upstream="authelia",code="upstream_unavailable"} 1',
      'isthmus_logouts_total 1',
      'isthmus_storage_trouble_total 1',
      'isthmus_expression_failures_total{app="wiki"} 1',
      'nodejs_eventloop_lag_seconds ',
    ]) {
      expect(body).to.include(line)
    }
    expect(body.match(/^isthmus_logins_total\{/gm), 'an app that heard of a logout is no login').to.have.length(2)
  })

  it('has no label that a visitor could choose', async () => {
    const metrics = createMetrics()
    const gateway = await startGateway({ metrics, routes: [page('/oidc/callback/:upstream', text('x'))] })
    try {
      for (let at = 0; at < 20; at += 1) {
        await gateway.send(`/made-up-${at}`)
        await gateway.send(`/oidc/callback/made-up-${at}?code=made-up-${at}`, {
          headers: { 'x-made-up': `made-up-${at}` },
        })
      }
      await gateway.send('/', { method: 'PROPFIND' })
      metrics.event({ event: 'request.refused', outcome: 'failure', code: 'unknown_app', app: 'made-up-app' })
      const { body } = await metrics.read()
      expect(body).to.not.include('made-up').and.not.include('PROPFIND')
      expect(body).to.include(
        'isthmus_http_request_duration_seconds_count{route="/oidc/callback/:upstream",method="GET",status="200"} 20',
      )
      expect(body).to.include('isthmus_http_request_duration_seconds_count{route="none",method="GET",status="404"} 20')
    } finally {
      await gateway.close()
    }
  })

  it('names so many apps and no more', async () => {
    const metrics = createMetrics()
    for (let at = 0; at < 600; at += 1) metrics.event({ event: 'login.success', outcome: 'success', app: `app-${at}` })
    const { body } = await metrics.read()
    expect(body.match(/^isthmus_logins_total\{/gm)).to.have.length(501)
    expect(body).to.include('app="other"} 100')
  })

  it('are read on a listener of their own', async () => {
    const server = createServer(metricsListener(createMetrics()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const status = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        get({ port, host: '127.0.0.1', path, agent: false }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode))
        }).on('error', reject)
      })
    expect(await status('/metrics')).to.equal(200)
    expect(await status('/')).to.equal(404)
    await new Promise((resolve) => server.close(resolve))
  })
})
