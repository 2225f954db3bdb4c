/// Holds `terraform/` against what it is for. Start with [TerraformIT], which plans all of it
/// without AWS; [LocalApplyIT] makes the data plane of the local stack with it and runs the
/// pipeline on that; [RolesAgainstCalls] compares rights with the calls of a run.
@NullMarked
package dev.sluice.e2e.cloud.terraform;

import org.jspecify.annotations.NullMarked;
