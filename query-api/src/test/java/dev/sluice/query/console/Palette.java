package dev.sluice.query.console;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The colours that a style sheet names, and how they stand out from each other, by [WCAG
/// 2.2](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
record Palette(Map<String, Integer> colors) {
  private static final Pattern COLOR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final String DARK = "@media (prefers-color-scheme: dark)";

  static Palette light(String css) {
    return new Palette(read(css.substring(0, css.indexOf(DARK))));
  }

  /// What is not named for the dark stays as in the light.
  static Palette dark(String css) {
    Map<String, Integer> colors = new HashMap<>(light(css).colors());
    colors.putAll(read(css.substring(css.indexOf(DARK))));
    return new Palette(colors);
  }

  private static Map<String, Integer> read(String css) {
    Map<String, Integer> colors = new HashMap<>();
    Matcher matcher = COLOR.matcher(css);
    while (matcher.find()) {
      colors.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return colors;
  }

  /// From 1, none, to 21, black on white.
  double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private double luminance(String name) {
    Integer color = colors.get(name);
    if (color == null) {
      throw new IllegalArgumentException("no colour is called --" + name);
    }
    return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
  }

  private static double linear(int channel) {
    double share = (channel & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
