/// The console's files, as far as they can be judged without a browser. Start reading at
/// [dev.sluice.query.console.ConsoleFilesTest].
@NullMarked
package dev.sluice.query.console;

import org.jspecify.annotations.NullMarked;
