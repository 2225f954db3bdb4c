package dev.sluice.local.kinesis.http;

import dev.sluice.local.kinesis.action.Action;
import dev.sluice.local.kinesis.action.EventSource;
import dev.sluice.local.kinesis.action.Operation;
import dev.sluice.local.kinesis.action.StreamingAction;
import dev.sluice.local.kinesis.stream.KinesisException;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Reply;
import java.io.IOException;
import java.time.Duration;

/// Carries one call out and answers it.
@SuppressWarnings("ArrayRecordComponent")
record Performance(Exchange exchange, Operation operation, byte[] body) {

  String name() {
    return operation.name();
  }

  /// Applies, waits for the delay, answers.
  void run(double refusedShare, Duration delay) throws IOException, InterruptedException {
    Call call = new Call(exchange.format(), body, refusedShare);
    switch (operation) {
      case Action action -> {
        action.answer(call);
        pause(delay);
        exchange.answer(call.reply().bytes());
      }
      case StreamingAction action -> {
        EventSource events = action.open(call);
        pause(delay);
        pump(events);
      }
    }
  }

  /// Applies and closes the connection instead of answering.
  void runAndCut() throws IOException {
    Call call = new Call(exchange.format(), body, 0);
    switch (operation) {
      case Action action -> action.answer(call);
      case StreamingAction action -> action.open(call);
    }
    exchange.cut();
  }

  private void pump(EventSource events) throws IOException, InterruptedException {
    exchange.beginEvents();
    try {
      Reply event = new Reply(exchange.format());
      while (events.next(event)) {
        exchange.event(events.eventType(), event.bytes());
      }
    } catch (KinesisException e) {
      exchange.failEvents(e.type().awsName(), String.valueOf(e.getMessage()));
    }
    exchange.endEvents();
  }

  private static void pause(Duration delay) throws InterruptedException {
    if (delay.isPositive()) {
      Thread.sleep(delay);
    }
  }
}
