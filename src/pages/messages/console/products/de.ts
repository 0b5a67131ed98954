/** German. */
export const de = {
  addresses: {
    proxmox: 'jedes Knotens, mit Port: https://pve1.home:8006',
    'proxmox-backup': 'des Servers, mit Port: https://pbs.home:8007',
    'nextcloud-oidc-login': 'von Nextcloud: https://cloud.home',
    'nextcloud-user-oidc': 'von Nextcloud: https://cloud.home',
    portainer: 'von Portainer, mit Port: https://portainer.home:9443',
    gitea: 'von Gitea: https://git.home',
    grafana: 'von Grafana: https://grafana.home',
    vmauth: 'von vmauth: https://metrics.home',
    'oauth2-proxy': 'der geschützten Seite: https://app.home',
  },
  notes: {
    'name-in-redirect': 'Der Name isthmus ist Teil der Redirect-URI.',
    'verified-email':
      'Menschen, deren E-Mail-Adresse nicht geprüft ist, werden dort abgelehnt: siehe trustEmail beim Anmeldedienst.',
    'https-issuer': 'Der API-Server nimmt nur einen Issuer mit https an.',
    'other-way-in': 'Lassen Sie zuerst einen anderen Weg hinein offen (docs/ssh.md).',
    'existing-accounts':
      'Es kennt Menschen an ihrem sub: Wer dort schon über einen anderen Anbieter ein Konto hat, ist sonst neu. Stellen Sie sub vor der ersten Anmeldung ein (docs/oidc-apps.md).',
  },
}
