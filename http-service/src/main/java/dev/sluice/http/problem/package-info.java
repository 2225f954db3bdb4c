/// How everything that goes wrong is answered. Start reading at
/// [dev.sluice.http.problem.ProblemException].
@NullMarked
package dev.sluice.http.problem;

import org.jspecify.annotations.NullMarked;
