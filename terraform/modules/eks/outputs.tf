output "cluster" {
  description = "Name of the cluster, once it is there."
  value       = aws_eks_cluster.this.name
}

output "arn" {
  description = "ARN of the cluster."
  value       = aws_eks_cluster.this.arn
}

output "log_groups" {
  description = "Names of the log groups of pods and nodes."
  value       = { for kind, group in aws_cloudwatch_log_group.pods : kind => group.name }
}
