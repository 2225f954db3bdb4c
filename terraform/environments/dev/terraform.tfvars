# What is special about dev: small, cheap, and not protected from being taken down again.
environment  = "dev"
account_id   = "111111111111" # yours
region       = "eu-west-1"
state_bucket = "sluice-terraform-state-111111111111"

consumer_shards_max = 4
archiver_shards_max = 4
deletion_protection = false
log_retention_days  = 14
network             = { nat = "one" }
expiry              = { rejected_days = 14, noncurrent_days = 7 }
