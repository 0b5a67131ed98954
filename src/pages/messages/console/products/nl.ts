/** Dutch. */
import type { ProductTexts } from './catalogue.ts'

export const nl: ProductTexts = {
  addresses: {
    proxmox: 'van elk knooppunt, met poort: https://pve1.home:8006',
    'proxmox-backup': 'van de server, met poort: https://pbs.home:8007',
    'nextcloud-oidc-login': 'van Nextcloud: https://cloud.home',
    'nextcloud-user-oidc': 'van Nextcloud: https://cloud.home',
    portainer: 'van Portainer, met poort: https://portainer.home:9443',
    gitea: 'van Gitea: https://git.home',
    grafana: 'van Grafana: https://grafana.home',
    vmauth: 'van vmauth: https://metrics.home',
    'oauth2-proxy': 'van de beschermde site: https://app.home',
  },
  notes: {
    'name-in-redirect': 'De naam isthmus is deel van de redirect-URI.',
    'verified-email':
      'Mensen van wie het e-mailadres niet is nagegaan, worden daar geweigerd: zie trustEmail van de aanmelddienst.',
    'https-issuer': 'De API-server neemt alleen een issuer met https aan.',
    'other-way-in': 'Houd eerst een andere weg naar binnen open (docs/ssh.md).',
    'existing-accounts':
      'Het kent mensen aan hun sub: wie daar al een account via een andere aanbieder heeft, is anders nieuw. Stel sub in vóór de eerste aanmelding (docs/oidc-apps.md).',
  },
}
