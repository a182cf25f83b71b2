// Everything that Swarmbot needs in one resource group.
//
// First deployment: without an image, it makes the rooms. Then build the image into the registry
// that the outputs name, and deploy again with `image`: the bot starts, and Teams can reach it.
targetScope = 'resourceGroup'

@description('Begins the names of everything: 2 to 10 lower-case letters and digits, a letter first.')
@minLength(2)
@maxLength(10)
param name string = 'swarm'

@description('Where everything lies.')
param location string = resourceGroup().location

@description('Where the Azure Bot lies: global, or the region that your data must stay in.')
@allowed(['global', 'westeurope', 'centralindia'])
param botRegion string = 'global'

@description('The container image, as the registry of the outputs holds it. Empty: no bot yet.')
param image string = ''

@description('How much one replica gets: small for up to a hundred open cases.')
@allowed(['small', 'medium', 'large'])
param size string = 'small'

@description('The least number of replicas; 2 keep going when a zone or a node is lost.')
@minValue(1)
@maxValue(10)
param minReplicas int = 2

@description('The most replicas, at least minReplicas. Teams allows 50 requests a second for all of them.')
@minValue(1)
@maxValue(10)
param maxReplicas int = 3

@description('How storage is kept: in three zones, or in one where the region has no zones.')
@allowed(['Standard_ZRS', 'Standard_LRS', 'Standard_GZRS', 'Standard_GRS'])
param storageSku string = 'Standard_ZRS'

@description('The rules of the team: the text of the policy file.')
param policy string = loadTextContent('../examples/policy.toml')

@description('Who is on duty: the text of the file that the policy names as rota.')
param rota string = loadTextContent('../examples/rota.csv')

@description('The name of the rota in the policy.')
param rotaFile string = 'rota.csv'

@description('The runbooks that the policy names, each with its file (no folder before it) and its text.')
param runbooks array = [{ file: 'runbook-storage.md', text: loadTextContent('../examples/runbook-storage.md') }]

@description('The ticket sources that send webhooks.')
param ticketSources array = ['generic']

@description('For each ticket source its signing secrets: whsec_..., several parted by spaces. Left out: the vault keeps what it has.')
@secure()
param ticketSecrets object = {}

@description('Whether the policy names a paging service.')
param paging bool = false

@description('What pages are signed with: whsec_... Left out: the vault keeps what it has.')
@secure()
param pagingSecret string = ''

@description('What download links are signed with. They hold ten minutes, so that a new one with each deployment harms nobody.')
@secure()
param linkSecret string = '${newGuid()}${newGuid()}'

@description('Ids of further tenants to serve, parted by spaces.')
param tenants string = ''

@description('Who is told when the bot is not ready for five minutes. Empty: nobody.')
param alertEmail string = ''

@description('How long logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 30

var unique = uniqueString(resourceGroup().id)
var names = {
  identity: '${name}-id'
  storage: '${name}${unique}'
  vault: '${take(name, 8)}-${unique}'
  registry: '${name}${unique}'
  logs: '${name}-logs'
  environment: '${name}-env'
  app: '${name}-app'
  bot: '${name}-bot-${unique}'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.identity
  location: location
}

module store 'modules/store.bicep' = {
  name: 'store'
  params: {
    name: names.storage
    location: location
    sku: storageSku
    principalId: identity.properties.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: names.vault
    location: location
    principalId: identity.properties.principalId
    sources: ticketSources
    secrets: ticketSecrets
    pagingSecret: pagingSecret
    linkSecret: linkSecret
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  params: {
    name: names.registry
    location: location
    principalId: identity.properties.principalId
  }
}

module logs 'modules/logs.bicep' = {
  name: 'logs'
  params: {
    name: names.logs
    location: location
    days: logDays
  }
}

module rooms 'modules/rooms.bicep' = {
  name: 'rooms'
  params: {
    name: names.environment
    location: location
    workspaceId: logs.outputs.workspaceId
  }
}

var host = '${names.app}.${rooms.outputs.domain}'

module program 'modules/program.bicep' = if (!empty(image)) {
  name: 'program'
  params: {
    name: names.app
    location: location
    environmentId: rooms.outputs.id
    host: host
    image: image
    registryServer: registry.outputs.server
    identityId: identity.id
    clientId: identity.properties.clientId
    tenants: tenants
    storeUrl: store.outputs.url
    vaultUrl: vault.outputs.url
    ticketSources: ticketSources
    paging: paging
    policy: policy
    rota: rota
    rotaFile: rotaFile
    runbooks: runbooks
    size: size
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    insights: logs.outputs.connection
  }
}

module alert 'modules/alert.bicep' = if (!empty(image)) {
  name: 'alert'
  params: {
    name: '${name}-ready'
    location: location
    host: host
    insightsId: logs.outputs.insightsId
    email: alertEmail
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: names.bot
    region: botRegion
    host: host
    identityId: identity.id
    clientId: identity.properties.clientId
  }
}

@description('MicrosoftAppId: for swarmbot manifest --app-id.')
output botAppId string = identity.properties.clientId

@description('MicrosoftAppTenantId.')
output botTenantId string = tenant().tenantId

@description('The public name of the bot: for swarmbot manifest --host.')
output botHost string = host

@description('Where the Azure Bot delivers what people write.')
output messagingEndpoint string = bot.outputs.endpoint

@description('Where ticket systems send their webhooks, without the name of the source.')
output ticketEndpoint string = 'https://${host}/tickets/'

@description('SWARM_STORE: for swarmbot list and doctor, with an identity that may read the tables.')
output storeUrl string = store.outputs.url

@description('The registry that the image is pushed to: az acr build --registry ...')
output registryName string = names.registry

@description('The first part of the image, before /swarmbot:1.2.3.')
output registryServer string = registry.outputs.server

@description('The vault that holds the signing secrets of tickets.')
output vaultName string = names.vault

@description('The container app: for az containerapp logs show --name ...')
output appName string = names.app
