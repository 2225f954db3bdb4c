@NullMarked
package dev.sluice.e2e;

import org.jspecify.annotations.NullMarked;
