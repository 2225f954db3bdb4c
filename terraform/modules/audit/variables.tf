variable "prefix" {
  description = "What the names of trail, recorder and bucket begin with."
  type        = string
}

variable "account_id" {
  description = "The account that is watched."
  type        = string
}


variable "archive_arn" {
  description = "The bucket of the archive: each read and write of an object is on record."
  type        = string
}


variable "config" {
  description = "Whether to record configurations: an account has one recorder a region, so false where there is one."
  type        = bool
  default     = true
}

variable "keep_days" {
  description = "How long the records are kept."
  type        = number
  default     = 400

  validation {
    condition     = var.keep_days >= 90
    error_message = "keep_days is ${var.keep_days}; accepted are 90 and more."
  }
}

variable "deletion_protection" {
  description = "Whether the bucket refuses to be deleted while it holds records."
  type        = bool
  default     = true
}
