output "cluster_name" {
  description = "Name of the EKS cluster."
  value       = module.eks.cluster
}

output "region" {
  description = "The region."
  value       = var.region
}

output "registry" {
  description = "What the URLs of the images' repositories begin with."
  value       = module.registry.url
}

output "certificate_arn" {
  description = "The certificate of the load balancers, as given."
  value       = var.certificate_arn
}

output "consumer_shards_max" {
  description = "The most replicas of the consumer."
  value       = var.consumer_shards_max
}

output "archiver_shards_max" {
  description = "The most replicas of the archiver."
  value       = var.archiver_shards_max
}

output "kubernetes_environment" {
  description = "What the services are told, as environment variables: `./sluice deploy` makes a ConfigMap of it."
  value = merge(
    {
      AWS_REGION                              = var.region
      SLUICE_CLOUDWATCH                       = "true"
      SLUICE_LOG                              = "json"
      SLUICE_ENVIRONMENT                      = "production"
      SLUICE_PREFIX                           = var.prefix
      SLUICE_KINESIS_RETRIEVAL                = var.fan_out ? "FAN_OUT" : "POLLING"
      SLUICE_CONSUMER_APPLICATION             = module.data.tables["consumer_leases"].name
      SLUICE_CONSUMER_STREAM                  = module.data.streams["events"].name
      SLUICE_CONSUMER_TABLE_PREFIX            = var.prefix
      SLUICE_CONSUMER_BUCKET                  = module.data.bucket.name
      SLUICE_CONSUMER_EVENTS_STREAM_RETENTION = "PT${var.stream.retention_hours}H"
      SLUICE_ARCHIVER_APPLICATION             = module.data.tables["archiver_leases"].name
      SLUICE_ARCHIVER_STREAM                  = module.data.streams["table_changes"].name
      SLUICE_ARCHIVER_TABLE_PREFIX            = var.prefix
      SLUICE_ARCHIVER_BUCKET                  = module.data.bucket.name
      SLUICE_QUERY_TABLE_PREFIX               = var.prefix
      SLUICE_QUERY_ARCHIVE_BUCKET             = module.data.bucket.name
      SLUICE_INGEST_STREAM                    = module.data.streams["events"].name
      SLUICE_INGEST_SQS_QUEUE                 = module.queue.submissions.name
      SLUICE_INGEST_DEAD_LETTERS_BUCKET       = module.data.bucket.name
    },
    var.jwt == null ? { SLUICE_SECURITY_MODE = "api-keys" } : {
      SLUICE_SECURITY_MODE                   = "jwt"
      SLUICE_SECURITY_JWT_ISSUER             = var.jwt.issuer
      SLUICE_SECURITY_JWT_JWKS_URL           = var.jwt.jwks_url
      SLUICE_SECURITY_JWT_AUDIENCE           = var.jwt.audience
    }
  )
}

output "deployer_policy_json" {
  description = "All that the deployer may do, in one policy; attached are several, for AWS bounds the size of one."
  value = jsonencode({
    Version   = "2012-10-17"
    Statement = flatten([for policy in values(module.identity.deployer_policies) : jsondecode(policy).Statement])
  })
}

output "deployer_role_arn" {
  description = "The role that workflows take; null where there is none."
  value       = module.identity.deployer_role_arn
}

output "service_policies" {
  description = "The policy of each service account, as JSON."
  value       = module.identity.policies
}

output "alarms" {
  description = "Name of each alarm and the section of docs/operations.md that says what to do."
  value       = module.observability.alarms
}

output "alarm_topic_arn" {
  description = "Where alarms are told."
  value       = module.observability.topic_arn
}

output "grafana_endpoint" {
  description = "Where the managed Grafana is; null without one."
  value       = module.grafana.endpoint
}
