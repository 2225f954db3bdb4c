/// What can be set, each record refusing to exist when it is wrong. Start reading at
/// [dev.sluice.consumer.config.ConsumerNames].
@NullMarked
package dev.sluice.consumer.config;

import org.jspecify.annotations.NullMarked;
