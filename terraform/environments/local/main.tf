# The same data plane as in AWS, on the servers of `local-stack` (or another emulator). Nothing of
# this is for AWS: no encryption, no protection, no backups.
provider "aws" {
  region                      = var.region
  access_key                  = "local"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = "true"
  skip_region_validation      = true
  s3_use_path_style           = true
  max_retries                 = 2

  endpoints {
    dynamodb = var.endpoints.dynamodb
    kinesis  = var.endpoints.kinesis
    s3       = var.endpoints.s3
    sqs      = var.endpoints.sqs
  }
}

module "data" {
  source = "../../modules/data"

  prefix                 = var.prefix
  bucket                 = "${var.prefix}-archive"
  stream                 = { mode = "PROVISIONED", events_shards = var.shards, changes_shards = var.shards }
  encryption             = "none"
  deletion_protection    = false
  point_in_time_recovery = false
}

module "queue" {
  source = "../../modules/queue"

  prefix    = var.prefix
  encrypted = false
  policies  = false
}
