# The table is that of docs/analysis.md: its location is the manifests', so that a query reads the
# files that are current and no others.

resource "aws_glue_catalog_database" "this" {
  name        = replace(var.prefix, "-", "_")
  description = "The archive of ${var.prefix}"
}

resource "aws_glue_catalog_table" "events" {
  name          = "events"
  database_name = aws_glue_catalog_database.this.name
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                              = "TRUE"
    "projection.enabled"                  = "true"
    "projection.event_date.type"          = "date"
    "projection.event_date.format"        = "yyyy-MM-dd"
    "projection.event_date.range"         = "${var.since},NOW"
    "projection.event_date.interval"      = "1"
    "projection.event_date.interval.unit" = "DAYS"
    "projection.event_type.type"          = "injected"
    "storage.location.template"           = "s3://${var.bucket.name}/manifests/event_date=$${event_date}/event_type=$${event_type}/"
  }

  partition_keys {
    name = "event_date"
    type = "date"
  }

  partition_keys {
    name = "event_type"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${var.bucket.name}/manifests/"
    input_format  = "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      name                  = "parquet"
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = [
        ["event_id", "binary"], ["device_id", "string"], ["event_subtype", "string"],
        ["event_time", "timestamp"], ["received_time", "timestamp"], ["expired_time", "timestamp"],
        ["source", "string"], ["payload", "string"], ["position", "string"],
      ]
      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}

resource "aws_athena_workgroup" "this" {
  name          = var.prefix
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = var.query_bytes

    result_configuration {
      output_location = "s3://${var.bucket.name}/athena-results/"

      encryption_configuration {
        encryption_option = var.customer_managed_key ? "SSE_KMS" : "SSE_S3"
        kms_key_arn       = var.kms_key_arn
      }
    }
  }
}
