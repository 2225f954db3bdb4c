/// What the reconciliation asks of AWS. Start reading at
/// [dev.sluice.archiver.verify.aws.VerifyConnection].
@NullMarked
package dev.sluice.archiver.verify.aws;

import org.jspecify.annotations.NullMarked;
