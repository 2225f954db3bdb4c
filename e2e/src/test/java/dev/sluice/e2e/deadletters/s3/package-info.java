@NullMarked
package dev.sluice.e2e.deadletters.s3;

import org.jspecify.annotations.NullMarked;
