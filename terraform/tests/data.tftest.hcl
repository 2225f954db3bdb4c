provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = "true"
}

variables {
  prefix = "sluice"
  bucket = "sluice-archive-123456789012"
}

run "nothing_is_lost" {
  command = plan

  module {
    source = "./modules/data"
  }

  assert {
    condition     = alltrue([for stream in aws_kinesis_stream.this : stream.retention_period == 168 && stream.encryption_type == "KMS" && stream.stream_mode_details[0].stream_mode == "ON_DEMAND"])
    error_message = "streams keep seven days, encrypted, on demand"
  }

  assert {
    condition     = length(aws_dynamodb_table.this) == 9 && alltrue([for table in aws_dynamodb_table.this : table.point_in_time_recovery[0].enabled && table.deletion_protection_enabled && table.billing_mode == "PAY_PER_REQUEST" && table.server_side_encryption[0].enabled])
    error_message = "each of nine tables can be restored, refuses deletion, is encrypted and on demand"
  }

  assert {
    condition     = alltrue([for key in ["alerts", "counters", "event_ids", "events", "feed"] : aws_dynamodb_table.this[key].ttl[0].enabled && aws_dynamodb_table.this[key].ttl[0].attribute_name == "expires_at"])
    error_message = "what expires has a time to live"
  }

  assert {
    condition     = aws_dynamodb_kinesis_streaming_destination.events.table_name == "sluice-events"
    error_message = "changes of the events go to a stream"
  }

  assert {
    condition     = { for key, table in aws_dynamodb_table.this : key => one([for index in table.global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key} ${index.projection_type}"]) if length(table.global_secondary_index) > 0 } == { consumer_leases = "LeaseOwnerToLeaseKeyIndex leaseOwner leaseKey KEYS_ONLY", archiver_leases = "LeaseOwnerToLeaseKeyIndex leaseOwner leaseKey KEYS_ONLY", device_state = "devices-by-last-seen list_bucket last_seen KEYS_ONLY" }
    error_message = "three tables have an index"
  }
}

run "the_bucket_is_closed" {
  command = plan

  module {
    source = "./modules/data"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.archive.block_public_acls, aws_s3_bucket_public_access_block.archive.block_public_policy, aws_s3_bucket_public_access_block.archive.ignore_public_acls, aws_s3_bucket_public_access_block.archive.restrict_public_buckets])
    error_message = "nothing of it is public"
  }

  assert {
    condition     = one([for s in jsondecode(aws_s3_bucket_policy.archive.policy).Statement : s if s.Effect == "Deny" && s.Condition.Bool["aws:SecureTransport"] == "false" && s.Action == "s3:*" && s.Principal == "*"]).Resource == ["arn:aws:s3:::sluice-archive-123456789012/*", "arn:aws:s3:::sluice-archive-123456789012"]
    error_message = aws_s3_bucket_policy.archive.policy
  }

  assert {
    condition     = aws_s3_bucket_versioning.archive.versioning_configuration[0].status == "Enabled" && one(aws_s3_bucket_server_side_encryption_configuration.archive.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && !aws_s3_bucket.archive.force_destroy
    error_message = "it keeps versions, encrypts, and is not emptied by a destroy"
  }

  assert {
    condition     = { for rule in aws_s3_bucket_lifecycle_configuration.archive.rule : rule.id => try(rule.expiration[0].days, 0) if length(rule.expiration) > 0 && rule.id != "leftovers" } == { rejected = 90, replayed = 90, athena-results = 7 }
    error_message = "dead letters go with their marks, results of Athena sooner, the archive never"
  }
}

run "provisioned" {
  command = plan

  module {
    source = "./modules/data"
  }

  variables {
    stream              = { mode = "PROVISIONED", events_shards = 6, changes_shards = 3 }
    encryption          = "aws"
    deletion_protection = false
  }

  assert {
    condition     = aws_kinesis_stream.this["events"].shard_count == 6 && aws_kinesis_stream.this["table_changes"].shard_count == 3 && aws_kinesis_stream.this["events"].kms_key_id == "alias/aws/kinesis" && length(aws_kms_key.this) == 0
    error_message = "six and three shards under AWS's own key"
  }
}
