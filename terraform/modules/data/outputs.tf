output "streams" {
  description = "Name and ARN of each stream: events, table_changes."
  value       = { for key, stream in aws_kinesis_stream.this : key => { name = stream.name, arn = stream.arn } }
}

output "tables" {
  description = "Name and ARN of each table, lease tables included."
  value       = { for key, table in aws_dynamodb_table.this : key => { name = table.name, arn = table.arn } }
}

output "bucket" {
  description = "Name and ARN of the bucket of the archive."
  value       = { name = aws_s3_bucket.archive.bucket, arn = aws_s3_bucket.archive.arn }
}

output "kms_key_arn" {
  description = "The key of streams, tables and bucket; null where AWS's own keys serve."
  value       = local.key
}
