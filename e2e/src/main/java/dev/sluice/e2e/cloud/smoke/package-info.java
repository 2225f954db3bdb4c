/// Whether an environment does what it is for, seen from outside. Start at [Smoke].
@NullMarked
package dev.sluice.e2e.cloud.smoke;

import org.jspecify.annotations.NullMarked;
