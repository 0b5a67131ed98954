/**
 * oidc-provider alone in a process of its own, with its records in a Map: what an OpenID Provider costs that has no hub, no
 * upstream and no policy. A login form would be answered at once: its one interaction ends by itself.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import http from 'node:http'
import { fileURLToPath } from 'node:url'
import { Provider } from '../demo/oidc-provider.ts'
import { freePort } from '../test/fixtures/free-port.ts'
import { memoryAdapter } from '../test/fixtures/memory-adapter.ts'

export const bareClient = { id: 'bench', secret: 's'.repeat(43), redirectUri: 'https://app.bench.test/callback' }
export const bareProviderPath = fileURLToPath(import.meta.url)

async function serve(): Promise<void> {
  const port = await freePort()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'bench' }
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    adapter: memoryAdapter(),
    jwks: { keys: [key] },
    clients: [{ client_id: bareClient.id, client_secret: bareClient.secret, redirect_uris: [bareClient.redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, preferred_username: 'alice', name: 'Alice', email: 'alice@home.lan' }),
    }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc
      const grant = new ctx.oidc.provider.Grant({
        clientId: String(client?.clientId),
        accountId: String(session?.accountId),
      })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const serveLibrary = provider.callback()
  const server = http.createServer(async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return serveLibrary(request, response)
    await provider.interactionFinished(request, response, { login: { accountId: 'alice' } })
  })
  server.listen(port, '127.0.0.1', () => console.log(JSON.stringify({ address: `http://127.0.0.1:${port}` })))
  process.stdin.on('end', () => process.exit(0)).resume()
}

if (process.argv[1] === bareProviderPath) await serve()
