output "policies" {
  description = "The policy of each service account, as JSON."
  value       = { for account, pod in local.pods : account => pod.policy }
}

output "deployer_policies" {
  description = "The deployer's policies, as JSON: by what they are for, because AWS bounds the size of one."
  value       = { for part, document in data.aws_iam_policy_document.deployer : part => document.json }
}

output "deployer_role_arn" {
  description = "The role that workflows take; null where there is none."
  value       = one(aws_iam_role.deployer[*].arn)
}
