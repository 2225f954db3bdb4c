package dev.sluice.archive.parquet;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/// Tells of each row's device and event time, in this order, whether they are asked for.
final class KeyMatcher extends RecordMaterializer<Boolean> {
  private final Binary device;
  private final long from;
  private final long to;
  private boolean isDevice;
  private long time;

  private final PrimitiveConverter ofDevice =
      new PrimitiveConverter() {
        @Override
        public void addBinary(Binary value) {
          isDevice = value.equals(device);
        }
      };

  private final PrimitiveConverter ofTime =
      new PrimitiveConverter() {
        @Override
        public void addLong(long value) {
          time = value;
        }
      };

  private final GroupConverter ofRow =
      new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
          return field == 0 ? ofDevice : ofTime;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
      };

  KeyMatcher(DeviceQuestion question) {
    this.device = Binary.fromString(question.deviceId());
    this.from = question.from();
    this.to = question.to();
  }

  @Override
  public Boolean getCurrentRecord() {
    return isDevice && from <= time && time < to;
  }

  @Override
  public GroupConverter getRootConverter() {
    return ofRow;
  }
}
