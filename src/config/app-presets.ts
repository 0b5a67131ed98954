/**
 * Apps that speak OpenID Connect and are known: what each needs here, and what to enter there. After their sources and
 * documents.
 */
import type { AppPreset, AppPresetName } from './app-preset.ts'
import { presetNotes } from './preset-notes.ts'

const groups = { groups: 'groups' }
/** Where a product has addresses with and without it, depending on how its web server is set up. */
const alsoIndexPhp = (origins: readonly string[], path: string) =>
  origins.flatMap((origin) => [`${origin}/apps/${path}`, `${origin}/index.php/apps/${path}`])
const each = (origins: readonly string[], path: string) => origins.map((origin) => `${origin}${path}`)

const proxmox: AppPreset = {
  title: 'Proxmox VE',
  addresses: 'of every node, with its port: https://pve1.home:8006',
  // It sends its own origin, without a slash, as redirect_uri.
  entry: (origins) => ({
    displayName: 'Proxmox VE',
    redirectUris: [...origins],
    // Proxmox takes letters, digits, dot, underscore and hyphen in a group's name.
    claims: { groups: 'groups.filter(g, !g.contains(" ") && !g.contains("/") && !g.contains(":"))' },
  }),
  theirs: ({ issuer, clientId, secret }) => [
    `pveum realm add isthmus --type openid --issuer-url ${issuer} --client-id ${clientId} --client-key ${secret} \\`,
    `  --username-claim username --scopes 'openid email profile groups' --autocreate 1 --groups-claim groups`,
  ],
}

const proxmoxBackup: AppPreset = {
  title: 'Proxmox Backup Server',
  addresses: 'of the server, with its port: https://pbs.home:8007',
  entry: (origins) => ({ displayName: 'Proxmox Backup Server', redirectUris: [...origins] }),
  theirs: ({ issuer, clientId, secret }) => [
    'Configuration → Access Control → Realms → Add → OpenID Connect Server:',
    `Issuer URL ${issuer}, Realm isthmus, Client ID ${clientId}, Client Key ${secret}, Username Claim username, Autocreate Users`,
  ],
}

const nextcloudOidcLogin: AppPreset = {
  title: 'Nextcloud (app oidc_login)',
  addresses: 'of Nextcloud: https://cloud.home',
  entry: (origins) => ({
    displayName: 'Nextcloud',
    redirectUris: alsoIndexPhp(origins, 'oidc_login/oidc'),
    postLogoutRedirectUris: origins.map((origin) => `${origin}/`),
    pkce: 'optional',
    claims: groups,
  }),
  theirs: ({ issuer, clientId, secret, origin }) => [
    'config.php:',
    `  'oidc_login_provider_url' => '${issuer}',`,
    `  'oidc_login_client_id' => '${clientId}',`,
    `  'oidc_login_client_secret' => '${secret}',`,
    `  'oidc_login_scope' => 'openid profile email groups',`,
    `  'oidc_login_attributes' => ['id' => 'preferred_username', 'name' => 'name', 'mail' => 'email', 'groups' => 'groups'],`,
    `  'oidc_login_code_challenge_method' => 'S256',`,
    // Else nobody gets in who has no account there yet.
    `  'oidc_login_disable_registration' => false,`,
    `  'oidc_login_end_session_redirect' => true,`,
    `  'oidc_login_logout_url' => '${origin}/',`,
  ],
}

const nextcloudUserOidc: AppPreset = {
  title: 'Nextcloud (app user_oidc)',
  addresses: 'of Nextcloud: https://cloud.home',
  // It reads the ID Token, not userinfo.
  entry: (origins) => ({
    displayName: 'Nextcloud',
    redirectUris: alsoIndexPhp(origins, 'user_oidc/code'),
    postLogoutRedirectUris: origins.flatMap((origin) => [origin, `${origin}/`]),
    ...(origins[0] !== undefined && {
      backchannelLogoutUri: `${origins[0]}/apps/user_oidc/backchannel-logout/isthmus`,
    }),
    clientAuthentication: 'client_secret_post',
    claims: groups,
    idToken: { claims: 'all' },
  }),
  theirs: ({ publicUrl, clientId, secret }) => [
    `occ user_oidc:provider isthmus --clientid=${clientId} --clientsecret=${secret} \\`,
    `  --discoveryuri=${publicUrl}/.well-known/openid-configuration --scope='openid email profile groups' \\`,
    '  --mapping-uid=preferred_username --mapping-groups=groups --group-provisioning=1 --unique-uid=0 --send-id-token-hint=1',
  ],
}

const portainer: AppPreset = {
  title: 'Portainer',
  addresses: 'of Portainer, with its port: https://portainer.home:9443',
  // No discovery, no PKCE, no nonce; userinfo as JSON.
  entry: (origins) => ({
    displayName: 'Portainer',
    redirectUris: origins.flatMap((origin) => [`${origin}/`, origin]),
    postLogoutRedirectUris: origins.map((origin) => `${origin}/`),
    pkce: 'optional',
    claims: groups,
  }),
  theirs: ({ publicUrl, clientId, secret, origin }) => [
    'Settings → Authentication → OAuth, Custom:',
    `Client ID ${clientId}, Client secret ${secret}, Redirect URL ${origin}/`,
    `Authorization URL ${publicUrl}/oidc/authorize, Access token URL ${publicUrl}/oidc/token, Resource URL ${publicUrl}/oidc/userinfo`,
    `Logout URL ${publicUrl}/oidc/logout, User identifier preferred_username, Scopes: openid profile email groups, Auth Style: In Header`,
    'Automatic user provisioning: on',
  ],
}

const gitea: AppPreset = {
  title: 'Gitea, Forgejo',
  addresses: 'of Gitea: https://git.home',
  entry: (origins) => ({
    displayName: 'Gitea',
    redirectUris: each(origins, '/user/oauth2/isthmus/callback'),
    pkce: 'optional',
    claims: groups,
    idToken: { claims: 'all' },
  }),
  theirs: ({ publicUrl, clientId, secret }) => [
    `gitea admin auth add-oauth --name isthmus --provider openidConnect --key ${clientId} --secret ${secret} \\`,
    `  --auto-discover-url ${publicUrl}/.well-known/openid-configuration --scopes 'email profile groups' --group-claim-name groups`,
  ],
  notes: [presetNotes.nameInRedirect, presetNotes.existingAccounts],
}

const grafana: AppPreset = {
  title: 'Grafana',
  addresses: 'of Grafana: https://grafana.home',
  entry: (origins) => ({
    displayName: 'Grafana',
    redirectUris: each(origins, '/login/generic_oauth'),
    postLogoutRedirectUris: each(origins, '/login'),
    claims: groups,
    idToken: { claims: 'all' },
  }),
  theirs: ({ publicUrl, clientId, secret }) =>
    [
      'grafana.ini:',
      '[auth.generic_oauth]',
      `enabled = true, use_pkce = true, client_id = ${clientId}, client_secret = ${secret}`,
      'scopes = openid profile email groups, login_attribute_path = preferred_username, groups_attribute_path = groups',
      `auth_url = ${publicUrl}/oidc/authorize, token_url = ${publicUrl}/oidc/token, api_url = ${publicUrl}/oidc/userinfo`,
      `signout_redirect_url = ${publicUrl}/oidc/logout?client_id=${clientId}`,
    ].flatMap((line) => line.split(/, (?=[a-z_]+ = )/)),
  notes: [presetNotes.existingAccounts],
}

const vmauth: AppPreset = {
  title: 'vmauth (VictoriaMetrics)',
  addresses: 'of vmauth: https://metrics.home',
  entry: (origins) => ({
    displayName: 'VictoriaMetrics',
    redirectUris: each(origins, '/_vmauth/callback'),
    clientAuthentication: 'client_secret_post',
    pkce: 'optional',
    claims: { vm_access: '{"metrics_account_id": 0, "metrics_project_id": 0}' },
    idToken: { claims: 'all' },
  }),
  theirs: ({ issuer, clientId, secret }) => [
    'auth.yml (docs/vmauth.md):',
    'users:',
    `- jwt: { oidc: { issuer: '${issuer}' }, match_claims: { aud: ${clientId} } }`,
    `  url_prefix: 'http://127.0.0.1:8481/select/{{.MetricsTenant}}/prometheus'`,
    `Only where vmauth signs people in by itself: client ID ${clientId}, client secret ${secret}`,
  ],
}

const oauth2Proxy: AppPreset = {
  title: 'oauth2-proxy',
  addresses: 'of the protected site: https://app.home',
  entry: (origins) => ({
    displayName: 'oauth2-proxy',
    redirectUris: each(origins, '/oauth2/callback'),
    claims: groups,
    idToken: { claims: 'all' },
  }),
  theirs: ({ issuer, clientId, secret, origin }) => [
    'export OAUTH2_PROXY_COOKIE_SECRET=$(openssl rand -hex 16) OAUTH2_PROXY_UPSTREAMS=http://127.0.0.1:3000',
    `oauth2-proxy --provider=oidc --oidc-issuer-url=${issuer} --client-id=${clientId} --client-secret=${secret} \\`,
    `  --redirect-url=${origin}/oauth2/callback --code-challenge-method=S256 --scope='openid email profile groups' \\`,
    "  --email-domain='*' --oidc-groups-claim=groups",
  ],
  notes: [presetNotes.verifiedEmail, presetNotes.existingAccounts],
}

const kubernetes: AppPreset = {
  title: 'Kubernetes (kubelogin)',
  addresses: 'kubelogin listens on this machine',
  withoutAddress: true,
  entry: () => ({
    displayName: 'Kubernetes',
    redirectUris: ['http://localhost:8000', 'http://localhost:18000'],
    clientAuthentication: 'none',
    grants: ['authorization_code', 'refresh_token'],
    claims: groups,
    idToken: { claims: 'all' },
  }),
  theirs: ({ issuer, clientId }) => [
    `kube-apiserver --oidc-issuer-url=${issuer} --oidc-client-id=${clientId} \\`,
    // Else a group called `system:masters` rules the cluster, whoever may make groups upstream.
    '  --oidc-username-claim=preferred_username --oidc-username-prefix=oidc: --oidc-groups-claim=groups --oidc-groups-prefix=oidc:',
    `kubectl oidc-login setup --oidc-issuer-url=${issuer} --oidc-client-id=${clientId} --oidc-extra-scope=profile,groups`,
  ],
  notes: [presetNotes.httpsIssuer],
}

const pam: AppPreset = {
  title: 'SSH (pam_oauth2_device)',
  addresses: 'a code is shown',
  withoutAddress: true,
  entry: () => ({
    displayName: 'SSH',
    redirectUris: ['urn:ietf:wg:oauth:2.0:oob'],
    grants: ['device_code'],
    claims: groups,
    idToken: { claims: 'all' },
    username: 'claims.preferred_username',
  }),
  theirs: ({ publicUrl, clientId, secret }) => [
    '/etc/pam_oauth2_device/config.json:',
    ...JSON.stringify(
      {
        client_id: clientId,
        client_secret: secret,
        oauth_auth_url: `${publicUrl}/oidc/authorize`,
        oauth_device_url: `${publicUrl}/oidc/device`,
        oauth_token_url: `${publicUrl}/oidc/token`,
        oauth_token_introspect_url: `${publicUrl}/oidc/introspect`,
        scopes: 'openid profile groups',
      },
      null,
      2,
    ).split('\n'),
  ],
  notes: [presetNotes.otherWayIn],
}

/** By the name on the command line. */
export const appPresets: Readonly<Record<AppPresetName, AppPreset>> = {
  proxmox,
  'proxmox-backup': proxmoxBackup,
  'nextcloud-oidc-login': nextcloudOidcLogin,
  'nextcloud-user-oidc': nextcloudUserOidc,
  portainer,
  gitea,
  grafana,
  vmauth,
  'oauth2-proxy': oauth2Proxy,
  kubernetes,
  pam,
}
