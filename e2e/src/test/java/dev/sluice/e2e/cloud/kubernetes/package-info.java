/// Checks of `k8s/`: what `kubectl kustomize` makes of an overlay is held against the API's schema,
/// the services themselves and Terraform's outputs. Start at [OverlaysTest], which runs every
/// [Check]; [BrokenManifestsTest] shows what each of them says.
@NullMarked
package dev.sluice.e2e.cloud.kubernetes;

import org.jspecify.annotations.NullMarked;
