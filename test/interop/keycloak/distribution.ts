/** Keycloak itself: fetched as its Maven artifact, built once, and kept in a cache folder between runs. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { partsFolder } from '../../run/built.ts'

const version = '26.7.4'
const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:tar.gz`

/** Where the built Keycloak lies. It is only ever read there: a server runs in a folder of its own. */
export const keycloakHome = join(partsFolder, `keycloak-${version}`)

/** A small heap and quick start matter here, throughput does not. The first flag undoes Keycloak's own choice. */
export const javaOptions = '-Xmx384m -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC'

/**
 * Makes sure that a built Keycloak lies in the cache. It is made beside its place and renamed when it is whole, so a
 * run that was cut off leaves nothing that a later one would take for a Keycloak. False, with the reason printed,
 * where it can't be made.
 */
export function makeKeycloak(): boolean {
  if (existsSync(keycloakHome)) return true
  console.log(`Fetching and building Keycloak ${version}, once for this machine …`)
  mkdirSync(partsFolder, { recursive: true })
  const workshop = mkdtempSync(join(partsFolder, 'making-'))
  const made = join(workshop, `keycloak-${version}`)
  const archive = join(workshop, `keycloak-quarkus-dist-${version}.tar.gz`)
  try {
    const done =
      run('mvn', '-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${workshop}`) &&
      run('tar', '-xzf', archive, '-C', workshop) &&
      run(join(made, 'bin/kc.sh'), 'build', '--db=dev-mem')
    if (!done) return false
    // Another run may have been quicker: its Keycloak is as good as ours.
    if (!existsSync(keycloakHome)) renameSync(made, keycloakHome)
    return true
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

function run(command: string, ...args: readonly string[]): boolean {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, JAVA_OPTS_APPEND: javaOptions },
  })
  if (status === 0) return true
  console.log(`${command} failed: ${error?.message ?? `${stdout}${stderr}`.slice(-2000)}`)
  return false
}
