variable "prefix" {
  description = "What the names of roles and policies begin with."
  type        = string
}

variable "cluster" {
  description = "Name of the EKS cluster whose pods get these roles."
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

variable "bucket" {
  description = "Name and ARN of the bucket of the archive."
  type        = object({ name = string, arn = string })
}

variable "queue" {
  description = "Name and ARN of the queue of submissions."
  type        = object({ name = string, arn = string })
}

variable "kms_key_arn" {
  description = "The key of streams, tables and bucket; null where AWS's own keys serve."
  type        = string
  default     = null
}

variable "customer_managed_key" {
  description = "Whether kms_key_arn is a key, which has to be known before the key is made."
  type        = bool
  default     = true
}

variable "fan_out" {
  description = "Whether the workers read with enhanced fan-out: sluice.kinesis.retrieval is FAN_OUT."
  type        = bool
  default     = false
}

variable "deployer" {
  description = "Who may deploy without a password: workflows whose token, of this OIDC issuer, has one of these subjects. Null makes no role."
  type = object({
    issuer   = optional(string, "token.actions.githubusercontent.com")
    audience = optional(string, "sts.amazonaws.com")
    subjects = list(string)
  })
  default = null

  validation {
    condition     = var.deployer == null ? true : length(var.deployer.subjects) > 0 && alltrue([for s in var.deployer.subjects : !contains(["*", "repo:*"], s) && strcontains(s, ":")])
    error_message = "deployer.subjects is ${jsonencode(try(var.deployer.subjects, null))}; accepted are subjects of one repository, such as repo:acme/sluice:environment:prod."
  }
}

variable "state_bucket" {
  description = "Bucket of Terraform's state, which the deployer reads and writes."
  type        = string
}

variable "cloudwatch_namespace" {
  description = "Where the services publish their metrics."
  type        = string
  default     = "Sluice"
}

variable "region" {
  description = "Where everything is."
  type        = string
}

variable "account_id" {
  description = "The account that everything is in."
  type        = string
}
