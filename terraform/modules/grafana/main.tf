locals {
  managed    = var.mode == "managed"
  in_cluster = var.mode == "in-cluster"
}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = local.managed ? [1] : []
    content {
      actions = ["sts:AssumeRole"]

      principals {
        type        = "Service"
        identifiers = ["grafana.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [var.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = local.in_cluster ? [{ eks-cluster-name = var.cluster, kubernetes-namespace = "monitoring", kubernetes-service-account = "grafana" }] : []
    content {
      actions = ["sts:AssumeRole", "sts:TagSession"]

      principals {
        type        = "Service"
        identifiers = ["pods.eks.amazonaws.com"]
      }

      dynamic "condition" {
        for_each = statement.value
        content {
          test     = "StringEquals"
          variable = "aws:RequestTag/${condition.key}"
          values   = [condition.value]
        }
      }
    }
  }
}

data "aws_iam_policy_document" "read" {
  # CloudWatch's reads know no resources.
  statement {
    sid = "Metrics"
    actions = [
      "cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics",
      "ec2:DescribeRegions", "logs:DescribeLogGroups", "tag:GetResources",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:GetLogEvents", "logs:GetLogGroupFields", "logs:StartQuery"]
    resources = [for arn in var.log_group_arns : "${arn}:*"]
  }

  # A query that was begun has no resource of its own.
  statement {
    sid       = "Answers"
    actions   = ["logs:GetQueryResults", "logs:StopQuery"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "this" {
  count = var.mode == "none" ? 0 : 1

  name               = "${var.prefix}-grafana"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "read" {
  count = var.mode == "none" ? 0 : 1

  name   = "read"
  role   = aws_iam_role.this[0].name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_grafana_workspace" "this" {
  count = local.managed ? 1 : 0

  name                     = var.prefix
  account_access_type      = "CURRENT_ACCOUNT"
  authentication_providers = ["AWS_SSO"]
  permission_type          = "CUSTOMER_MANAGED"
  role_arn                 = aws_iam_role.this[0].arn
  data_sources             = ["CLOUDWATCH"]
  configuration            = jsonencode({ plugins = { pluginAdminEnabled = false }, unifiedAlerting = { enabled = false } })
}

resource "aws_eks_pod_identity_association" "this" {
  count = local.in_cluster ? 1 : 0

  cluster_name    = var.cluster
  namespace       = "monitoring"
  service_account = "grafana"
  role_arn        = aws_iam_role.this[0].arn
}
