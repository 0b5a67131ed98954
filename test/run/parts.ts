/**
 * The real parts that suites need beside Node: how each is recognised, and which Debian packages bring it. On Debian
 * as root, and where ISTHMUS_TEST_INSTALL=1 allows it, what is lacking is installed; elsewhere it is named, and the suites
 * that need it are skipped.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { makeKeycloak } from '../interop/keycloak/distribution.ts'
import {
  makeAuthlib,
  makeCrewjam,
  makeGoOidc,
  makeOauth2Proxy,
  makePhpSaml,
  makeProxmoxRealm,
  makeSatosa,
  makeVmauth,
} from './built.ts'

export interface Part {
  readonly name: string
  readonly packages: readonly string[]
  /** Whether it is on this machine. What no package brings is made by the question. */
  there(): boolean | Promise<boolean>
}

interface Packaged extends Part {
  there(): boolean
}

const onPath = (command: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))

const pythonImports = (...modules: readonly string[]) =>
  spawnSync('/usr/bin/python3', ['-c', `import ${modules.join(', ')}`]).status === 0

const phpKnows = (...extensions: readonly string[]) =>
  extensions.every((one) => spawnSync('/usr/bin/php', ['-r', `exit(extension_loaded('${one}') ? 0 : 1);`]).status === 0)

export const redis: Packaged = { name: 'Redis', packages: ['redis-server'], there: () => onPath('redis-server') }
export const xmlTools: Packaged = {
  name: 'xmlsec1, xmllint and the SAML schemas',
  packages: ['xmlsec1', 'libxml2-utils', 'opensaml-schemas', 'xmltooling-schemas'],
  there: () =>
    onPath('xmlsec1') &&
    onPath('xmllint') &&
    existsSync('/usr/share/xml/opensaml/saml-schema-protocol-2.0.xsd') &&
    existsSync('/usr/share/xml/xmltooling/xmldsig-core-schema.xsd'),
}
export const chromium: Packaged = {
  name: 'Chromium',
  packages: ['chromium'],
  there: () => existsSync('/usr/bin/chromium'),
}
/** Java 17 on Debian 12, a later one elsewhere: Keycloak takes both. */
export const java: Packaged = {
  name: 'Java and Maven',
  packages: ['default-jre-headless', 'maven'],
  there: () => onPath('java') && onPath('mvn'),
}
export const mellon: Packaged = {
  name: 'Apache with mod_auth_mellon',
  packages: ['apache2', 'libapache2-mod-auth-mellon'],
  there: () => existsSync('/usr/sbin/apache2') && existsSync('/usr/lib/apache2/modules/mod_auth_mellon.so'),
}
export const shibboleth: Packaged = {
  name: 'Apache with Shibboleth’s SP',
  packages: ['apache2', 'libapache2-mod-shib', 'shibboleth-sp-utils'],
  there: () => existsSync('/usr/sbin/shibd') && existsSync('/usr/lib/apache2/modules/mod_shib.so'),
}
export const pysaml2: Packaged = {
  name: 'pysaml2',
  packages: ['python3-pysaml2', 'xmlsec1'],
  there: () => pythonImports('saml2') && onPath('xmlsec1'),
}
/** Its packages bring PHP's module for Apache along, which is not used here. */
export const simplesamlphp: Packaged = {
  name: 'SimpleSAMLphp',
  packages: ['simplesamlphp', 'php-cli', 'php-xml', 'php-mbstring'],
  there: () => phpKnows('dom', 'mbstring') && existsSync('/usr/share/simplesamlphp/www'),
}
export const php: Packaged = {
  name: 'PHP',
  packages: ['php-cli', 'php-xml'],
  there: () => phpKnows('dom', 'openssl'),
}
export const onelogin: Packaged = {
  name: 'python3-onelogin-saml2',
  packages: ['python3-onelogin-saml2'],
  there: () => pythonImports('onelogin.saml2.auth'),
}
export const rubySaml: Packaged = {
  name: 'ruby-saml',
  packages: ['ruby-saml'],
  there: () => spawnSync('/usr/bin/ruby', ['-W0', '-e', "require 'onelogin/ruby-saml'"]).status === 0,
}
export const proxies: Packaged = {
  name: 'nginx and Caddy',
  packages: ['nginx-light', 'caddy'],
  there: () => existsSync('/usr/sbin/nginx') && existsSync('/usr/bin/caddy'),
}
export const openidc: Packaged = {
  name: 'Apache with mod_auth_openidc',
  packages: ['apache2', 'libapache2-mod-auth-openidc'],
  there: () => existsSync('/usr/sbin/apache2') && existsSync('/usr/lib/apache2/modules/mod_auth_openidc.so'),
}
export const haproxy: Packaged = {
  name: 'HAProxy',
  packages: ['haproxy'],
  there: () => existsSync('/usr/sbin/haproxy'),
}
/** Tests that need it are single ones, which skip themselves without it. */
const openssl: Packaged = { name: 'openssl', packages: ['openssl'], there: () => onPath('openssl') }
/** The same: the examples of docs/api.md. */
const curl: Packaged = { name: 'curl', packages: ['curl'], there: () => onPath('curl') }
/** Made from its Maven artifact and kept in a cache folder; no Debian package has it. */
export const keycloak: Part = { name: 'Keycloak', packages: [], there: makeKeycloak }
export const pip: Packaged = {
  name: 'pip and xmlsec1',
  packages: ['python3-pip', 'xmlsec1'],
  there: () => pythonImports('pip') && onPath('xmlsec1'),
}
export const rust: Packaged = { name: 'Rust', packages: ['cargo'], there: () => onPath('cargo') }
export const go: Packaged = { name: 'Go', packages: ['golang-go'], there: () => onPath('go') }
/** A client of ours on the crate that Proxmox uses. */
export const proxmoxRealm: Part = { name: 'the Proxmox realm', packages: [], there: makeProxmoxRealm }
export const oauth2Proxy: Part = { name: 'oauth2-proxy', packages: [], there: makeOauth2Proxy }
/** A SAML proxy that is no package of Debian. */
export const satosa: Part = { name: 'SATOSA', packages: [], there: makeSatosa }
export const authlib: Part = { name: 'Authlib', packages: [], there: makeAuthlib }
export const crewjam: Part = { name: 'a service provider on crewjam/saml', packages: [], there: makeCrewjam }
export const phpSaml: Part = { name: 'php-saml', packages: [], there: makePhpSaml }
export const goOidc: Part = { name: 'an app on go-oidc', packages: [], there: makeGoOidc }
export const vmauth: Part = { name: 'vmauth', packages: [], there: makeVmauth }

export const allParts: readonly Packaged[] = [
  redis,
  xmlTools,
  chromium,
  java,
  mellon,
  shibboleth,
  pysaml2,
  onelogin,
  rubySaml,
  pip,
  php,
  simplesamlphp,
  proxies,
  haproxy,
  openidc,
  openssl,
  curl,
  rust,
  go,
]

/** Installs what is lacking where that is possible, and says so. Resolves the reason that a part is not there. */
export function provideParts(): (part: Part) => Promise<string | undefined> {
  const lacking = allParts.filter((part) => !part.there())
  const packages = [...new Set(lacking.flatMap((part) => part.packages))]
  const refusal = packages.length === 0 ? undefined : (cannotInstall(packages) ?? install(packages))
  const reasons = new Map<Part, Promise<string | undefined>>()
  const reasonOf = async (part: Part) => {
    const why = part.packages.length === 0 ? 'see above' : (refusal ?? 'although its packages are installed')
    return (await part.there()) ? undefined : `no ${part.name} on this machine (${why})`
  }
  return (part) => {
    const reason = reasons.get(part) ?? reasonOf(part)
    reasons.set(part, reason)
    return reason
  }
}

function cannotInstall(packages: readonly string[]): string | undefined {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  if (!/^ID(_LIKE)?=.*\bdebian\b/m.test(release)) return 'it is installed by itself on Debian only'
  if (process.getuid?.() !== 0) return 'installing it takes root'
  if (process.env.ISTHMUS_TEST_INSTALL === '1') return undefined
  console.log(`This machine lacks what some tests need: ${packages.join(' ')}.`)
  console.log(
    'ISTHMUS_TEST_INSTALL=1 lets `npm test` install these with apt-get. While it does, it keeps their services from',
  )
  console.log(`starting (${policyFile}). Without it those tests are skipped, and named at the end.`)
  return 'ISTHMUS_TEST_INSTALL=1 lets npm test install it'
}

const policyFile = '/usr/sbin/policy-rc.d'

/** Why the packages could not be installed, or undefined. No service is started by it. */
function install(packages: readonly string[]): string | undefined {
  console.log(`Installing what this machine lacks: ${packages.join(' ')}`)
  const ownPolicy = !existsSync(policyFile)
  // Debian asks this file before a package starts its service: 101 forbids it.
  if (ownPolicy) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return aptGet('update') ?? aptGet('install', '--yes', '--no-install-recommends', ...packages)
  } finally {
    if (ownPolicy) rmSync(policyFile)
  }
}

function aptGet(...args: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '--quiet', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status === 0) return undefined
  console.log(`${stdout}${stderr}`.split('\n').slice(-20).join('\n'))
  return `apt-get ${args[0]} failed`
}
