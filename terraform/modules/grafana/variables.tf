variable "prefix" {
  description = "What the names of workspace and role begin with."
  type        = string
}

variable "mode" {
  description = "managed: a workspace of Amazon Managed Grafana. in-cluster: a role for the pods of monitoring/grafana. none: neither."
  type        = string
  default     = "none"

  validation {
    condition     = contains(["managed", "in-cluster", "none"], var.mode)
    error_message = "mode is \"${var.mode}\"; accepted are managed, in-cluster and none."
  }
}

variable "cluster" {
  description = "Name of the EKS cluster, for in-cluster."
  type        = string
}

variable "account_id" {
  description = "The account whose workspace may take the role."
  type        = string
}

variable "log_group_arns" {
  description = "Log groups that may be asked."
  type        = list(string)
}
