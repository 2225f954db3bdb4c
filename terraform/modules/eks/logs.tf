# Made before the agent would make them, which keeps logs for ever.
resource "aws_cloudwatch_log_group" "pods" {
  for_each = toset(["application", "dataplane", "host", "performance"])

  name              = "/aws/containerinsights/${var.cluster}/${each.key}"
  retention_in_days = var.log_retention_days
}

locals {
  queries = {
    "warnings and errors"   = "fields @timestamp, kubernetes.pod_name, log_processed.level, log_processed.logger_name, log_processed.message\n| filter log_processed.level in [\"WARN\", \"ERROR\"]\n| sort @timestamp desc\n| limit 200"
    "one request"           = "fields @timestamp, kubernetes.pod_name, log_processed.message\n| filter log_processed.request_id = \"REQUEST-ID\" or log_processed.trace_id = \"TRACE-ID\"\n| sort @timestamp asc"
    "leases changing hands" = "fields @timestamp, kubernetes.pod_name, log_processed.message\n| filter log_processed.logger_name like /stream/ and log_processed.message like /(?i)lease|shard/\n| sort @timestamp desc\n| limit 200"
    "restarts"              = "stats count(*) as lines, min(@timestamp) as first, max(@timestamp) as last by kubernetes.pod_name\n| filter kubernetes.namespace_name = \"sluice\"\n| sort first desc"
  }
}

resource "aws_cloudwatch_query_definition" "saved" {
  for_each = local.queries

  name            = "${var.cluster}/${each.key}"
  log_group_names = [aws_cloudwatch_log_group.pods["application"].name]
  query_string    = each.value
}
