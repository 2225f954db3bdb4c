locals {
  pods = merge(
    { for service in keys(local.services) : service => { namespace = "sluice", policy = data.aws_iam_policy_document.service[service].json } },
    { keda-operator = { namespace = "keda", policy = data.aws_iam_policy_document.keda.json } }
  )
}

data "aws_iam_policy_document" "pod_trust" {
  for_each = local.pods

  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/eks-cluster-name"
      values   = [var.cluster]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-namespace"
      values   = [each.value.namespace]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-service-account"
      values   = [each.key]
    }
  }
}

resource "aws_iam_role" "pod" {
  for_each = local.pods

  name               = "${var.prefix}-${each.key}"
  description        = "What the pods of ${each.value.namespace}/${each.key} may do"
  assume_role_policy = data.aws_iam_policy_document.pod_trust[each.key].json
}

resource "aws_iam_role_policy" "pod" {
  for_each = local.pods

  name   = each.key
  role   = aws_iam_role.pod[each.key].name
  policy = each.value.policy
}

resource "aws_eks_pod_identity_association" "pod" {
  for_each = local.pods

  cluster_name    = var.cluster
  namespace       = each.value.namespace
  service_account = each.key
  role_arn        = aws_iam_role.pod[each.key].arn
}
