/// What can be set, each record refusing to exist when it is wrong. Start reading at
/// [dev.sluice.archiver.config.ArchiverNames].
@NullMarked
package dev.sluice.archiver.config;

import org.jspecify.annotations.NullMarked;
