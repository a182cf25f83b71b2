// az deployment group create -g <group> -p infra/example.bicepparam
using 'main.bicep'

param name = 'swarm'
param size = 'small'
param minReplicas = 2
param maxReplicas = 3
param image = readEnvironmentVariable('SWARM_IMAGE', '')
param policy = loadTextContent('../examples/policy.toml')
param rota = loadTextContent('../examples/rota.csv')
param rotaFile = 'rota.csv'
param runbooks = [{ file: 'runbook-storage.md', text: loadTextContent('../examples/runbook-storage.md') }]
param ticketSources = ['generic']
param ticketSecrets = empty(readEnvironmentVariable('SWARM_TICKET_SECRET_GENERIC', '')) ? {} : {
  generic: readEnvironmentVariable('SWARM_TICKET_SECRET_GENERIC', '')
}
param alertEmail = readEnvironmentVariable('SWARM_ALERT_EMAIL', '')
