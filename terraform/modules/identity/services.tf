# What each service may do, and nothing else: a test compares these actions with the calls that the
# services made in a run. docs/operations.md says the same in words.
locals {
  read_stream = ["kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"]
  leases      = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem"]

  # A grant is { actions, resources }; the name becomes the statement's id.
  worker = {
    for worker, of in {
      consumer = { stream = var.streams["events"].arn, leases = var.tables["consumer_leases"].arn }
      archiver = { stream = var.streams["table_changes"].arn, leases = var.tables["archiver_leases"].arn }
      } : worker => merge(
      {
        Stream     = { actions = local.read_stream, resources = [of.stream] }
        Leases     = { actions = local.leases, resources = [of.leases] }
        LeaseOwner = { actions = ["dynamodb:Query"], resources = ["${of.leases}/index/LeaseOwnerToLeaseKeyIndex"] }
      },
      var.fan_out ? {
        FanOut       = { actions = ["kinesis:RegisterStreamConsumer"], resources = [of.stream] }
        Subscription = { actions = ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"], resources = ["${of.stream}/consumer/*"] }
      } : {}
    )
  }

  services = {
    consumer = merge(local.worker["consumer"], {
      Events      = { actions = ["dynamodb:BatchWriteItem"], resources = [var.tables["events"].arn] }
      EventIds    = { actions = ["dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:PartiQLInsert"], resources = [var.tables["event_ids"].arn] }
      DeviceState = { actions = ["dynamodb:ConditionCheckItem", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"], resources = [var.tables["device_state"].arn] }
      Devices     = { actions = ["dynamodb:Query"], resources = ["${var.tables["device_state"].arn}/index/devices-by-last-seen"] }
      Counters    = { actions = ["dynamodb:GetItem", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:Query"], resources = [var.tables["counters"].arn] }
      Alerts      = { actions = ["dynamodb:PartiQLInsert", "dynamodb:PutItem"], resources = [var.tables["alerts"].arn] }
      AlertState  = { actions = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PutItem"], resources = [var.tables["alert_state"].arn] }
      Feed        = { actions = ["dynamodb:PutItem", "dynamodb:Query"], resources = [var.tables["feed"].arn] }
      DeadLetters = { actions = ["s3:PutObject"], resources = ["${var.bucket.arn}/rejected/*"] }
    })

    archiver = merge(local.worker["archiver"], {
      Counters    = { actions = ["dynamodb:PutItem", "dynamodb:Query"], resources = [var.tables["counters"].arn] }
      Files       = { actions = ["s3:PutObject"], resources = ["${var.bucket.arn}/events/*", "${var.bucket.arn}/rejected/changes/*"] }
      Manifests   = { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${var.bucket.arn}/manifests/*"] }
      MissingKeys = { actions = ["s3:ListBucket"], resources = [var.bucket.arn] }
    })

    query-api = {
      Events      = { actions = ["dynamodb:GetItem", "dynamodb:Query"], resources = [var.tables["events"].arn, var.tables["event_ids"].arn, var.tables["device_state"].arn, var.tables["counters"].arn] }
      Lists       = { actions = ["dynamodb:Query"], resources = [var.tables["alerts"].arn, var.tables["feed"].arn, "${var.tables["device_state"].arn}/index/devices-by-last-seen"] }
      Archive     = { actions = ["s3:GetObject"], resources = ["${var.bucket.arn}/events/*", "${var.bucket.arn}/manifests/*"] }
      MissingKeys = { actions = ["s3:ListBucket"], resources = [var.bucket.arn] }
    }

    ingest = {
      Stream      = { actions = ["kinesis:ListShards", "kinesis:PutRecords"], resources = [var.streams["events"].arn] }
      Submissions = { actions = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage"], resources = [var.queue.arn] }
      EventIds    = { actions = ["dynamodb:BatchGetItem"], resources = [var.tables["event_ids"].arn] }
      DeadLetters = { actions = ["s3:PutObject"], resources = ["${var.bucket.arn}/rejected/submissions/*"] }
    }

    archive-jobs = {
      Claims      = { actions = ["dynamodb:BatchGetItem", "dynamodb:Scan"], resources = [var.tables["event_ids"].arn] }
      Reach       = { actions = ["dynamodb:Scan"], resources = [var.tables["events"].arn, var.tables["consumer_leases"].arn] }
      Counters    = { actions = ["dynamodb:Query"], resources = [var.tables["counters"].arn] }
      Changes     = { actions = ["kinesis:DescribeStreamSummary", "kinesis:ListShards"], resources = [var.streams["table_changes"].arn] }
      Archive     = { actions = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources = [for folder in ["events", "manifests", "merged"] : "${var.bucket.arn}/${folder}/*"] }
      DeadLetters = { actions = ["s3:GetObject"], resources = ["${var.bucket.arn}/rejected/changes/*"] }
      MissingKeys = { actions = ["s3:ListBucket"], resources = [var.bucket.arn] }
    }
  }

  # Kinesis and S3 use the key in the name of whoever calls them.
  key_actions = {
    consumer     = ["kms:Decrypt", "kms:GenerateDataKey"]
    archiver     = ["kms:Decrypt", "kms:GenerateDataKey"]
    query-api    = ["kms:Decrypt"]
    ingest       = ["kms:Decrypt", "kms:GenerateDataKey"]
    archive-jobs = ["kms:Decrypt", "kms:GenerateDataKey"]
  }

  publishers = toset(["consumer", "archiver", "query-api", "ingest", "archive-jobs"])
}

data "aws_iam_policy_document" "service" {
  for_each = local.services

  dynamic "statement" {
    for_each = each.value
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  dynamic "statement" {
    for_each = var.customer_managed_key ? [local.key_actions[each.key]] : []
    content {
      sid       = "Key"
      actions   = statement.value
      resources = [var.kms_key_arn]
    }
  }

  # PutMetricData knows no resources.
  dynamic "statement" {
    for_each = contains(local.publishers, each.key) ? [1] : []
    content {
      sid       = "Metrics"
      actions   = ["cloudwatch:PutMetricData"]
      resources = ["*"]

      condition {
        test     = "StringEquals"
        variable = "cloudwatch:namespace"
        values   = [var.cloudwatch_namespace]
      }
    }
  }
}

data "aws_iam_policy_document" "keda" {
  # GetMetricData knows no resources.
  statement {
    sid       = "Lag"
    actions   = ["cloudwatch:GetMetricData"]
    resources = ["*"]
  }
}
