@NullMarked
package dev.sluice.e2e.worker;

import org.jspecify.annotations.NullMarked;
