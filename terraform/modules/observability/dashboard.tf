locals {
  alarm_arns = concat(
    [for alarm in aws_cloudwatch_metric_alarm.metric : alarm.arn],
    [for alarm in aws_cloudwatch_metric_alarm.query : alarm.arn],
    [for alarm in aws_cloudwatch_metric_alarm.table_throttles : alarm.arn],
    [for alarm in aws_cloudwatch_metric_alarm.capacity : alarm.arn],
  )

  graphs = [
    { title = "Lag (ms)", stat = "Maximum", metrics = [for app in local.applications : [var.namespace, "sluice.lag.value", "application", app.name]] },
    { title = "Events by outcome", stat = "Sum", metrics = [for outcome in ["received", "stored", "duplicate"] : [var.namespace, "sluice.events.count", "outcome", outcome, "reason", "none"]] },
    { title = "Age of what is not archived (s)", stat = "Maximum", metrics = [[var.namespace, "sluice.archive.oldest.unarchived.value"]] },
    { title = "Incoming bytes", stat = "Sum", metrics = [for stream in var.streams : ["AWS/Kinesis", "IncomingBytes", "StreamName", stream.name]] },
    { title = "Write units", stat = "Sum", metrics = [for table in var.tables : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", table.name]] },
    { title = "Iterator age (ms)", stat = "Maximum", metrics = [for stream in var.streams : ["AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "StreamName", stream.name]] },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.prefix
  dashboard_body = jsonencode({
    widgets = concat(
      [{ type = "alarm", x = 0, y = 0, width = 24, height = 4, properties = { title = "Alarms", alarms = local.alarm_arns } }],
      [for index, graph in local.graphs : {
        type       = "metric", x = index % 2 * 12, y = 4 + floor(index / 2) * 6, width = 12, height = 6,
        properties = { region = var.region, title = graph.title, view = "timeSeries", stat = graph.stat, period = 60, metrics = graph.metrics }
      }]
    )
  })
}
