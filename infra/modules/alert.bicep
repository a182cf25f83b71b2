// Asks /readyz from outside, and tells somebody when the bot is not ready for five minutes.
param name string
param location string
param host string
param insightsId string
param email string

resource question 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  kind: 'standard'
  tags: { 'hidden-link:${insightsId}': 'Resource' }
  properties: {
    SyntheticMonitorId: name
    Name: name
    Enabled: true
    Kind: 'standard'
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      { Id: 'emea-nl-ams-azr' }
      { Id: 'apac-jp-kaw-edge' }
      { Id: 'us-va-ash-azr' }
    ]
    Request: {
      RequestUrl: 'https://${host}/readyz'
      HttpVerb: 'GET'
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
      // "degraded" is answered 200: somebody should know all the same
      ContentValidation: {
        ContentMatch: '"status": "ready"'
        PassIfTextFound: true
      }
    }
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: name
  location: 'global'
  properties: {
    groupShortName: 'swarmbot'
    enabled: true
    emailReceivers: [
      { name: 'operator', emailAddress: email, useCommonAlertSchema: true }
    ]
  }
}

resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: name
  location: 'global'
  tags: {
    'hidden-link:${insightsId}': 'Resource'
    'hidden-link:${question.id}': 'Resource'
  }
  properties: {
    description: 'Swarmbot is not ready: /readyz says why, and so does swarmbot doctor.'
    severity: 1
    enabled: true
    scopes: [insightsId, question.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: question.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: empty(email) ? [] : [{ actionGroupId: people.id }]
  }
}
