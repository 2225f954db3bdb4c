package dev.sluice.archiver.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdTableTest {
  private record Kept(int marks, int number) {}

  @Test
  void itHoldsWhatAMapHolds() {
    Random random = new Random(11);
    IdTable table = new IdTable();
    Map<UUID, Kept> map = new HashMap<>();
    for (int i = 0; i < 300_000; i++) {
      // few bits, so that ids repeat and crowd
      UUID id = new UUID(random.nextInt(500) - 250, random.nextInt(500) - 250);
      int marks = 1 << random.nextInt(7);
      int number = random.nextInt(9);
      boolean renumber = random.nextInt(4) == 0;
      boolean isNew =
          table.update(
              id.getMostSignificantBits(),
              id.getLeastSignificantBits(),
              number,
              renumber,
              before -> before | marks);
      Kept before = map.get(id);
      assertThat(isNew).isEqualTo(before == null);
      map.put(
          id,
          new Kept(
              (before == null ? 0 : before.marks()) | marks,
              before == null || renumber ? number : before.number()));
    }
    Map<UUID, Kept> visited = new HashMap<>();
    table.visit((most, least, marks, number) ->
        assertThat(visited.put(new UUID(most, least), new Kept(marks, number))).isNull());
    assertThat(visited).isEqualTo(map);
    map.forEach((id, kept) -> {
      assertThat(table.marks(id.getMostSignificantBits(), id.getLeastSignificantBits()))
          .isEqualTo(kept.marks());
      assertThat(table.number(id.getMostSignificantBits(), id.getLeastSignificantBits()))
          .isEqualTo(kept.number());
    });
    assertThat(table.marks(7_777, 7_777)).isZero();
  }
}
