@NullMarked
package dev.sluice.alert;

import org.jspecify.annotations.NullMarked;
