resource "aws_cloudtrail" "this" {
  name                          = var.prefix
  s3_bucket_name                = aws_s3_bucket.audit.id
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true

  advanced_event_selector {
    name = "management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "objects of the archive"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field       = "resources.ARN"
      starts_with = ["${var.archive_arn}/"]
    }
  }

  depends_on = [aws_s3_bucket_policy.audit]
}

data "aws_iam_policy_document" "config_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["config.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "config" {
  count = var.config ? 1 : 0

  name               = "${var.prefix}-config"
  assume_role_policy = data.aws_iam_policy_document.config_trust.json
}

resource "aws_iam_role_policy_attachment" "config" {
  count = var.config ? 1 : 0

  role       = aws_iam_role.config[0].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"
}

resource "aws_config_configuration_recorder" "this" {
  count = var.config ? 1 : 0

  name     = var.prefix
  role_arn = aws_iam_role.config[0].arn

  recording_group {
    all_supported  = false
    resource_types = ["AWS::DynamoDB::Table", "AWS::ECR::Repository", "AWS::EKS::Cluster", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::KMS::Key", "AWS::Kinesis::Stream", "AWS::S3::Bucket", "AWS::SQS::Queue"]
  }
}

resource "aws_config_delivery_channel" "this" {
  count = var.config ? 1 : 0

  name           = var.prefix
  s3_bucket_name = aws_s3_bucket.audit.id
  depends_on     = [aws_config_configuration_recorder.this, aws_s3_bucket_policy.audit]
}

resource "aws_config_configuration_recorder_status" "this" {
  count = var.config ? 1 : 0

  name       = aws_config_configuration_recorder.this[0].name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.this]
}

resource "aws_config_config_rule" "this" {
  for_each = var.config ? toset([
    "DYNAMODB_PITR_ENABLED", "KINESIS_STREAM_ENCRYPTED", "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
    "S3_BUCKET_SSL_REQUESTS_ONLY", "S3_BUCKET_VERSIONING_ENABLED",
  ]) : []

  name = "${var.prefix}-${lower(replace(each.key, "_", "-"))}"

  source {
    owner             = "AWS"
    source_identifier = each.key
  }

  depends_on = [aws_config_configuration_recorder_status.this]
}
