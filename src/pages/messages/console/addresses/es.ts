/** Spanish. */
import type { AddressesTexts } from './catalogue.ts'

export const es: AddressesTexts = {
  title: 'Direcciones de metadatos',
  text: 'Donde se leen metadatos con regularidad. Si una dirección falla, la copia en vigor sigue hasta que termina.',
  none: 'No se leen metadatos de ninguna dirección. Introduzca una en «Metadatos» de una aplicación o al añadir una aplicación.',
  search: 'Buscar por dirección o aplicación',
  found: (count, shown) => (count === 1 ? '1 dirección' : `${shown} direcciones`),
  states: { good: 'Responde', unread: 'Aún sin leer', failing: 'Falla', ended: 'Falla, y su copia ha caducado' },
  ofApp: {
    unread: 'Metadatos aún sin leer',
    failing: 'Falla la dirección de los metadatos',
    ended: 'Metadatos caducados',
  },
  waits: 'Una copia nueva espera',
  rejected: 'Se rechazó una copia nueva',
  usedBy: 'La usan',
  readAt: 'Última lectura',
  nextAt: 'Próxima lectura',
  failingSince: 'Falla desde',
  validUntil: 'La copia en vigor vale hasta',
  noEnd: 'No lo dice',
  readNow: 'Leer ahora',
  federations: {
    title: 'Federaciones',
    text: 'Sus aplicaciones se buscan cuando hacen falta y solo aparecen en la lista si las busca: por entityID, y por el entityID completo donde cada una se pide por separado.',
    name: 'Federación',
    apps: 'Aplicaciones',
    onDemand: 'cada una se pide por separado',
    validUntil: 'Vale hasta',
  },
}
