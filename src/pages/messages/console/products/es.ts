/** Spanish. */
import type { ProductTexts } from './catalogue.ts'

export const es: ProductTexts = {
  addresses: {
    proxmox: 'de cada nodo, con su puerto: https://pve1.home:8006',
    'proxmox-backup': 'del servidor, con su puerto: https://pbs.home:8007',
    'nextcloud-oidc-login': 'de Nextcloud: https://cloud.home',
    'nextcloud-user-oidc': 'de Nextcloud: https://cloud.home',
    portainer: 'de Portainer, con su puerto: https://portainer.home:9443',
    gitea: 'de Gitea: https://git.home',
    grafana: 'de Grafana: https://grafana.home',
    vmauth: 'de vmauth: https://metrics.home',
    'oauth2-proxy': 'del sitio protegido: https://app.home',
  },
  notes: {
    'name-in-redirect': 'El nombre isthmus forma parte de la URI de redirección.',
    'verified-email':
      'Rechaza a las personas cuya dirección de correo no está verificada: vea trustEmail del servicio de acceso.',
    'https-issuer': 'El servidor de API solo acepta un emisor con https.',
    'other-way-in': 'Deje antes abierta otra manera de entrar (docs/ssh.md).',
    'existing-accounts':
      'Conoce a las personas por su sub: quien ya tiene allí una cuenta por otro proveedor sería nuevo. Ajuste sub antes del primer inicio de sesión (docs/oidc-apps.md).',
  },
}
