/** French. */
import type { ProductTexts } from './catalogue.ts'

export const fr: ProductTexts = {
  addresses: {
    proxmox: 'de chaque nœud, avec son port : https://pve1.home:8006',
    'proxmox-backup': 'du serveur, avec son port : https://pbs.home:8007',
    'nextcloud-oidc-login': 'de Nextcloud : https://cloud.home',
    'nextcloud-user-oidc': 'de Nextcloud : https://cloud.home',
    portainer: 'de Portainer, avec son port : https://portainer.home:9443',
    gitea: 'de Gitea : https://git.home',
    grafana: 'de Grafana : https://grafana.home',
    vmauth: 'de vmauth : https://metrics.home',
    'oauth2-proxy': 'du site protégé : https://app.home',
  },
  notes: {
    'name-in-redirect': 'Le nom isthmus fait partie de l’URI de redirection.',
    'verified-email':
      'Les personnes dont l’adresse e-mail n’est pas vérifiée y sont refusées : voyez trustEmail du service de connexion.',
    'https-issuer': 'Le serveur d’API n’accepte qu’un émetteur en https.',
    'other-way-in': 'Gardez d’abord un autre moyen d’entrer (docs/ssh.md).',
    'existing-accounts':
      'Il reconnaît les personnes à leur sub : qui y a déjà un compte par un autre fournisseur y serait nouveau. Réglez sub avant la première connexion (docs/oidc-apps.md).',
  },
}
