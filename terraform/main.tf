# One environment of Sluice in one account and region. What differs between environments is in
# environments/<name>/terraform.tfvars and nowhere else.
provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = { application = var.prefix, environment = var.environment, managed-by = "terraform" }
  }
}

locals {
  cluster         = "${var.prefix}-${var.environment}"
  bucket          = coalesce(var.bucket, "${var.prefix}-archive-${var.account_id}")
  zones           = coalesce(var.zones, [for letter in ["a", "b", "c"] : "${var.region}${letter}"])
  customer_key    = var.encryption == "customer"
  events_capacity = var.stream.mode == "PROVISIONED" ? var.stream.events_shards : var.consumer_shards_max
  change_capacity = var.stream.mode == "PROVISIONED" ? var.stream.changes_shards : var.archiver_shards_max
}

module "network" {
  source = "./modules/network"

  name          = local.cluster
  cluster       = local.cluster
  region        = var.region
  cidr          = var.network.cidr
  zones         = local.zones
  nat           = var.network.nat
  flow_log_days = var.log_retention_days
}

module "data" {
  source = "./modules/data"

  prefix              = var.prefix
  bucket              = local.bucket
  stream              = var.stream
  encryption          = var.encryption
  deletion_protection = var.deletion_protection
  expiry              = var.expiry
}

module "queue" {
  source = "./modules/queue"

  prefix = var.prefix
}

module "registry" {
  source = "./modules/registry"

  prefix              = var.prefix
  deletion_protection = var.deletion_protection
}

module "eks" {
  source = "./modules/eks"

  cluster             = local.cluster
  subnet_ids          = module.network.private_subnet_ids
  kubernetes_version  = var.kubernetes.version
  auto_mode           = var.kubernetes.auto_mode
  nodes               = var.kubernetes.nodes
  public_access_cidrs = var.kubernetes.public_access_cidrs
  admins              = var.kubernetes.admins
  log_retention_days  = var.log_retention_days
}

module "identity" {
  source = "./modules/identity"

  prefix               = var.prefix
  region               = var.region
  account_id           = var.account_id
  cluster              = module.eks.cluster
  streams              = module.data.streams
  tables               = module.data.tables
  bucket               = module.data.bucket
  queue                = module.queue.submissions
  kms_key_arn          = module.data.kms_key_arn
  customer_managed_key = local.customer_key
  fan_out              = var.fan_out
  deployer             = var.deployer
  state_bucket         = var.state_bucket
}

module "observability" {
  source = "./modules/observability"

  prefix        = var.prefix
  region        = var.region
  streams       = module.data.streams
  tables        = module.data.tables
  redrive_queue = module.queue.redrive.name
  shards_max    = { events = local.events_capacity, table_changes = local.change_capacity }
  emails        = var.alarm_emails
  thresholds    = var.alarm_thresholds
  runbook       = var.runbook
}

module "analytics" {
  source = "./modules/analytics"

  prefix               = var.prefix
  bucket               = module.data.bucket
  kms_key_arn          = module.data.kms_key_arn
  customer_managed_key = local.customer_key
  since                = var.archive_since
}

module "audit" {
  source = "./modules/audit"

  prefix              = var.prefix
  account_id          = var.account_id
  archive_arn         = module.data.bucket.arn
  config              = var.config_recorder
  deletion_protection = var.deletion_protection
}

module "grafana" {
  source = "./modules/grafana"

  prefix         = var.prefix
  mode           = var.grafana
  cluster        = module.eks.cluster
  account_id     = var.account_id
  log_group_arns = [for kind, group in module.eks.log_groups : "arn:aws:logs:${var.region}:${var.account_id}:log-group:${group}"]
}
