@NullMarked
package dev.sluice.e2e.deadletters;

import org.jspecify.annotations.NullMarked;
