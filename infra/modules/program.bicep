// The bot itself: one container, 1 to N replicas on one store, no leader among them.
param name string
param location string
param environmentId string
param host string
param image string
param registryServer string
param identityId string
param clientId string
param tenants string
param storeUrl string
param vaultUrl string
param ticketSources array
param paging bool
param policy string
param rota string
param rotaFile string
param runbooks array
param size string
param minReplicas int
param maxReplicas int
param insights string

var port = 3978
var most = max(minReplicas, maxReplicas)
var resources = {
  small: { cpu: json('0.5'), memory: '1Gi' }
  medium: { cpu: json('1.0'), memory: '2Gi' }
  large: { cpu: json('2.0'), memory: '4Gi' }
}

var ticketSecrets = [
  for source in ticketSources: {
    name: 'ticket-secret-${source}'
    keyVaultUrl: '${vaultUrl}secrets/ticket-secret-${source}'
    identity: identityId
  }
]
var ticketSettings = [
  for source in ticketSources: {
    name: 'SWARM_TICKET_SECRET_${toUpper(source)}'
    secretRef: 'ticket-secret-${source}'
  }
]

var pagingSecrets = paging
  ? [{ name: 'paging-secret', keyVaultUrl: '${vaultUrl}secrets/paging-secret', identity: identityId }]
  : []
var pagingSettings = paging ? [{ name: 'SWARM_PAGING_SECRET', secretRef: 'paging-secret' }] : []

// The same for all replicas: any of them may be asked for what another one has offered.
var linkSecrets = [
  { name: 'link-secret', keyVaultUrl: '${vaultUrl}secrets/link-secret', identity: identityId }
]

// An empty secret is refused, so a team without a rota has none.
var rotaSecrets = empty(rota) ? [] : [{ name: 'rota', value: rota }]
var rotaFiles = empty(rota) ? [] : [{ secretRef: 'rota', path: rotaFile }]
// All in one folder: the policy names them by their file alone.
var runbookSecrets = [
  for book in runbooks: { name: 'runbook-${uniqueString(book.file)}', value: book.text }
]
var runbookFiles = [
  for book in runbooks: { secretRef: 'runbook-${uniqueString(book.file)}', path: book.file }
]
var tenantSettings = empty(tenants) ? [] : [{ name: 'SWARM_TENANTS', value: tenants }]

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environmentId
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        allowInsecure: false
      }
      registries: [{ server: registryServer, identity: identityId }]
      secrets: concat([{ name: 'policy', value: policy }], rotaSecrets, runbookSecrets, ticketSecrets, pagingSecrets, linkSecrets)
    }
    template: {
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'swarmbot'
          image: image
          resources: resources[size]
          env: concat(
            [
              { name: 'MicrosoftAppId', value: clientId }
              { name: 'MicrosoftAppTenantId', value: tenant().tenantId }
              { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
              // which identity Azure's libraries use for the store
              { name: 'AZURE_CLIENT_ID', value: clientId }
              { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights }
              { name: 'SWARM_STORE', value: storeUrl }
              { name: 'SWARM_POLICY', value: '/policy/policy.toml' }
              { name: 'SWARM_HOST', value: '0.0.0.0' }
              { name: 'SWARM_PORT', value: string(port) }
              { name: 'SWARM_REPLICAS', value: string(most) }
              { name: 'SWARM_PUBLIC_URL', value: 'https://${host}' }
              { name: 'SWARM_LINK_SECRET', secretRef: 'link-secret' }
            ],
            tenantSettings,
            ticketSettings,
            pagingSettings
          )
          volumeMounts: [{ volumeName: 'policy', mountPath: '/policy' }]
          probes: [
            {
              // A new revision takes over only when it reaches its store.
              type: 'Startup'
              httpGet: { path: '/readyz', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 10
            }
            {
              // Traffic goes on while the store is away: Teams then hears why, and sends again.
              type: 'Readiness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 15
              timeoutSeconds: 5
              failureThreshold: 4
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: most
        rules: [{ name: 'presses', http: { metadata: { concurrentRequests: '50' } } }]
      }
      volumes: [
        {
          name: 'policy'
          storageType: 'Secret'
          secrets: concat([{ secretRef: 'policy', path: 'policy.toml' }], rotaFiles, runbookFiles)
        }
      ]
    }
  }
}
