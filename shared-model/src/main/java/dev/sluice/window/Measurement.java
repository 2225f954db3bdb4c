package dev.sluice.window;

import dev.sluice.model.Positioned;
import java.math.BigDecimal;

/// A number that an event carried.
///
/// @param position the text of the event's [dev.sluice.model.Position]; all numbers of an event
///   share it
public record Measurement(String position, WindowField of, BigDecimal number)
    implements Positioned {}
