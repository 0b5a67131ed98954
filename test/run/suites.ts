/**
 * The suites. Two share two cores: beside a third, programs of others answered too late for what their tests are about. After
 * them, by itself, runs what minds a busy machine.
 */
import {
  authlib,
  chromium,
  crewjam,
  go,
  goOidc,
  haproxy,
  java,
  keycloak,
  mellon,
  oauth2Proxy,
  onelogin,
  openidc,
  type Part,
  php,
  phpSaml,
  pip,
  proxies,
  proxmoxRealm,
  pysaml2,
  redis,
  rubySaml,
  rust,
  satosa,
  shibboleth,
  simplesamlphp,
  vmauth,
  xmlTools,
} from './parts.ts'

/** Test files (a folder below build/test, or one file) and the parts without which they can't be run. */
export interface TestFiles {
  readonly path: string
  readonly needs: readonly Part[]
}

export type Suite =
  | { readonly name: string; readonly command: string; readonly args: readonly string[] }
  | {
      readonly name: string
      readonly files: readonly TestFiles[]
      /** ms */
      readonly limit: number
      /** Prints every test: one takes long, or proves much. */
      readonly each?: boolean
      /** Each file is run in a process of its own, by whichever lane is free. */
      readonly apart?: boolean
    }

const minutes = 60_000

/** First what takes longest in one piece, last what comes in small pieces: so the lanes end at about the same time. */
const together: readonly Suite[] = [
  {
    name: 'interop',
    files: [
      { path: 'interop/schema.test.js', needs: [xmlTools] },
      { path: 'interop/xmlsec1.test.js', needs: [xmlTools] },
      { path: 'interop/xmlsec1-requests.test.js', needs: [xmlTools] },
      { path: 'interop/xmlsec1-aggregates.test.js', needs: [xmlTools] },
      { path: 'interop/table.test.js', needs: [] },
      { path: 'interop/reverse-proxies.test.js', needs: [proxies] },
      { path: 'interop/oidc-contracts.test.js', needs: [] },
      { path: 'interop/mod-auth-openidc.test.js', needs: [openidc] },
      { path: 'interop/forward-auth.test.js', needs: [proxies, haproxy] },
      { path: 'interop/proxmox.test.js', needs: [rust, proxmoxRealm] },
      { path: 'interop/vmauth.test.js', needs: [go, vmauth] },
      { path: 'interop/oauth2-proxy.test.js', needs: [go, oauth2Proxy] },
      { path: 'interop/oidc-libraries.test.js', needs: [go, goOidc, pip, authlib] },
      { path: 'interop/saml-libraries.test.js', needs: [go, crewjam, rubySaml, php, phpSaml] },
      { path: 'interop/ssh.test.js', needs: [chromium, pysaml2] },
      { path: 'interop/keycloak.test.js', needs: [java, keycloak] },
      { path: 'interop/keycloak-saml.test.js', needs: [java, keycloak, rust, proxmoxRealm] },
      { path: 'interop/keycloak-broker.test.js', needs: [java, keycloak, chromium] },
      { path: 'interop/pysaml2-idp.test.js', needs: [pysaml2] },
      { path: 'interop/satosa-idp.test.js', needs: [pip, satosa] },
      { path: 'interop/simplesamlphp-idp.test.js', needs: [simplesamlphp] },
      { path: 'interop/keycloak-logout.test.js', needs: [java, keycloak] },
      { path: 'interop/mellon.test.js', needs: [java, keycloak, mellon] },
      { path: 'interop/shibboleth.test.js', needs: [shibboleth] },
      { path: 'interop/pysaml2.test.js', needs: [java, keycloak, pysaml2] },
      { path: 'interop/onelogin.test.js', needs: [java, keycloak, onelogin] },
      { path: 'interop/node-saml.test.js', needs: [java, keycloak] },
      { path: 'interop/samlify.test.js', needs: [java, keycloak] },
      { path: 'interop/logout.test.js', needs: [java, keycloak, mellon, pysaml2, onelogin] },
    ],
    limit: 20 * minutes,
    each: true,
  },
  { name: 'types', command: 'node_modules/.bin/tsc', args: ['-p', 'tsconfig.json', '--noEmit'] },
  { name: 'lint', command: 'node_modules/.bin/biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'architecture', files: [{ path: 'architecture.test.js', needs: [] }], limit: 5 * minutes },
  { name: 'unit', files: [{ path: 'unit', needs: [] }], limit: 15 * minutes },
  { name: 'attacks', files: [{ path: 'attacks', needs: [] }], limit: 20 * minutes },
  { name: 'flows', files: [{ path: 'flows', needs: [] }], limit: 20 * minutes },
  {
    name: 'browser',
    files: [{ path: 'browser', needs: [chromium] }],
    limit: 20 * minutes,
    each: true,
    apart: true,
  },
]

/** Those that measure time, or need both cores. */
const alone: readonly Suite[] = [
  {
    name: 'storage',
    files: [
      { path: 'storage/memory.test.js', needs: [] },
      { path: 'storage/redis.test.js', needs: [redis] },
      { path: 'storage/redis-outage.test.js', needs: [redis] },
      { path: 'storage/redis-topologies.test.js', needs: [redis] },
      { path: 'storage/redis-gateways.test.js', needs: [redis] },
      { path: 'storage/redis-logout.test.js', needs: [redis] },
      { path: 'storage/redis-forward-auth.test.js', needs: [redis] },
      { path: 'storage/redis-oidc.test.js', needs: [redis] },
      { path: 'storage/redis-session-command.test.js', needs: [redis] },
      { path: 'storage/redis-once.test.js', needs: [redis] },
    ],
    limit: 10 * minutes,
  },
  {
    name: 'app store',
    files: [
      { path: 'app-store/folder.test.js', needs: [] },
      { path: 'app-store/full-disk.test.js', needs: [] },
      { path: 'app-store/read-only.test.js', needs: [] },
      { path: 'app-store/killed-writer.test.js', needs: [] },
      { path: 'app-store/redis.test.js', needs: [redis] },
      { path: 'app-store/fetched-names.test.js', needs: [redis] },
      { path: 'app-store/two-gateways.test.js', needs: [redis] },
      { path: 'app-store/archives.test.js', needs: [redis] },
    ],
    limit: 10 * minutes,
  },
]

/** One stage after the other. In each, so many lanes run side by side, and each takes the next suite when it is free. */
export const stages: readonly { readonly lanes: number; readonly suites: readonly Suite[] }[] = [
  { lanes: 2, suites: together },
  { lanes: 1, suites: alone },
]
