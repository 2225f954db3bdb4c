resource "aws_sqs_queue" "redrive" {
  name                      = "${var.prefix}-submissions-redrive"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = var.encrypted ? true : null
}

resource "aws_sqs_queue" "submissions" {
  name                       = "${var.prefix}-submissions"
  message_retention_seconds  = 345600
  visibility_timeout_seconds = 60
  receive_wait_time_seconds  = 5
  sqs_managed_sse_enabled    = var.encrypted ? true : null

  # Only a message that nobody can handle is handed out so often and never deleted.
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.redrive.arn, maxReceiveCount = 10 })
}

resource "aws_sqs_queue_redrive_allow_policy" "redrive" {
  count = var.policies ? 1 : 0

  queue_url = aws_sqs_queue.redrive.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.submissions.arn]
  })
}

data "aws_iam_policy_document" "tls_only" {
  for_each = { submissions = aws_sqs_queue.submissions.arn, redrive = aws_sqs_queue.redrive.arn }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = var.policies ? { submissions = aws_sqs_queue.submissions.id, redrive = aws_sqs_queue.redrive.id } : {}

  queue_url = each.value
  policy    = data.aws_iam_policy_document.tls_only[each.key].json
}
