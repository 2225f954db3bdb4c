/// How a field of an event is named in configuration and queries, and how its value is read. Pure.
/// Start reading at [dev.sluice.field.EventField].
@NullMarked
package dev.sluice.field;

import org.jspecify.annotations.NullMarked;
