variable "prefix" {
  description = "What all names begin with."
  type        = string
  default     = "sluice"
}

variable "region" {
  description = "What the local stack takes itself to be in."
  type        = string
  default     = "us-east-1"
}

variable "shards" {
  description = "Of each stream."
  type        = number
  default     = 4
}

variable "endpoints" {
  description = "Where the servers are: by default where `./sluice up` and `local-stack` put them."
  type = object({
    kinesis  = optional(string, "http://127.0.0.1:4567")
    dynamodb = optional(string, "http://127.0.0.1:8000")
    s3       = optional(string, "http://127.0.0.1:9000")
    sqs      = optional(string, "http://127.0.0.1:9324")
  })
  default = {}

  validation {
    condition     = alltrue([for url in values(var.endpoints) : can(regex("^http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:[0-9]+)?$", url))])
    error_message = "endpoints are ${jsonencode(var.endpoints)}; accepted are addresses of this machine such as http://127.0.0.1:8000, so that this never touches AWS."
  }
}
