locals {
  # The keys and indexes that the services know; a test compares them with shared-model's.
  tables = {
    events       = { name = "${var.prefix}-events", hash = "device_day", range = "event_key", ttl = true, index = null }
    event_ids    = { name = "${var.prefix}-event-ids", hash = "event_id", range = null, ttl = true, index = null }
    device_state = { name = "${var.prefix}-device-state", hash = "device_id", range = "event_type", ttl = false, index = { name = "devices-by-last-seen", hash = "list_bucket", range = "last_seen" } }
    alerts       = { name = "${var.prefix}-alerts", hash = "minute", range = "alert_key", ttl = true, index = null }
    alert_state  = { name = "${var.prefix}-alert-state", hash = "device_id", range = "rule", ttl = false, index = null }
    counters     = { name = "${var.prefix}-counters", hash = "bucket", range = "key", ttl = true, index = null }
    feed         = { name = "${var.prefix}-feed", hash = "shard", range = "position", ttl = true, index = null }

    # One lease table per KCL application. Made here, its index costs no worker a slow start.
    consumer_leases = { name = "${var.prefix}-consumer", hash = "leaseKey", range = null, ttl = false, index = { name = "LeaseOwnerToLeaseKeyIndex", hash = "leaseOwner", range = "leaseKey" } }
    archiver_leases = { name = "${var.prefix}-archiver", hash = "leaseKey", range = null, ttl = false, index = { name = "LeaseOwnerToLeaseKeyIndex", hash = "leaseOwner", range = "leaseKey" } }
  }
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = each.value.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.hash
  range_key                   = each.value.range
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = toset(compact([each.value.hash, each.value.range, try(each.value.index.hash, null), try(each.value.index.range, null)]))
    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.index[*]
    content {
      name            = global_secondary_index.value.name
      hash_key        = global_secondary_index.value.hash
      range_key       = global_secondary_index.value.range
      projection_type = "KEYS_ONLY"
    }
  }

  dynamic "ttl" {
    for_each = each.value.ttl ? [1] : []
    content {
      attribute_name = "expires_at"
      enabled        = true
    }
  }

  dynamic "point_in_time_recovery" {
    for_each = var.point_in_time_recovery ? [1] : []
    content {
      enabled = true
    }
  }

  dynamic "server_side_encryption" {
    for_each = var.encryption == "customer" ? [local.key] : []
    content {
      enabled     = true
      kms_key_arn = server_side_encryption.value
    }
  }

  lifecycle {
    # `./sluice archive fuse on` switches the events' time to live off in an emergency; an apply
    # meanwhile must not switch it on again.
    ignore_changes = [ttl]
  }
}
