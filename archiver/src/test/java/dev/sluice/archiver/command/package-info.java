@NullMarked
package dev.sluice.archiver.command;

import org.jspecify.annotations.NullMarked;
