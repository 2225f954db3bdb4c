variable "prefix" {
  description = "What the names of repositories begin with."
  type        = string
}

variable "keep" {
  description = "How many images of each repository are kept."
  type        = number
  default     = 30

  validation {
    condition     = var.keep >= 2 && floor(var.keep) == var.keep
    error_message = "keep is ${var.keep}; accepted are whole numbers from 2, for without the image before there is no rollback."
  }
}

variable "deletion_protection" {
  description = "Whether repositories with images refuse to be deleted."
  type        = bool
  default     = true
}
