/** Keycloak itself: fetched as its Maven artifact, built once, and kept in a cache folder between runs. */
import { join } from 'node:path'
import { make, partsFolder } from '../../run/built.ts'

const version = '26.7.4'
const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:tar.gz`

/** Where the built Keycloak lies. It is only ever read there: a server runs in a folder of its own. */
export const keycloakHome = join(partsFolder, `keycloak-${version}`)

/** A small heap and quick start matter here, throughput does not. The first flag undoes Keycloak's own choice. */
export const javaOptions = '-Xmx384m -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC'

/** Makes sure that a built Keycloak lies in the cache; false, with the reason printed, where it can't be made. */
export function makeKeycloak(): Promise<boolean> {
  return make(keycloakHome, 'Keycloak', (workshop) => {
    const made = join(workshop, `keycloak-${version}`)
    const archive = join(workshop, `keycloak-quarkus-dist-${version}.tar.gz`)
    return {
      commands: [
        ['mvn', '-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${workshop}`],
        ['tar', '-xzf', archive, '-C', workshop],
        [join(made, 'bin/kc.sh'), 'build', '--db=dev-mem'],
      ],
      env: { JAVA_OPTS_APPEND: javaOptions },
      made,
    }
  })
}
