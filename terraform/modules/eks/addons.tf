# With auto mode EKS brings the network, DNS, volumes and Pod Identity itself.
resource "aws_eks_addon" "network" {
  for_each = var.auto_mode ? {} : {
    "vpc-cni"                = { enableNetworkPolicy = "true" }
    "kube-proxy"             = null
    "eks-pod-identity-agent" = null
  }

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  configuration_values        = each.value == null ? null : jsonencode(each.value)
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
}

resource "aws_eks_addon" "dns" {
  count = var.auto_mode ? 0 : 1

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = "coredns"
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  depends_on                  = [aws_eks_node_group.this]
}

# CPU and memory of pods, which autoscaling goes by.
resource "aws_eks_addon" "metrics" {
  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = "metrics-server"
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  depends_on                  = [aws_eks_node_group.this]
}

data "aws_iam_policy_document" "pod_trust" {
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
  }
}

resource "aws_iam_role" "agent" {
  name               = "${var.cluster}-cloudwatch-agent"
  assume_role_policy = data.aws_iam_policy_document.pod_trust.json
}

resource "aws_iam_role_policy_attachment" "agent" {
  role       = aws_iam_role.agent.name
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"
}

# Logs of pods go to CloudWatch Logs; metrics of nodes and pods to Container Insights.
resource "aws_eks_addon" "observability" {
  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = "amazon-cloudwatch-observability"
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  pod_identity_association {
    role_arn        = aws_iam_role.agent.arn
    service_account = "cloudwatch-agent"
  }

  depends_on = [aws_eks_node_group.this, aws_cloudwatch_log_group.pods]
}
