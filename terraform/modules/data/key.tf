resource "aws_kms_key" "this" {
  count = var.encryption == "customer" ? 1 : 0

  description             = "${var.prefix}: streams, tables and archive"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "this" {
  count = var.encryption == "customer" ? 1 : 0

  name          = "alias/${var.prefix}"
  target_key_id = aws_kms_key.this[0].key_id
}

locals {
  key = one(aws_kms_key.this[*].arn)
}
