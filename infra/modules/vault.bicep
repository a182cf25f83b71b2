// The signing secrets of tickets. The bot may read them, and nothing else.
param name string
param location string
param principalId string
param sources array

@secure()
param secrets object

@secure()
param pagingSecret string

@secure()
param linkSecret string

// Key Vault Secrets User
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = [
  for source in sources: if (contains(secrets, source)) {
    parent: vault
    name: 'ticket-secret-${source}'
    properties: {
      value: secrets[source]
      contentType: 'whsec_..., several parted by spaces'
    }
  }
]

resource paging 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(pagingSecret)) {
  parent: vault
  name: 'paging-secret'
  properties: {
    value: pagingSecret
    contentType: 'whsec_...'
  }
}

resource links 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'link-secret'
  properties: {
    value: linkSecret
    contentType: 'signs download links'
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

output url string = vault.properties.vaultUri
