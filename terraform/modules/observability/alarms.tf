locals {
  applications = {
    consumer = { name = "${var.prefix}-consumer", lag_seconds = var.thresholds.lag_seconds }
    archiver = { name = "${var.prefix}-archiver", lag_seconds = var.thresholds.archive_lag_seconds }
  }

  # One metric each. `missing` is what no data at all means; `minutes` for how long it has to last.
  of_one_metric = merge(
    {
      for key, app in local.applications : "lag-${key}" => {
        says   = "${app.name} is more than ${app.lag_seconds} s behind its stream", section = "alarm-lag"
        metric = { namespace = var.namespace, name = "sluice.lag.value", dimensions = { application = app.name } }
        stat   = "Maximum", period = 60, times = 5, over = app.lag_seconds * 1000, missing = "notBreaching"
      }
    },
    {
      for key, app in local.applications : "silent-${key}" => {
        says   = "no worker of ${app.name} reports a lag: none holds a shard, or none runs", section = "alarm-silent"
        metric = { namespace = var.namespace, name = "sluice.lag.value", dimensions = { application = app.name } }
        stat   = "SampleCount", period = 60, times = 5, under = 1, missing = "breaching"
      }
    },
    {
      for key, stream in var.streams : "stuck-${replace(key, "_", "-")}" => {
        says   = "a shard of ${stream.name} has been read to no further than ${var.thresholds.stuck_seconds} s ago", section = "alarm-stuck"
        metric = { namespace = "AWS/Kinesis", name = "GetRecords.IteratorAgeMilliseconds", dimensions = { StreamName = stream.name } }
        stat   = "Maximum", period = 60, times = 5, over = var.thresholds.stuck_seconds * 1000, missing = "breaching"
      }
    },
    {
      for key, stream in var.streams : "refused-${replace(key, "_", "-")}" => {
        says   = "${stream.name} refuses records: a shard is full", section = "alarm-throttles"
        metric = { namespace = "AWS/Kinesis", name = "WriteProvisionedThroughputExceeded", dimensions = { StreamName = stream.name } }
        stat   = "Sum", period = 60, times = 5, over = 0, missing = "notBreaching"
      }
    },
    {
      identity = {
        says   = "events were received of which nobody says what became of them", section = "alarm-identity"
        metric = { namespace = var.namespace, name = "sluice.events.unaccounted.value", dimensions = {} }
        stat   = "Maximum", period = 60, times = 3, over = 0, missing = "notBreaching"
      }
      archive-overdue = {
        says   = "what has expired is not archived in time, and the stream forgets it in the end", section = "alarm-archive"
        metric = { namespace = var.namespace, name = "sluice.archive.overdue.value", dimensions = {} }
        stat   = "Maximum", period = 60, times = 5, over = 0, missing = "breaching"
      }
      archive-lost = {
        says   = "epochs were announced that the stream no longer has", section = "alarm-archive"
        metric = { namespace = var.namespace, name = "sluice.archive.recoveries.lost.count", dimensions = {} }
        stat   = "Sum", period = 300, times = 1, over = 0, missing = "notBreaching"
      }
      archive-difference = {
        says   = "the reconciliation misses events", section = "alarm-archive"
        metric = { namespace = var.namespace, name = "sluice.archive.difference", dimensions = {} }
        stat   = "Maximum", period = 3600, times = 1, over = 0, missing = "ignore"
      }
      submissions-redrive = {
        says   = "messages were handed out ten times and never deleted", section = "alarm-dead-letters"
        metric = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = var.redrive_queue } }
        stat   = "Maximum", period = 300, times = 1, over = 0, missing = "notBreaching"
      }
    }
  )

  # One value over all series, whatever their reasons and types.
  of_a_query = {
    dead-letters = {
      says  = "more than ${var.thresholds.dead_letters} events were rejected within five minutes", section = "alarm-dead-letters"
      query = "SELECT SUM(\"sluice.events.count\") FROM \"${var.namespace}\" WHERE outcome = 'rejected'", over = var.thresholds.dead_letters
    }
    quality-missing = {
      says  = "more than ${var.thresholds.quality_defects} members were missing within five minutes", section = "alarm-quality"
      query = "SELECT SUM(\"sluice.quality.missing.count\") FROM \"${var.namespace}\"", over = var.thresholds.quality_defects
    }
    quality-wrong = {
      says  = "more than ${var.thresholds.quality_defects} formats were wrong within five minutes", section = "alarm-quality"
      query = "SELECT SUM(\"sluice.quality.wrong.count\") FROM \"${var.namespace}\"", over = var.thresholds.quality_defects
    }
  }

  actions = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "metric" {
  for_each = local.of_one_metric

  alarm_name          = "${var.prefix}-${each.key}"
  alarm_description   = "${each.value.says}. Runbook: ${var.runbook}#${each.value.section}"
  namespace           = each.value.metric.namespace
  metric_name         = each.value.metric.name
  dimensions          = each.value.metric.dimensions
  statistic           = each.value.stat
  period              = each.value.period
  evaluation_periods  = each.value.times
  datapoints_to_alarm = each.value.times
  comparison_operator = try(each.value.under, null) == null ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = try(each.value.under, null) == null ? each.value.over : each.value.under
  treat_missing_data  = each.value.missing
  alarm_actions       = local.actions
  ok_actions          = local.actions
}

resource "aws_cloudwatch_metric_alarm" "query" {
  for_each = local.of_a_query

  alarm_name          = "${var.prefix}-${each.key}"
  alarm_description   = "${each.value.says}. Runbook: ${var.runbook}#${each.value.section}"
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.over
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.actions
  ok_actions          = local.actions

  metric_query {
    id          = "all"
    expression  = each.value.query
    period      = 300
    label       = each.key
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "table_throttles" {
  for_each = { reads = "ReadThrottleEvents", writes = "WriteThrottleEvents" }

  alarm_name          = "${var.prefix}-throttled-${each.key}"
  alarm_description   = "DynamoDB refuses ${each.key}: a table or a key of it is over what it may take. Runbook: ${var.runbook}#alarm-throttles"
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.actions
  ok_actions          = local.actions

  metric_query {
    id          = "all"
    expression  = "SUM(METRICS())"
    label       = each.key
    return_data = true
  }

  dynamic "metric_query" {
    for_each = var.tables
    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/DynamoDB"
        metric_name = each.value
        dimensions  = { TableName = metric_query.value.name }
        period      = 60
        stat        = "Sum"
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "capacity" {
  for_each = var.streams

  alarm_name          = "${var.prefix}-capacity-${replace(each.key, "_", "-")}"
  alarm_description   = "${each.value.name} takes in more than ${var.thresholds.capacity_percent} % of what ${var.shards_max[each.key]} shards can. Runbook: ${var.runbook}#alarm-capacity"
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.thresholds.capacity_percent
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.actions
  ok_actions          = local.actions

  # A shard takes 1 MiB and 1,000 records a second, whichever comes first.
  metric_query {
    id          = "share"
    expression  = "MAX([100 * bytes / (PERIOD(bytes) * 1048576 * ${var.shards_max[each.key]}), 100 * records / (PERIOD(records) * 1000 * ${var.shards_max[each.key]})])"
    label       = "percent"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { bytes = "IncomingBytes", records = "IncomingRecords" }
    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Kinesis"
        metric_name = metric_query.value
        dimensions  = { StreamName = each.value.name }
        period      = 60
        stat        = "Sum"
      }
    }
  }
}
