@NullMarked
package dev.sluice.e2e.submission;

import org.jspecify.annotations.NullMarked;
