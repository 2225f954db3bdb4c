package dev.sluice.e2e;

/// The suite on the local stack.
class AccountingIT extends AccountingSuite {
  @Override
  World startWorld() {
    return World.start(WorldOptions.ephemeral());
  }
}
