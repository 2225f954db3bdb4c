variable "prefix" {
  description = "Name of the workgroup, and of the database with _ for -."
  type        = string
}

variable "bucket" {
  description = "Name and ARN of the bucket of the archive."
  type        = object({ name = string, arn = string })
}

variable "kms_key_arn" {
  description = "The key of the bucket; null where AWS's own keys serve."
  type        = string
  default     = null
}

variable "customer_managed_key" {
  description = "Whether kms_key_arn is a key, which has to be known before the key is made."
  type        = bool
  default     = true
}

variable "since" {
  description = "The first date of the archive: a query without dates looks at each day from here."
  type        = string
  default     = "2026-01-01"

  validation {
    condition     = can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", var.since)) && can(timeadd("${var.since}T00:00:00Z", "0s"))
    error_message = "since is \"${var.since}\"; accepted is a date such as 2026-01-01."
  }
}

variable "query_bytes" {
  description = "What one query may read before it is stopped."
  type        = number
  default     = 107374182400

  validation {
    condition     = var.query_bytes >= 10485760
    error_message = "query_bytes is ${var.query_bytes}; Athena accepts 10485760 (10 MiB) and more."
  }
}
