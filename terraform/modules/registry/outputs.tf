output "url" {
  description = "What the repositories' URLs begin with; the image's name follows after a slash."
  value       = trimsuffix(aws_ecr_repository.this["consumer"].repository_url, "/consumer")
}

output "repositories" {
  description = "ARN of each repository."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.arn }
}
