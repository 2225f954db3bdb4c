package dev.sluice.query.http;

/// Reads `If-None-Match`, [RFC 9110,
/// 13.1.2](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2).
final class EntityTags {
  private static final String ANY = "*";
  private static final String WEAK = "W/";

  private EntityTags() {}

  /// Whether the list names the tag. Weak tags count as strong ones; what is no list names nothing.
  ///
  /// @param strong in quotes, of characters without a quote or a comma
  static boolean name(String list, String strong) {
    if (list.equals(strong) || list.strip().equals(ANY)) {
      return true;
    }
    for (String entry : list.split(",", -1)) {
      String tag = entry.strip();
      if (tag.startsWith(WEAK) ? tag.substring(WEAK.length()).equals(strong) : tag.equals(strong)) {
        return true;
      }
    }
    return false;
  }
}
