package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.problem.BadParameterException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cursor a request came with, and the one its answer ends with.
final class Paging {
  private final Cursors cursors;
  private final String question;
  private final Optional<String> after;

  /// @param resource what is listed, so that no cursor of another list fits
  /// @param access whose cursor it is: no other part of the devices is seen by it
  /// @throws BadParameterException when the cursor is not one of this question
  Paging(Cursors cursors, String resource, QueryParameters query, Access access) {
    this.cursors = cursors;
    this.question = resource + "?" + query.withoutPaging() + " in " + access.devicePrefix();
    this.after = query.text(QueryParameters.CURSOR).map(this::opened);
  }

  /// Where the page before ended; empty for the first.
  Optional<String> after() {
    return after;
  }

  @Nullable String next(@Nullable String place) {
    return place == null ? null : cursors.seal(question, place);
  }

  private String opened(String cursor) {
    return cursors
        .open(question, cursor)
        .orElseThrow(() ->
            BadParameterException.of(
                QueryParameters.CURSOR,
                cursor,
                "a next_cursor of this question; leave all other parameters but limit as they were"
                    + " for the page before"));
  }
}
