output "streams" {
  description = "Names of the streams."
  value       = { for key, stream in module.data.streams : key => stream.name }
}

output "tables" {
  description = "Names of the tables."
  value       = { for key, table in module.data.tables : key => table.name }
}

output "bucket" {
  description = "Name of the bucket."
  value       = module.data.bucket.name
}

output "queue" {
  description = "Name of the queue."
  value       = module.queue.submissions.name
}
