/// Deployments without a cloud: what would be run, in which order, and what is said when it fails.
@NullMarked
package dev.sluice.e2e.cloud.deploy;

import org.jspecify.annotations.NullMarked;
