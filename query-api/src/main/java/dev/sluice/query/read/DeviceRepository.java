package dev.sluice.query.read;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The devices that were ever seen, and the newest event of each type of a device.
///
/// Every method throws [StoreUnavailableException] when the store cannot be asked now.
public interface DeviceRepository {

  /// @param consistent whether a write that was acknowledged before the call must be seen; costs
  ///   twice as much
  Optional<DeviceSnapshot> findById(String deviceId, boolean consistent);

  /// In the order asked for; what is not there is empty. What was written a moment ago may be
  /// missing.
  List<Optional<DeviceSnapshot>> findAllById(List<String> deviceIds);

  /// Devices, those seen last first. A slice may hold fewer than `limit`, even none, and still name
  /// a next place: the work of one call is bounded. A device seen again while somebody pages moves
  /// to the front, behind the reader's back; it is never answered twice.
  ///
  /// @param after where the slice before ended, as it said; null for the first
  Slice<SeenDevice> findAllOrderByLastSeenDesc(
      DeviceFilter filter, int limit, @Nullable String after);
}
