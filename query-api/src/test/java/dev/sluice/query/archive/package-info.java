@NullMarked
package dev.sluice.query.archive;

import org.jspecify.annotations.NullMarked;
