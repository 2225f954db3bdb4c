# Given ARNs, policies are rendered in the plan, and read by the checks in e2e too.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = "true"
}

variables {
  prefix       = "sluice"
  region       = "eu-west-1"
  account_id   = "123456789012"
  cluster      = "sluice-test"
  state_bucket = "state"
  streams = {
    events        = { name = "sluice-events", arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/sluice-events" }
    table_changes = { name = "sluice-table-changes", arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/sluice-table-changes" }
  }
  tables = {
    events          = { name = "sluice-events", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-events" }
    event_ids       = { name = "sluice-event-ids", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-event-ids" }
    device_state    = { name = "sluice-device-state", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-device-state" }
    alerts          = { name = "sluice-alerts", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-alerts" }
    alert_state     = { name = "sluice-alert-state", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-alert-state" }
    counters        = { name = "sluice-counters", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-counters" }
    feed            = { name = "sluice-feed", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-feed" }
    consumer_leases = { name = "sluice-consumer", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-consumer" }
    archiver_leases = { name = "sluice-archiver", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/sluice-archiver" }
  }
  bucket      = { name = "sluice-archive", arn = "arn:aws:s3:::sluice-archive" }
  queue       = { name = "sluice-submissions", arn = "arn:aws:sqs:eu-west-1:123456789012:sluice-submissions" }
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "policies" {
  command = plan

  module {
    source = "./modules/identity"
  }

  assert {
    condition     = toset(keys(output.policies)) == toset(["consumer", "archiver", "query-api", "ingest", "archive-jobs", "keda-operator"])
    error_message = "a role for each service account: ${jsonencode(keys(output.policies))}"
  }

  assert {
    condition     = alltrue(flatten([for policy in concat(values(output.policies), values(output.deployer_policies)) : [for s in jsondecode(policy).Statement : [for action in flatten([s.Action]) : !strcontains(action, "*")]]]))
    error_message = "no action is a pattern"
  }

  assert {
    condition     = alltrue(flatten([for policy in values(output.policies) : [for s in jsondecode(policy).Statement : contains(flatten([s.Resource]), "*") ? contains(["Metrics", "Lag"], s.Sid) : true]]))
    error_message = "only CloudWatch's calls, which know no resources, are allowed on all of them"
  }

  assert {
    condition     = alltrue([for s in jsondecode(output.policies["consumer"]).Statement : s.Sid != "Metrics" ? true : s.Condition.StringEquals["cloudwatch:namespace"] == "Sluice"])
    error_message = "metrics go to one namespace"
  }

  assert {
    condition     = alltrue([for account, role in aws_iam_role.pod : jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["aws:RequestTag/kubernetes-service-account"] == account && jsondecode(role.assume_role_policy).Statement[0].Principal.Service == "pods.eks.amazonaws.com"])
    error_message = "a role is taken by the pods of its own service account only"
  }

  assert {
    condition     = length(aws_iam_role.deployer) == 0 && aws_eks_pod_identity_association.pod["keda-operator"].namespace == "keda"
    error_message = "no deployer unless asked for; KEDA in its namespace"
  }

  assert {
    condition     = alltrue([for policy in values(output.deployer_policies) : length(replace(policy, "/\\s/", "")) <= 6144])
    error_message = "AWS takes policies of 6,144 characters: ${jsonencode({ for part, policy in output.deployer_policies : part => length(replace(policy, "/\\s/", "")) })}"
  }
}

run "fan_out_and_deployer" {
  command = plan

  module {
    source = "./modules/identity"
  }

  variables {
    fan_out  = true
    deployer = { subjects = ["repo:acme/sluice:environment:prod"] }
  }

  assert {
    condition     = strcontains(output.policies["consumer"], "kinesis:SubscribeToShard") && strcontains(output.policies["archiver"], "stream/sluice-table-changes/consumer/*")
    error_message = "workers may subscribe"
  }

  assert {
    condition     = aws_iam_openid_connect_provider.deployer[0].url == "https://token.actions.githubusercontent.com" && length(aws_iam_policy.deployer) == 4
    error_message = "the deployer is known by its token"
  }
}
