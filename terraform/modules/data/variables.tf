variable "prefix" {
  description = "What the names of streams, tables and KCL applications begin with."
  type        = string
}

variable "bucket" {
  description = "Name of the bucket of the archive."
  type        = string
}

variable "stream" {
  description = "Capacity of both streams: on demand, or provisioned with so many shards. Records are kept for retention_hours."
  type = object({
    mode            = optional(string, "ON_DEMAND")
    events_shards   = optional(number, 2)
    changes_shards  = optional(number, 2)
    retention_hours = optional(number, 168)
  })
  default = {}

  validation {
    condition     = contains(["ON_DEMAND", "PROVISIONED"], var.stream.mode)
    error_message = "stream.mode is \"${var.stream.mode}\"; accepted are ON_DEMAND and PROVISIONED."
  }

  validation {
    condition     = alltrue([for n in [var.stream.events_shards, var.stream.changes_shards] : n >= 1 && n <= 200 && floor(n) == n])
    error_message = "stream.events_shards is ${var.stream.events_shards} and stream.changes_shards ${var.stream.changes_shards}; accepted are whole numbers from 1 to 200."
  }

  validation {
    condition     = var.stream.retention_hours >= 24 && var.stream.retention_hours <= 8760
    error_message = "stream.retention_hours is ${var.stream.retention_hours}; accepted are 24 to 8760. Claims must outlive it, so sluice.consumer.events.stream-retention follows it."
  }
}

variable "encryption" {
  description = "customer: a KMS key of this environment for streams, tables and bucket. aws: AWS's own keys. none: streams in the clear, for a stack that knows no KMS."
  type        = string
  default     = "customer"

  validation {
    condition     = contains(["customer", "aws", "none"], var.encryption)
    error_message = "encryption is \"${var.encryption}\"; accepted are customer, aws and none."
  }
}

variable "deletion_protection" {
  description = "Whether tables refuse to be deleted, and the bucket to be deleted while it holds anything."
  type        = bool
  default     = true
}

variable "point_in_time_recovery" {
  description = "Whether tables can be restored to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "expiry" {
  description = "After how many days what is not the archive goes: dead letters with the marks of their replays, older versions of objects, results of Athena."
  type = object({
    rejected_days   = optional(number, 90)
    noncurrent_days = optional(number, 30)
    results_days    = optional(number, 7)
  })
  default = {}

  validation {
    condition     = alltrue([for days in values(var.expiry) : days >= 1 && floor(days) == days])
    error_message = "expiry is ${jsonencode(var.expiry)}; accepted are whole days from 1."
  }
}
