output "workgroup" {
  description = "Name of the workgroup."
  value       = aws_athena_workgroup.this.name
}

output "table" {
  description = "Database and table, as a query names them."
  value       = "${aws_glue_catalog_database.this.name}.${aws_glue_catalog_table.events.name}"
}
