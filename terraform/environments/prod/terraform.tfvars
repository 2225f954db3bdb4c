# What is special about prod.
environment  = "prod"
account_id   = "222222222222" # yours
region       = "eu-west-1"
state_bucket = "sluice-terraform-state-222222222222"

consumer_shards_max = 16
archiver_shards_max = 16
deletion_protection = true
log_retention_days  = 90
network             = { nat = "per-zone" }
