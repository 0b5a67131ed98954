/** Keycloak itself: fetched as its Maven artifact, built once, and kept in a cache folder between runs. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { partsFolder, ran } from '../../run/built.ts'

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
export async function makeKeycloak(): Promise<boolean> {
  if (existsSync(keycloakHome)) return true
  console.log(`Fetching and building Keycloak ${version}, once for this machine …`)
  mkdirSync(partsFolder, { recursive: true })
  const workshop = mkdtempSync(join(partsFolder, 'making-'))
  const made = join(workshop, `keycloak-${version}`)
  const archive = join(workshop, `keycloak-quarkus-dist-${version}.tar.gz`)
  try {
    const done =
      (await run('mvn', '-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${workshop}`)) &&
      (await run('tar', '-xzf', archive, '-C', workshop)) &&
      (await run(join(made, 'bin/kc.sh'), 'build', '--db=dev-mem'))
    if (!done) return false
    // Another run may have been quicker: its Keycloak is as good as ours.
    if (!existsSync(keycloakHome)) renameSync(made, keycloakHome)
    return true
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

const run = (command: string, ...args: readonly string[]) => ran(command, args, { JAVA_OPTS_APPEND: javaOptions })
