output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "private_subnet_ids" {
  description = "Where everything runs, one subnet per zone."
  value       = [for subnet in aws_subnet.private : subnet.id]
}
