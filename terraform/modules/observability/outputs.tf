output "topic_arn" {
  description = "Where alarms are told."
  value       = aws_sns_topic.alarms.arn
}

output "alarms" {
  description = "Name of each alarm and the section of docs/operations.md that says what to do."
  value = {
    for alarm in concat(
      values(aws_cloudwatch_metric_alarm.metric), values(aws_cloudwatch_metric_alarm.query),
      values(aws_cloudwatch_metric_alarm.table_throttles), values(aws_cloudwatch_metric_alarm.capacity)
    ) : alarm.alarm_name => regex("#(.*)$", alarm.alarm_description)[0]
  }
}
