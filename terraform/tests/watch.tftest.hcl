provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = "true"
}

run "alarms" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    prefix        = "sluice"
    region        = "eu-west-1"
    streams       = { events = { name = "sluice-events", arn = "e" }, table_changes = { name = "sluice-table-changes", arn = "t" } }
    tables        = { events = { name = "sluice-events", arn = "a" }, feed = { name = "sluice-feed", arn = "b" } }
    redrive_queue = "sluice-submissions-redrive"
    shards_max    = { events = 4, table_changes = 2 }
    emails        = ["oncall@example.com"]
  }

  assert {
    condition     = toset(values(output.alarms)) == toset(["alarm-lag", "alarm-silent", "alarm-stuck", "alarm-throttles", "alarm-identity", "alarm-archive", "alarm-dead-letters", "alarm-quality", "alarm-capacity"])
    error_message = jsonencode(output.alarms)
  }

  assert {
    condition     = alltrue([for key in ["silent-consumer", "silent-archiver", "archive-overdue", "stuck-events"] : aws_cloudwatch_metric_alarm.metric[key].treat_missing_data == "breaching"])
    error_message = "where a dead fleet says nothing, nothing is a breach"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.metric["lag-consumer"].dimensions == tomap({ application = "sluice-consumer" }) && aws_cloudwatch_metric_alarm.metric["lag-consumer"].metric_name == "sluice.lag.value"
    error_message = "by the name under which it is published"
  }
}

run "audit" {
  command = plan

  module {
    source = "./modules/audit"
  }

  variables {
    prefix      = "sluice"
    account_id  = "123456789012"
    archive_arn = "arn:aws:s3:::sluice-archive"
  }

  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.enable_log_file_validation && contains(flatten([for selector in aws_cloudtrail.this.advanced_event_selector : [for field in selector.field_selector : field.starts_with]]), "arn:aws:s3:::sluice-archive/")
    error_message = "each object of the archive that is touched is on record"
  }

  assert {
    condition     = one([for s in jsondecode(aws_s3_bucket_policy.audit.policy).Statement : s if s.Sid == "TlsOnly"]).Effect == "Deny" && length(aws_config_config_rule.this) == 5
    error_message = "TLS only; Config watches"
  }
}

run "grafana_in_cluster" {
  command = plan

  module {
    source = "./modules/grafana"
  }

  variables {
    prefix         = "sluice"
    mode           = "in-cluster"
    cluster        = "sluice-test"
    account_id     = "123456789012"
    log_group_arns = ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/containerinsights/sluice-test/application"]
  }

  assert {
    condition     = aws_eks_pod_identity_association.this[0].namespace == "monitoring" && length(aws_grafana_workspace.this) == 0 && jsondecode(aws_iam_role.this[0].assume_role_policy).Statement[0].Condition.StringEquals["aws:RequestTag/kubernetes-service-account"] == "grafana"
    error_message = "a role for the pods of monitoring/grafana and nobody else"
  }
}

run "athena" {
  command = plan

  module {
    source = "./modules/analytics"
  }

  variables {
    prefix      = "sluice"
    bucket      = { name = "sluice-archive", arn = "arn:aws:s3:::sluice-archive" }
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }

  assert {
    condition     = aws_glue_catalog_table.events.parameters["projection.event_date.type"] == "date" && aws_glue_catalog_table.events.parameters["storage.location.template"] == "s3://sluice-archive/manifests/event_date=$${event_date}/event_type=$${event_type}/"
    error_message = "partitions are worked out, and read by their manifests"
  }

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].enforce_workgroup_configuration && aws_athena_workgroup.this.configuration[0].bytes_scanned_cutoff_per_query > 0
    error_message = "a query is bounded"
  }
}

run "queue" {
  command = plan

  module {
    source = "./modules/queue"
  }

  variables {
    prefix = "sluice"
  }

  assert {
    condition     = aws_sqs_queue.submissions.sqs_managed_sse_enabled && aws_sqs_queue.redrive.message_retention_seconds == 1209600 && length(aws_sqs_queue_policy.tls_only) == 2
    error_message = "encrypted, TLS only, two weeks to look at what failed"
  }
}
