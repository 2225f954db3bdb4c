variable "prefix" {
  description = "What the names of the queues begin with."
  type        = string
}

variable "encrypted" {
  description = "Whether SQS encrypts messages with its own key; false for a stack that cannot."
  type        = bool
  default     = true
}

variable "policies" {
  description = "Whether queues refuse what does not come by TLS; false for a stack that has no queue policies."
  type        = bool
  default     = true
}
