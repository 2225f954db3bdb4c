# What a workflow may do that deploys: make, change and remove what this configuration holds, and push
# images. It may neither read what devices sent nor change its own role. A test holds it against the
# resources of a plan, both ways.
locals {
  iam = "arn:aws:iam::${var.account_id}"
  arn = { for service in ["athena", "cloudtrail", "cloudwatch", "config", "dynamodb", "ecr", "ec2", "eks", "glue", "grafana", "kinesis", "kms", "logs", "sns", "sqs"] : service => "arn:aws:${service}:${var.region}:${var.account_id}" }

  network_arns = [for type in ["elastic-ip", "internet-gateway", "natgateway", "route-table", "security-group", "security-group-rule", "subnet", "vpc", "vpc-endpoint", "vpc-flow-log"] : "${local.arn.ec2}:${type}/*"]

  attachable = [for policy in [
    "AmazonEC2ContainerRegistryPullOnly", "AmazonEKSBlockStoragePolicy", "AmazonEKSClusterPolicy", "AmazonEKSComputePolicy",
    "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy", "AmazonEKSWorkerNodeMinimalPolicy", "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy", "CloudWatchAgentServerPolicy", "service-role/AWS_ConfigRole",
  ] : "arn:aws:iam::aws:policy/${policy}"]

  deployer = {
    data = {
      Streams = {
        actions   = ["kinesis:AddTagsToStream", "kinesis:CreateStream", "kinesis:DecreaseStreamRetentionPeriod", "kinesis:DeleteStream", "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:IncreaseStreamRetentionPeriod", "kinesis:ListTagsForStream", "kinesis:PutRecords", "kinesis:RemoveTagsFromStream", "kinesis:StartStreamEncryption", "kinesis:StopStreamEncryption", "kinesis:UpdateShardCount", "kinesis:UpdateStreamMode"]
        resources = ["${local.arn.kinesis}:stream/${var.prefix}-*"]
        when      = null
      }
      # knows no resources
      AllStreams = {
        actions   = ["kinesis:ListStreams"]
        resources = ["*"]
        when      = null
      }
      Tables = {
        actions   = ["dynamodb:CreateTable", "dynamodb:DeleteTable", "dynamodb:DescribeContinuousBackups", "dynamodb:DescribeKinesisStreamingDestination", "dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive", "dynamodb:DisableKinesisStreamingDestination", "dynamodb:EnableKinesisStreamingDestination", "dynamodb:ListTagsOfResource", "dynamodb:TagResource", "dynamodb:UntagResource", "dynamodb:UpdateContinuousBackups", "dynamodb:UpdateKinesisStreamingDestination", "dynamodb:UpdateTable", "dynamodb:UpdateTimeToLive"]
        resources = ["${local.arn.dynamodb}:table/${var.prefix}-*"]
        when      = null
      }
      Buckets = {
        actions   = ["s3:CreateBucket", "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:GetAccelerateConfiguration", "s3:GetBucketAcl", "s3:GetBucketCORS", "s3:GetBucketLogging", "s3:GetBucketObjectLockConfiguration", "s3:GetBucketOwnershipControls", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:GetBucketRequestPayment", "s3:GetBucketTagging", "s3:GetBucketVersioning", "s3:GetBucketWebsite", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration", "s3:ListBucket", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration"]
        resources = [var.bucket.arn, "arn:aws:s3:::${var.prefix}-audit-${var.account_id}"]
        when      = null
      }
      # a key that is not there yet has no name
      Keys = {
        actions   = ["kms:CreateKey", "kms:ListAliases"]
        resources = ["*"]
        when      = null
      }
      Key = {
        actions   = ["kms:CreateAlias", "kms:CreateGrant", "kms:Decrypt", "kms:DeleteAlias", "kms:DescribeKey", "kms:EnableKeyRotation", "kms:GenerateDataKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateKeyDescription"]
        resources = ["${local.arn.kms}:key/*", "${local.arn.kms}:alias/${var.prefix}"]
        when      = null
      }
      Queues = {
        actions   = ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"]
        resources = ["${local.arn.sqs}:${var.prefix}-submissions*"]
        when      = null
      }
      State = {
        actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        resources = ["arn:aws:s3:::${var.state_bucket}/${var.prefix}/*"]
        when      = null
      }
      StateBucket = {
        actions   = ["s3:ListBucket"]
        resources = ["arn:aws:s3:::${var.state_bucket}"]
        when      = null
      }
    }
    network = {
      # descriptions know no resources
      Look = {
        actions   = ["ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute", "ec2:DescribeFlowLogs", "ec2:DescribeInternetGateways", "ec2:DescribeNatGateways", "ec2:DescribeNetworkAcls", "ec2:DescribeNetworkInterfaces", "ec2:DescribePrefixLists", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs"]
        resources = ["*"]
        when      = null
      }
      Make = {
        actions   = ["ec2:AllocateAddress", "ec2:AssociateRouteTable", "ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateFlowLogs", "ec2:CreateInternetGateway", "ec2:CreateNatGateway", "ec2:CreateRoute", "ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateTags", "ec2:CreateVpc", "ec2:CreateVpcEndpoint", "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute", "ec2:ModifyVpcEndpoint", "ec2:ReplaceRoute", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"]
        resources = local.network_arns
        when      = null
      }
      Unmake = {
        actions   = ["ec2:DeleteFlowLogs", "ec2:DeleteInternetGateway", "ec2:DeleteNatGateway", "ec2:DeleteRoute", "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup", "ec2:DeleteSubnet", "ec2:DeleteTags", "ec2:DeleteVpc", "ec2:DeleteVpcEndpoints", "ec2:DetachInternetGateway", "ec2:DisassociateAddress", "ec2:DisassociateRouteTable", "ec2:ReleaseAddress"]
        resources = local.network_arns
        when      = { test = "StringEquals", variable = "aws:ResourceTag/application", values = [var.prefix] }
      }
    }
    platform = {
      Cluster = {
        actions   = ["eks:AssociateAccessPolicy", "eks:CreateAccessEntry", "eks:CreateAddon", "eks:CreateCluster", "eks:CreateNodegroup", "eks:CreatePodIdentityAssociation", "eks:DeleteAccessEntry", "eks:DeleteAddon", "eks:DeleteCluster", "eks:DeleteNodegroup", "eks:DeletePodIdentityAssociation", "eks:DescribeAccessEntry", "eks:DescribeAddon", "eks:DescribeCluster", "eks:DescribeNodegroup", "eks:DescribePodIdentityAssociation", "eks:DescribeUpdate", "eks:DisassociateAccessPolicy", "eks:ListAssociatedAccessPolicies", "eks:ListTagsForResource", "eks:TagResource", "eks:UntagResource", "eks:UpdateAccessEntry", "eks:UpdateAddon", "eks:UpdateClusterConfig", "eks:UpdateClusterVersion", "eks:UpdateNodegroupConfig", "eks:UpdateNodegroupVersion", "eks:UpdatePodIdentityAssociation"]
        resources = ["${local.arn.eks}:*/${var.cluster}", "${local.arn.eks}:*/${var.cluster}/*"]
        when      = null
      }
      Roles = {
        actions   = ["iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies", "iam:PutRolePolicy", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRoleDescription"]
        resources = ["${local.iam}:role/${var.prefix}-*"]
        when      = null
      }
      Attach = {
        actions   = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
        resources = ["${local.iam}:role/${var.prefix}-*"]
        when      = { test = "ArnEquals", variable = "iam:PolicyARN", values = local.attachable }
      }
      Pass = {
        actions   = ["iam:PassRole"]
        resources = ["${local.iam}:role/${var.prefix}-*"]
        when      = { test = "StringEquals", variable = "iam:PassedToService", values = ["config.amazonaws.com", "ec2.amazonaws.com", "eks.amazonaws.com", "grafana.amazonaws.com", "pods.eks.amazonaws.com", "vpc-flow-logs.amazonaws.com"] }
      }
      ServiceRoles = {
        actions   = ["iam:CreateServiceLinkedRole"]
        resources = ["${local.iam}:role/aws-service-role/*"]
        when      = { test = "StringEquals", variable = "iam:AWSServiceName", values = ["config.amazonaws.com", "eks-nodegroup.amazonaws.com", "eks.amazonaws.com", "grafana.amazonaws.com", "kinesisreplication.dynamodb.amazonaws.com"] }
      }
      LookAtItself = {
        actions   = ["iam:GetOpenIDConnectProvider", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"]
        resources = ["${local.iam}:policy/${var.prefix}-deployer-*", "${local.iam}:oidc-provider/*"]
        when      = null
      }
      Repositories = {
        actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:CreateRepository", "ecr:DeleteLifecyclePolicy", "ecr:DeleteRepository", "ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:GetDownloadUrlForLayer", "ecr:GetLifecyclePolicy", "ecr:InitiateLayerUpload", "ecr:ListTagsForResource", "ecr:PutImage", "ecr:PutImageScanningConfiguration", "ecr:PutImageTagMutability", "ecr:PutLifecyclePolicy", "ecr:TagResource", "ecr:UntagResource", "ecr:UploadLayerPart"]
        resources = ["${local.arn.ecr}:repository/${var.prefix}/*"]
        when      = null
      }
      # knows no resources
      Login = {
        actions   = ["ecr:GetAuthorizationToken"]
        resources = ["*"]
        when      = null
      }
    }
    watch = {
      Alarms = {
        actions   = ["cloudwatch:DeleteAlarms", "cloudwatch:DeleteDashboards", "cloudwatch:DescribeAlarms", "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource", "cloudwatch:PutDashboard", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource"]
        resources = ["${local.arn.cloudwatch}:alarm:${var.prefix}-*", "arn:aws:cloudwatch::${var.account_id}:dashboard/${var.prefix}"]
        when      = null
      }
      LogGroups = {
        actions   = ["logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:ListTagsForResource", "logs:PutRetentionPolicy", "logs:TagResource", "logs:UntagResource"]
        resources = ["${local.arn.logs}:log-group:/aws/eks/${var.cluster}/*", "${local.arn.logs}:log-group:/aws/containerinsights/${var.cluster}/*", "${local.arn.logs}:log-group:/${var.cluster}/*"]
        when      = null
      }
      # saved queries know no resources
      Queries = {
        actions   = ["logs:DeleteQueryDefinition", "logs:DescribeLogGroups", "logs:DescribeQueryDefinitions", "logs:PutQueryDefinition"]
        resources = ["*"]
        when      = null
      }
      Topic = {
        actions   = ["sns:CreateTopic", "sns:DeleteTopic", "sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListTagsForResource", "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource", "sns:Unsubscribe", "sns:UntagResource"]
        resources = ["${local.arn.sns}:${var.prefix}-alarms", "${local.arn.sns}:${var.prefix}-alarms:*"]
        when      = null
      }
      Catalog = {
        actions   = ["glue:CreateDatabase", "glue:CreateTable", "glue:DeleteDatabase", "glue:DeleteTable", "glue:GetDatabase", "glue:GetPartitionIndexes", "glue:GetTable", "glue:GetTags", "glue:TagResource", "glue:UntagResource", "glue:UpdateDatabase", "glue:UpdateTable"]
        resources = ["${local.arn.glue}:catalog", "${local.arn.glue}:database/${replace(var.prefix, "-", "_")}", "${local.arn.glue}:table/${replace(var.prefix, "-", "_")}/*"]
        when      = null
      }
      Workgroup = {
        actions   = ["athena:CreateWorkGroup", "athena:DeleteWorkGroup", "athena:GetWorkGroup", "athena:ListTagsForResource", "athena:TagResource", "athena:UntagResource", "athena:UpdateWorkGroup"]
        resources = ["${local.arn.athena}:workgroup/${var.prefix}"]
        when      = null
      }
      Trail = {
        actions   = ["cloudtrail:AddTags", "cloudtrail:CreateTrail", "cloudtrail:DeleteTrail", "cloudtrail:GetEventSelectors", "cloudtrail:GetInsightSelectors", "cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:ListTags", "cloudtrail:PutEventSelectors", "cloudtrail:RemoveTags", "cloudtrail:StartLogging", "cloudtrail:StopLogging", "cloudtrail:UpdateTrail"]
        resources = ["${local.arn.cloudtrail}:trail/${var.prefix}"]
        when      = null
      }
      # knows no resources
      Trails = {
        actions   = ["cloudtrail:DescribeTrails"]
        resources = ["*"]
        when      = null
      }
      # the recorder and its channel know no resources
      Recorder = {
        actions   = ["config:DeleteConfigurationRecorder", "config:DeleteDeliveryChannel", "config:DescribeConfigRules", "config:DescribeConfigurationRecorderStatus", "config:DescribeConfigurationRecorders", "config:DescribeDeliveryChannels", "config:PutConfigurationRecorder", "config:PutDeliveryChannel", "config:StartConfigurationRecorder", "config:StopConfigurationRecorder"]
        resources = ["*"]
        when      = null
      }
      Rules = {
        actions   = ["config:DeleteConfigRule", "config:ListTagsForResource", "config:PutConfigRule", "config:TagResource", "config:UntagResource"]
        resources = ["${local.arn.config}:config-rule/*"]
        when      = null
      }
      # a workspace that is not there yet has no name
      Grafana = {
        actions   = ["grafana:CreateWorkspace"]
        resources = ["*"]
        when      = null
      }
      Workspace = {
        actions   = ["grafana:DeleteWorkspace", "grafana:DescribeWorkspace", "grafana:DescribeWorkspaceConfiguration", "grafana:ListTagsForResource", "grafana:TagResource", "grafana:UntagResource", "grafana:UpdateWorkspace", "grafana:UpdateWorkspaceAuthentication", "grafana:UpdateWorkspaceConfiguration"]
        resources = ["${local.arn.grafana}:/workspaces*"]
        when      = null
      }
    }
  }
}

data "aws_iam_policy_document" "deployer" {
  for_each = local.deployer

  dynamic "statement" {
    for_each = each.value
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = statement.value.when[*]
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }

  # Its own rights are for people to change.
  dynamic "statement" {
    for_each = each.key == "platform" ? [1] : []
    content {
      sid       = "NotItself"
      effect    = "Deny"
      actions   = ["iam:AttachRolePolicy", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]
      resources = ["${local.iam}:role/${var.prefix}-deployer"]
    }
  }
}

data "aws_iam_policy_document" "deployer_trust" {
  count = var.deployer == null ? 0 : 1

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.deployer[0].arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${var.deployer.issuer}:aud"
      values   = [var.deployer.audience]
    }

    condition {
      test     = "StringLike"
      variable = "${var.deployer.issuer}:sub"
      values   = var.deployer.subjects
    }
  }
}

resource "aws_iam_openid_connect_provider" "deployer" {
  count = var.deployer == null ? 0 : 1

  url            = "https://${var.deployer.issuer}"
  client_id_list = [var.deployer.audience]
}

resource "aws_iam_role" "deployer" {
  count = var.deployer == null ? 0 : 1

  name                 = "${var.prefix}-deployer"
  description          = "Taken by workflows that deploy"
  assume_role_policy   = data.aws_iam_policy_document.deployer_trust[0].json
  max_session_duration = 7200
}

resource "aws_iam_policy" "deployer" {
  for_each = toset(var.deployer == null ? [] : keys(local.deployer))

  name   = "${var.prefix}-deployer-${each.key}"
  policy = data.aws_iam_policy_document.deployer[each.key].json
}

resource "aws_iam_role_policy_attachment" "deployer" {
  for_each = aws_iam_policy.deployer

  role       = aws_iam_role.deployer[0].name
  policy_arn = each.value.arn
}
