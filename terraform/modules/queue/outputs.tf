output "submissions" {
  description = "Name and ARN of the queue that devices send to."
  value       = { name = aws_sqs_queue.submissions.name, arn = aws_sqs_queue.submissions.arn }
}

output "redrive" {
  description = "Name and ARN of the queue where messages go that nobody could handle."
  value       = { name = aws_sqs_queue.redrive.name, arn = aws_sqs_queue.redrive.arn }
}
