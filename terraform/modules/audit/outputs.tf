output "bucket" {
  description = "Name of the bucket of the records."
  value       = aws_s3_bucket.audit.bucket
}

output "trail_arn" {
  description = "The trail."
  value       = aws_cloudtrail.this.arn
}
