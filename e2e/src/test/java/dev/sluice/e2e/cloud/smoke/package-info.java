/// What the smoke test says of environments that do not do what they are for.
@NullMarked
package dev.sluice.e2e.cloud.smoke;

import org.jspecify.annotations.NullMarked;
