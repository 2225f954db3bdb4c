provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = "true"
}

run "three_private_zones_with_endpoints" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    name    = "sluice-test"
    cluster = "sluice-test"
    region  = "eu-west-1"
    zones   = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
  }

  assert {
    condition     = toset([for subnet in aws_subnet.private : subnet.availability_zone]) == toset(["eu-west-1a", "eu-west-1b", "eu-west-1c"]) && alltrue([for subnet in aws_subnet.private : subnet.map_public_ip_on_launch != true])
    error_message = "private subnets over three zones"
  }

  assert {
    condition     = length(distinct(concat([for s in aws_subnet.private : s.cidr_block], [for s in aws_subnet.public : s.cidr_block]))) == 6 && aws_subnet.public["eu-west-1a"].cidr_block == "10.40.192.0/22"
    error_message = "blocks that do not overlap"
  }

  assert {
    condition     = toset([for endpoint in aws_vpc_endpoint.gateway : endpoint.service_name]) == toset(["com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.dynamodb"])
    error_message = "S3 and DynamoDB by gateway"
  }

  assert {
    condition     = length(setsubtract(["kinesis-streams", "sqs", "monitoring", "logs", "sts", "kms", "ecr.api", "ecr.dkr", "eks", "eks-auth", "ec2"], [for endpoint in aws_vpc_endpoint.interface : trimprefix(endpoint.service_name, "com.amazonaws.eu-west-1.")])) == 0 && alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "every other service that is called has an endpoint under its usual name"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_route.out) == 3
    error_message = "one way out for three zones"
  }
}

run "no_way_out" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    name    = "sluice-test"
    cluster = "sluice-test"
    region  = "eu-west-1"
    zones   = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    nat     = "none"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_route.out) == 0
    error_message = "nothing leads out"
  }
}

run "auto_mode" {
  command = plan

  module {
    source = "./modules/eks"
  }

  variables {
    cluster    = "sluice-test"
    subnet_ids = ["subnet-1", "subnet-2", "subnet-3"]
  }

  assert {
    condition     = aws_eks_cluster.this.compute_config[0].enabled && length(aws_eks_node_group.this) == 0 && length(aws_eks_addon.network) == 0
    error_message = "EKS makes nodes itself"
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.access_config[0].authentication_mode == "API"
    error_message = "its API is reached from inside only"
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.pods : group.retention_in_days == 30]) && length(aws_cloudwatch_query_definition.saved) >= 4 && aws_eks_addon.metrics.addon_name == "metrics-server"
    error_message = "logs of pods are kept for a while, with saved queries; metrics are there to scale by"
  }
}

run "managed_nodes" {
  command = plan

  module {
    source = "./modules/eks"
  }

  variables {
    cluster    = "sluice-test"
    subnet_ids = ["subnet-1", "subnet-2", "subnet-3"]
    auto_mode  = false
  }

  assert {
    condition     = !aws_eks_cluster.this.compute_config[0].enabled && aws_eks_node_group.this[0].scaling_config[0].min_size == 3 && toset(keys(aws_eks_addon.network)) == toset(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"])
    error_message = "one group of nodes, with what they need"
  }
}

run "images" {
  command = plan

  module {
    source = "./modules/registry"
  }

  variables {
    prefix = "sluice"
  }

  assert {
    condition     = toset([for repository in aws_ecr_repository.this : repository.name]) == toset(["sluice/consumer", "sluice/archiver", "sluice/query-api", "sluice/ingest", "sluice/tools"]) && alltrue([for repository in aws_ecr_repository.this : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push])
    error_message = "five repositories whose tags stay what they are, scanned"
  }
}
