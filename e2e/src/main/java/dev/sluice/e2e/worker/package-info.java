/// Workers as processes of their own, which can be killed, frozen, held and made to crash at a
/// named point, and which write down what they do. The consumer in them is the real one. Start
/// reading at [dev.sluice.e2e.worker.WorkerProcess], the handle of one; what runs inside is
/// [dev.sluice.e2e.worker.WorkerMain].
@NullMarked
package dev.sluice.e2e.worker;

import org.jspecify.annotations.NullMarked;
