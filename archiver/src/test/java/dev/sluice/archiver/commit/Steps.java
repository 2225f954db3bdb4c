package dev.sluice.archiver.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// The outward steps of one process, each of which has a place before and a place after it; at one
/// of them the power may go, and something else may happen at others.
final class Steps {
  private final int cutAt;
  private final List<String> places = new ArrayList<>();
  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();
  private boolean cut;

  private Steps(int cutAt) {
    this.cutAt = cutAt;
  }

  static Steps uncut() {
    return new Steps(Integer.MAX_VALUE);
  }

  /// @param place the first is 0
  static Steps cutAt(int place) {
    return new Steps(place);
  }

  /// Once, when a place of this name is met.
  Steps when(String place, Runnable action) {
    actions.put(place, action);
    return this;
  }

  /// As `before upload`, `after upload`, in the order in which they were met.
  synchronized List<String> places() {
    return List.copyOf(places);
  }

  <T> T run(String step, Callable<T> body) {
    try {
      meet("before " + step);
      T result = body.call();
      meet("after " + step);
      return result;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void meet(String place) {
    synchronized (this) {
      if (cut || places.size() == cutAt) {
        cut = true;
        throw new PowerCut(place);
      }
      places.add(place);
    }
    Runnable action = actions.remove(place);
    if (action != null) {
      action.run();
    }
  }
}
