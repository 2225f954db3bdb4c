locals {
  streams = {
    events        = { name = "${var.prefix}-events", shards = var.stream.events_shards }
    table_changes = { name = "${var.prefix}-table-changes", shards = var.stream.changes_shards }
  }
  provisioned = var.stream.mode == "PROVISIONED"
}

resource "aws_kinesis_stream" "this" {
  for_each = local.streams

  name             = each.value.name
  shard_count      = local.provisioned ? each.value.shards : null
  retention_period = var.stream.retention_hours
  encryption_type  = var.encryption == "none" ? "NONE" : "KMS"
  kms_key_id       = { customer = local.key, aws = "alias/aws/kinesis", none = null }[var.encryption]

  stream_mode_details {
    stream_mode = var.stream.mode
  }
}

# Every change of an event goes to its stream; the archiver takes from there what has expired.
resource "aws_dynamodb_kinesis_streaming_destination" "events" {
  table_name                               = aws_dynamodb_table.this["events"].name
  stream_arn                               = aws_kinesis_stream.this["table_changes"].arn
  approximate_creation_date_time_precision = var.encryption == "none" ? null : "MILLISECOND"
}
