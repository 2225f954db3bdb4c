# The real provider over the whole configuration, without AWS: a plan of what is not there yet asks
# nobody.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = "true"
}

variables {
  environment  = "test"
  account_id   = "123456789012"
  region       = "eu-west-1"
  state_bucket = "sluice-terraform-state-123456789012"
}

run "an_environment_needs_four_variables" {
  command = plan

  assert {
    condition     = output.cluster_name == "sluice-test" && output.region == "eu-west-1" && output.certificate_arn == null
    error_message = "cluster ${output.cluster_name}, region ${output.region}"
  }

  assert {
    condition     = output.consumer_shards_max == 4 && output.archiver_shards_max == 4
    error_message = "${output.consumer_shards_max} and ${output.archiver_shards_max} replicas"
  }

  assert {
    condition     = output.kubernetes_environment["SLUICE_CONSUMER_BUCKET"] == "sluice-archive-123456789012" && output.kubernetes_environment["SLUICE_ARCHIVER_STREAM"] == "sluice-table-changes" && output.kubernetes_environment["SLUICE_CONSUMER_EVENTS_STREAM_RETENTION"] == "PT168H"
    error_message = jsonencode(output.kubernetes_environment)
  }
}

run "everything_that_is_switched_off" {
  command = plan

  variables {
    stream       = { mode = "PROVISIONED", events_shards = 4, changes_shards = 2 }
    kubernetes   = { auto_mode = false, admins = ["arn:aws:iam::123456789012:role/operators"], public_access_cidrs = ["203.0.113.0/24"] }
    network      = { nat = "per-zone" }
    grafana      = "managed"
    deployer     = { subjects = ["repo:acme/sluice:environment:test"] }
    jwt          = { issuer = "https://issuer.example", jwks_url = "https://issuer.example/jwks.json", audience = "sluice" }
    alarm_emails = ["oncall@example.com"]
    fan_out      = true
  }

  assert {
    condition     = output.kubernetes_environment["SLUICE_SECURITY_JWT_ISSUER"] == "https://issuer.example" && output.kubernetes_environment["SLUICE_KINESIS_RETRIEVAL"] == "FAN_OUT"
    error_message = jsonencode(output.kubernetes_environment)
  }
}
