/// From a checkout to a running environment, and back. Start at [Deployment], which carries out
/// steps; [Steps] says which.
@NullMarked
package dev.sluice.e2e.cloud.deploy;

import org.jspecify.annotations.NullMarked;
