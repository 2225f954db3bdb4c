package dev.sluice.e2e.deadletters;

class InMemoryReplayMarksTest extends ReplayMarksContract {
  private final InMemoryReplayMarks marks = new InMemoryReplayMarks();

  @Override
  protected ReplayMarks marks() {
    return marks;
  }
}
