/// Environments in the cloud, as this repository describes them. Start at [Environment]; the
/// commands are in the packages below.
@NullMarked
package dev.sluice.e2e.cloud;

import org.jspecify.annotations.NullMarked;
