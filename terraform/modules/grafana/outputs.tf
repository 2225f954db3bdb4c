output "endpoint" {
  description = "Where the managed workspace is; null without one."
  value       = one(aws_grafana_workspace.this[*].endpoint)
}

output "role_arn" {
  description = "The role that reads CloudWatch, for the data source; null without Grafana."
  value       = one(aws_iam_role.this[*].arn)
}

output "policy" {
  description = "What that role may do, as JSON."
  value       = data.aws_iam_policy_document.read.json
}
