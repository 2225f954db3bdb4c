package dev.sluice.local.http;

import org.eclipse.jetty.server.Request;

/// How one service refuses: the codes it uses, its wire format, and the names of its operations.
public interface Refusals {

  /// The operation that a request asks for, as AWS names it.
  String operation(Request request);

  /// Whether the operation takes entries that can be refused one by one.
  boolean isBatch(String operation);

  AwsError throttled();

  AwsError serverError(int status);

  AwsError credentialsExpired();

  AwsError accessDenied(String operation);

  ErrorAnswer write(AwsError error);
}
