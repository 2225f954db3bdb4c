/// From a raw event to an [dev.sluice.model.Event] or a typed refusal, in configurable steps. Pure.
/// Start reading at [Preprocessor].
@NullMarked
package dev.sluice.preprocess;

import org.jspecify.annotations.NullMarked;
