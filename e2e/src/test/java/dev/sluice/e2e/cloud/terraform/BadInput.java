package dev.sluice.e2e.cloud.terraform;

import java.util.List;

/// Values that a plan refuses, and what it has to say of each: the variable, the value, and what
/// would do.
///
/// @param hints each a list of texts that one message holds
record BadInput(String name, String variables, List<List<String>> hints) {
  static final String PROVIDER =
      """
      provider "aws" {
        region                      = "eu-west-1"
        access_key                  = "offline"
        secret_key                  = "offline"
        skip_credentials_validation = true
        skip_requesting_account_id  = true
        skip_metadata_api_check     = "true"
      }
      """;
  static final String RUN =
      """
      run "plan" {
        command = plan
      }
      """;

  private static final String NEEDED =
      """
        environment  = "test"
        account_id   = "123456789012"
        region       = "eu-west-1"
        state_bucket = "state"
      """;

  static final List<BadInput> ALL =
      List.of(
          new BadInput(
              "needed",
              """
                environment  = "Test 1"
                account_id   = "123"
                region       = "Ireland"
                state_bucket = "s"
                stream       = { mode = "PROVISIONED", events_shards = 5 }
              """,
              List.of(
                  List.of("environment is \"Test 1\"", "a-z 0-9 -", "variables.tf"),
                  List.of("account_id is \"123\"", "12 digits"),
                  List.of("region is \"Ireland\"", "such as eu-west-1"),
                  List.of("state_bucket is \"s\"", "as S3 names buckets"),
                  List.of("stream.events_shards is 5", "at most consumer_shards_max (4)"))),
          new BadInput(
              "own",
              NEEDED
                  + """
                    prefix              = "Sluice_"
                    bucket              = "B"
                    zones               = ["eu-west-1a", "eu-west-1a", "eu-west-1b"]
                    archiver_shards_max = 0
                    encryption          = "none"
                    certificate_arn     = "mine"
                    jwt                 = { issuer = "i", jwks_url = "http://i/jwks", audience = "a" }
                  """,
              List.of(
                  List.of("prefix is \"Sluice_\"", "2 to 15 of a-z 0-9 -"),
                  List.of("bucket is \"B\"", "as S3 names buckets"),
                  List.of("zones is [\"eu-west-1a\",\"eu-west-1a\",\"eu-west-1b\"]", "eu-west-1c"),
                  List.of("archiver_shards_max is 0", "whole numbers from 1 to 200"),
                  List.of("encryption is \"none\"", "customer and aws"),
                  List.of("certificate_arn is \"mine\"", "arn:aws:acm:<region>"),
                  List.of("jwks_url is \"http://i/jwks\"", "begins with https://"))),
          new BadInput(
              "passed-on",
              NEEDED
                  + """
                    network            = { cidr = "10.0.0.0/8", nat = "two" }
                    kubernetes         = { version = "9", public_access_cidrs = ["everywhere"], admins = ["me"], nodes = { min = 5, max = 2 } }
                    stream             = { mode = "BURST", retention_hours = 1 }
                    expiry             = { rejected_days = 0 }
                    archive_since      = "2026-13-01"
                    log_retention_days = 31
                    alarm_emails       = ["nobody"]
                    alarm_thresholds   = { capacity_percent = 120 }
                    grafana            = "cloud"
                    deployer           = { subjects = ["*"] }
                  """,
              List.of(
                  List.of("cidr is \"10.0.0.0/8\"", "from /16 to /20"),
                  List.of("nat is \"two\"", "none, one and per-zone"),
                  List.of("kubernetes_version is \"9\"", "such as 1.33"),
                  List.of("public_access_cidrs is [\"everywhere\"]", "203.0.113.0/24"),
                  List.of("admins is [\"me\"]", "arn:aws:iam::"),
                  List.of("nodes.min is 5 and nodes.max 2"),
                  List.of("stream.mode is \"BURST\"", "ON_DEMAND and PROVISIONED"),
                  List.of("stream.retention_hours is 1", "24 to 8760"),
                  List.of("\"rejected_days\":0", "whole days from 1"),
                  List.of("since is \"2026-13-01\"", "such as 2026-01-01"),
                  List.of("log_retention_days is 31", "30, 60"),
                  List.of("emails is [\"nobody\"]", "oncall@example.com"),
                  List.of("\"capacity_percent\":120", "to 100"),
                  List.of("mode is \"cloud\"", "managed, in-cluster and none"),
                  List.of("deployer.subjects is [\"*\"]", "repo:acme/sluice"))),
          new BadInput(
              "type",
              NEEDED + "  consumer_shards_max = \"many\"\n",
              List.of(List.of("consumer_shards_max", "a number is required"))));

  String file() {
    return PROVIDER + "variables {\n" + variables + "}\n" + RUN;
  }
}
