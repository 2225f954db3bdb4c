variable "prefix" {
  description = "What the names of alarms, topic and dashboard begin with."
  type        = string
}

variable "region" {
  description = "Where the metrics are."
  type        = string
}

variable "streams" {
  description = "Name and ARN of the streams events and table_changes."
  type        = map(object({ name = string, arn = string }))
}

variable "tables" {
  description = "Name and ARN of each table, lease tables included."
  type        = map(object({ name = string, arn = string }))
}

variable "redrive_queue" {
  description = "Name of the queue of messages that nobody could handle."
  type        = string
}

variable "shards_max" {
  description = "The most shards that each stream is meant to have: what it takes is judged by a MiB a second of each."
  type        = object({ events = number, table_changes = number })
}

variable "emails" {
  description = "Who is written to when an alarm goes off; AWS asks each to confirm."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", email))])
    error_message = "emails is ${jsonencode(var.emails)}; accepted are addresses, such as oncall@example.com."
  }
}

variable "thresholds" {
  description = "Beyond what alarms go off: lag in seconds, counts in five minutes, share of a stream's capacity in percent."
  type = object({
    lag_seconds         = optional(number, 60)
    archive_lag_seconds = optional(number, 900)
    stuck_seconds       = optional(number, 1800)
    dead_letters        = optional(number, 100)
    quality_defects     = optional(number, 1000)
    capacity_percent    = optional(number, 80)
  })
  default = {}

  validation {
    condition     = alltrue([for limit in values(var.thresholds) : limit >= 0]) && var.thresholds.capacity_percent <= 100
    error_message = "thresholds is ${jsonencode(var.thresholds)}; accepted are numbers from 0, of capacity_percent to 100."
  }
}

variable "namespace" {
  description = "Where the services publish their metrics."
  type        = string
  default     = "Sluice"
}

variable "runbook" {
  description = "Where docs/operations.md is read; alarms name a section of it."
  type        = string
  default     = "docs/operations.md"
}
