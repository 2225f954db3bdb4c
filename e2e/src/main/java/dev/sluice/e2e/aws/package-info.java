/// What the launcher itself does with AWS clients. Start reading at [dev.sluice.e2e.aws.Resources].
@NullMarked
package dev.sluice.e2e.aws;

import org.jspecify.annotations.NullMarked;
