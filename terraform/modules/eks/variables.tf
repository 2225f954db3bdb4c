variable "cluster" {
  description = "Name of the cluster."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets over three zones."
  type        = list(string)
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes; raise it by one at a time."
  type        = string
  default     = "1.33"

  validation {
    condition     = can(regex("^1\\.(3[0-9])$", var.kubernetes_version))
    error_message = "kubernetes_version is \"${var.kubernetes_version}\"; accepted is a minor version such as 1.33."
  }
}

variable "auto_mode" {
  description = "Whether EKS makes nodes as pods need them. Else one group of nodes is made, with the add-ons that such nodes need."
  type        = bool
  default     = true
}

variable "nodes" {
  description = "The group of nodes, where auto_mode is off."
  type = object({
    instance_types = optional(list(string), ["m7g.large"])
    ami_type       = optional(string, "AL2023_ARM_64_STANDARD")
    min            = optional(number, 3)
    max            = optional(number, 12)
  })
  default = {}

  validation {
    condition     = var.nodes.min >= 1 && var.nodes.max >= var.nodes.min
    error_message = "nodes.min is ${var.nodes.min} and nodes.max ${var.nodes.max}; accepted is at least 1, and no less at most than at least."
  }
}

variable "public_access_cidrs" {
  description = "From where the API server is reached over the internet; from nowhere when empty."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.public_access_cidrs : can(cidrnetmask(cidr))])
    error_message = "public_access_cidrs is ${jsonencode(var.public_access_cidrs)}; accepted are IPv4 blocks, such as 203.0.113.0/24."
  }
}

variable "admins" {
  description = "ARNs of IAM roles whose holders administer the cluster."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.admins : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/", arn))])
    error_message = "admins is ${jsonencode(var.admins)}; accepted are ARNs of roles or users, such as arn:aws:iam::123456789012:role/operators."
  }
}

variable "log_retention_days" {
  description = "How long logs of the control plane and of pods are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653], var.log_retention_days)
    error_message = "log_retention_days is ${var.log_retention_days}; CloudWatch accepts 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827 and 3653."
  }
}
