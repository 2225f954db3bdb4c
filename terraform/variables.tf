variable "environment" {
  description = "What this environment is called, such as dev or prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,15}$", var.environment))
    error_message = "environment is \"${var.environment}\"; accepted are 2 to 16 of a-z 0-9 -, a letter first."
  }
}

variable "account_id" {
  description = "The AWS account. Credentials of another are refused before anything is done."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id is \"${var.account_id}\"; accepted are the 12 digits of an AWS account, in quotes."
  }
}

variable "region" {
  description = "The AWS region, which has three zones or more."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is \"${var.region}\"; accepted is the name of a region, such as eu-west-1."
  }
}

variable "state_bucket" {
  description = "The bucket of Terraform's state, which was made by hand: README.md."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.state_bucket))
    error_message = "state_bucket is \"${var.state_bucket}\"; accepted are 3 to 63 of a-z 0-9 . -, as S3 names buckets."
  }
}

variable "prefix" {
  description = "What all names begin with; an account and region holds one installation of a prefix."
  type        = string
  default     = "sluice"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,14}$", var.prefix))
    error_message = "prefix is \"${var.prefix}\"; accepted are 2 to 15 of a-z 0-9 -, a letter first."
  }
}

variable "bucket" {
  description = "Name of the bucket of the archive, unique in all of AWS; by default prefix, archive and account."
  type        = string
  default     = null

  validation {
    condition     = var.bucket == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket is ${jsonencode(var.bucket)}; accepted are 3 to 63 of a-z 0-9 . -, as S3 names buckets."
  }
}

variable "zones" {
  description = "Three zones of the region; by default its a, b and c."
  type        = list(string)
  default     = null

  validation {
    condition     = var.zones == null ? true : length(distinct(var.zones)) == 3 && length(var.zones) == 3 && alltrue([for zone in var.zones : startswith(zone, var.region)])
    error_message = "zones is ${jsonencode(var.zones)}; accepted are three different zones of ${var.region}, such as [\"${var.region}a\", \"${var.region}b\", \"${var.region}c\"]."
  }
}

variable "network" {
  description = "Addresses, and the way out: none, one NAT gateway, or one per-zone."
  type = object({
    cidr = optional(string, "10.40.0.0/16")
    nat  = optional(string, "one")
  })
  default = {}
}

variable "stream" {
  description = "Capacity of the streams: ON_DEMAND, or PROVISIONED with so many shards each; and how long they keep records."
  type = object({
    mode            = optional(string, "ON_DEMAND")
    events_shards   = optional(number, 2)
    changes_shards  = optional(number, 2)
    retention_hours = optional(number, 168)
  })
  default = {}

  validation {
    condition     = var.stream.mode != "PROVISIONED" || (var.stream.events_shards <= var.consumer_shards_max && var.stream.changes_shards <= var.archiver_shards_max)
    error_message = "stream.events_shards is ${var.stream.events_shards} and stream.changes_shards ${var.stream.changes_shards}; accepted are at most consumer_shards_max (${var.consumer_shards_max}) and archiver_shards_max (${var.archiver_shards_max}), beyond which no pod would read them."
  }
}

variable "consumer_shards_max" {
  description = "The most replicas of the consumer, which is the most shards of events that are worth having."
  type        = number
  default     = 4

  validation {
    condition     = var.consumer_shards_max >= 1 && var.consumer_shards_max <= 200 && floor(var.consumer_shards_max) == var.consumer_shards_max
    error_message = "consumer_shards_max is ${var.consumer_shards_max}; accepted are whole numbers from 1 to 200."
  }
}

variable "archiver_shards_max" {
  description = "The most replicas of the archiver, which is the most shards of changes that are worth having."
  type        = number
  default     = 4

  validation {
    condition     = var.archiver_shards_max >= 1 && var.archiver_shards_max <= 200 && floor(var.archiver_shards_max) == var.archiver_shards_max
    error_message = "archiver_shards_max is ${var.archiver_shards_max}; accepted are whole numbers from 1 to 200."
  }
}

variable "fan_out" {
  description = "Whether workers read with enhanced fan-out, at a price per shard and worker application."
  type        = bool
  default     = false
}

variable "encryption" {
  description = "customer: a KMS key of this environment. aws: AWS's own keys."
  type        = string
  default     = "customer"

  validation {
    condition     = contains(["customer", "aws"], var.encryption)
    error_message = "encryption is \"${var.encryption}\"; accepted are customer and aws."
  }
}

variable "deletion_protection" {
  description = "Whether tables and buckets refuse to be deleted. To destroy an environment, apply with false first."
  type        = bool
  default     = true
}

variable "expiry" {
  description = "After how many days what is not the archive goes: dead letters, older versions of objects, results of Athena."
  type = object({
    rejected_days   = optional(number, 90)
    noncurrent_days = optional(number, 30)
    results_days    = optional(number, 7)
  })
  default = {}
}

variable "archive_since" {
  description = "The first date of the archive, for Athena."
  type        = string
  default     = "2026-01-01"
}

variable "kubernetes" {
  description = "The cluster: version, nodes made by EKS (auto_mode) or one group of them, from where its API is reached, and roles that administer it."
  type = object({
    version             = optional(string, "1.33")
    auto_mode           = optional(bool, true)
    public_access_cidrs = optional(list(string), [])
    admins              = optional(list(string), [])
    nodes = optional(object({
      instance_types = optional(list(string), ["m7g.large"])
      ami_type       = optional(string, "AL2023_ARM_64_STANDARD")
      min            = optional(number, 3)
      max            = optional(number, 12)
    }), {})
  })
  default = {}
}

variable "log_retention_days" {
  description = "How long logs are kept, in one of CloudWatch's steps."
  type        = number
  default     = 30
}

variable "alarm_emails" {
  description = "Who is written to when an alarm goes off."
  type        = list(string)
  default     = []
}

variable "alarm_thresholds" {
  description = "Beyond what alarms go off: modules/observability has the defaults."
  type = object({
    lag_seconds         = optional(number, 60)
    archive_lag_seconds = optional(number, 900)
    stuck_seconds       = optional(number, 1800)
    dead_letters        = optional(number, 100)
    quality_defects     = optional(number, 1000)
    capacity_percent    = optional(number, 80)
  })
  default = {}
}

variable "runbook" {
  description = "Where docs/operations.md is read; alarms name a section of it."
  type        = string
  default     = "docs/operations.md"
}

variable "config_recorder" {
  description = "Whether AWS Config is to record: false where the region has its one recorder already."
  type        = bool
  default     = true
}

variable "grafana" {
  description = "managed (Amazon Managed Grafana), in-cluster (a role for monitoring/grafana), or none."
  type        = string
  default     = "none"
}

variable "deployer" {
  description = "Who may deploy without a password: workflows whose OIDC token has one of these subjects, such as repo:acme/sluice:environment:dev. Null makes no role."
  type = object({
    issuer   = optional(string, "token.actions.githubusercontent.com")
    audience = optional(string, "sts.amazonaws.com")
    subjects = list(string)
  })
  default = null
}

variable "certificate_arn" {
  description = "The certificate of the query API and ingest, in this region; null where none is at hand yet."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null ? true : can(regex("^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]+$", var.certificate_arn))
    error_message = "certificate_arn is ${jsonencode(var.certificate_arn)}; accepted is the ARN of an ACM certificate, arn:aws:acm:<region>:<account>:certificate/<id>."
  }
}

variable "jwt" {
  description = "Whose tokens the query API and ingest take; null where API keys are configured by a Secret instead."
  type = object({
    issuer   = string
    jwks_url = string
    audience = string
  })
  default = null

  validation {
    condition     = var.jwt == null ? true : startswith(var.jwt.jwks_url, "https://")
    error_message = "jwt.jwks_url is ${jsonencode(try(var.jwt.jwks_url, null))}; accepted is an address that begins with https://."
  }
}
