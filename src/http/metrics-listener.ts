/** /metrics, for a listener of its own: it is meant for operators, so it is never on the public one. */
import type { RequestListener } from 'node:http'
import type { Metrics } from '../telemetry/metrics.ts'

/** Answers GET /metrics, and 404 or 405 to all else. */
export function metricsListener(metrics: Metrics): RequestListener {
  return (request, response) => {
    const known = request.url === '/metrics'
    const readable = request.method === 'GET' || request.method === 'HEAD'
    if (!known || !readable) {
      response.writeHead(known ? 405 : 404, known ? { Allow: 'GET, HEAD' } : {}).end()
      return
    }
    metrics.read().then(
      ({ type, body }) => response.writeHead(200, { 'Content-Type': type }).end(body),
      () => response.writeHead(500).end(),
    )
  }
}
