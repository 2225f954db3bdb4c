variable "name" {
  description = "What the network is called."
  type        = string
}

variable "cluster" {
  description = "Name of the EKS cluster, by which load balancers find their subnets."
  type        = string
}

variable "region" {
  description = "Where the endpoints are."
  type        = string
}

variable "cidr" {
  description = "Addresses of the network, a /16 to /20: each zone gets a sixteenth for pods and a 256th or so for load balancers."
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.cidr)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 20, false)
    error_message = "cidr is \"${var.cidr}\"; accepted are IPv4 blocks from /16 to /20, such as 10.40.0.0/16."
  }
}

variable "zones" {
  description = "Three zones of the region."
  type        = list(string)

  validation {
    condition     = length(var.zones) == 3 && length(distinct(var.zones)) == 3
    error_message = "zones is ${jsonencode(var.zones)}; accepted are three different ones, such as [\"eu-west-1a\", \"eu-west-1b\", \"eu-west-1c\"]."
  }
}

variable "nat" {
  description = "The way out, for images and an issuer of tokens outside AWS: none, one, or per-zone. AWS itself is reached by endpoints."
  type        = string
  default     = "one"

  validation {
    condition     = contains(["none", "one", "per-zone"], var.nat)
    error_message = "nat is \"${var.nat}\"; accepted are none, one and per-zone."
  }
}

variable "flow_log_days" {
  description = "How long it is kept who talked to whom."
  type        = number
  default     = 30
}
