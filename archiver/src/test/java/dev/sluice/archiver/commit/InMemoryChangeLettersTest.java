package dev.sluice.archiver.commit;

import java.util.Collection;

class InMemoryChangeLettersTest extends ChangeLettersContract {
  private final InMemoryChangeLetters letters = new InMemoryChangeLetters();

  @Override
  protected ChangeLetters letters() {
    return letters;
  }

  @Override
  protected Collection<Kept> kept() {
    return letters.letters().stream().map(ChangeLettersContract::kept).toList();
  }
}
